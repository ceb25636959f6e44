import { readTicker, writeTicker } from '../../runtime/ticker-text.ts';
import type { BuiltinFunction } from '../builtin.ts';

const notStandard = (name: string) =>
  `Bars by price (${name}) cannot be requested here yet; only time-based bars and Heikin-Ashi can.`;

function ticker(
  name: string,
  signature: string,
  documentation: string,
  // biome-ignore lint/suspicious/noExplicitAny: each function types its own arguments
  call: (...values: any[]) => string | null,
): BuiltinFunction {
  return {
    kind: 'function',
    name,
    documentation,
    signatures: [signature],
    implementation: { kind: 'pure', call },
  };
}

function priceBars(name: string, signatures: readonly string[]): BuiltinFunction {
  return {
    kind: 'function',
    name,
    documentation: 'A symbol text for bars made by price instead of time.',
    signatures,
    implementation: { kind: 'unsupported', reason: notStandard(name.slice('ticker.'.length)) },
  };
}

const modifiersOf = (given: Readonly<Record<string, string | null | undefined>>) =>
  Object.fromEntries(
    Object.entries(given).filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === 'string' && entry[1] !== '' && entry[1] !== 'inherit',
    ),
  );

/** `ticker.*`: symbol texts for requests. */
export const tickers: readonly BuiltinFunction[] = [
  ticker(
    'ticker.new',
    '(prefix: series string, ticker: series string, session: series string = ?, adjustment: series string = ?, backadjustment: series backadjustment = backadjustment.inherit, settlement_as_close: series settlement = settlement_as_close.inherit) strongest string',
    'A symbol text from exchange and ticker, with session and adjustments.',
    (
      prefix: string | null,
      name: string | null,
      session?: string,
      adjustment?: string,
      backadjustment?: string,
      settlement?: string,
    ) => {
      if (name === null) return null;
      const plain = prefix === null || prefix === '' ? name : `${prefix}:${name}`;
      return writeTicker({
        plain,
        modifiers: modifiersOf({ session, adjustment, backadjustment, settlement }),
      });
    },
  ),
  ticker(
    'ticker.modify',
    '(tickerid: series string, session: series string = ?, adjustment: series string = ?, backadjustment: series backadjustment = backadjustment.inherit, settlement_as_close: series settlement = settlement_as_close.inherit) strongest string',
    'The same market with another session or other adjustments.',
    (
      id: string | null,
      session?: string,
      adjustment?: string,
      backadjustment?: string,
      settlement?: string,
    ) => {
      if (id === null) return null;
      const { plain, modifiers } = readTicker(id);
      return writeTicker({
        plain,
        modifiers: { ...modifiers, ...modifiersOf({ session, adjustment, backadjustment, settlement }) },
      });
    },
  ),
  ticker(
    'ticker.standard',
    '(symbol: series string = syminfo.tickerid) strongest string',
    'The market without any modifier.',
    (symbol: string | null) => (symbol === null ? null : readTicker(symbol).plain),
  ),
  ticker(
    'ticker.inherit',
    '(from_tickerid: series string, symbol: series string) strongest string',
    'A market with the modifiers of another symbol text.',
    (from: string | null, symbol: string | null) => {
      if (from === null || symbol === null) return null;
      return writeTicker({ plain: readTicker(symbol).plain, modifiers: readTicker(from).modifiers });
    },
  ),
  ticker(
    'ticker.heikinashi',
    '(symbol: series string) strongest string',
    'The market in Heikin-Ashi bars: closes are means of the bar, opens the middle of the bar before.',
    (symbol: string | null) => {
      if (symbol === null) return null;
      const { plain, modifiers } = readTicker(symbol);
      return writeTicker({ plain, modifiers: { ...modifiers, heikinashi: '' } });
    },
  ),
  priceBars('ticker.renko', [
    '(symbol: series string, style: series string, param: series int|float, request_wicks: series bool = false, source: series string = "Close") strongest string',
  ]),
  priceBars('ticker.linebreak', ['(symbol: series string, number_of_lines: series int) strongest string']),
  priceBars('ticker.kagi', [
    '(symbol: series string, reversal: series int|float) strongest string',
    '(symbol: series string, param: series int|float, style: series string) strongest string',
  ]),
  priceBars('ticker.pointfigure', [
    '(symbol: series string, source: series string, style: series string, param: series int|float, reversal: series int) strongest string',
  ]),
];
