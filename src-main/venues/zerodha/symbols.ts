import {
  type InstrumentId,
  isInstrumentId,
  sourceOf,
  symbolOf,
} from '../../../src-shared/domain/instrument.ts';

/*
 * Zerodha names a market by exchange and trading symbol, `NSE:INFY`, and so do we, except that trading symbols may hold
 * what an instrument id may not: `M&M`, `NIFTY 50`. A space becomes `_`, any other such character `#` and two hex digits
 * (`M#26M`, `NIFTY_50`), a literal `_` or `#` included, so that every name has one id and every id one name.
 */

/** Exchanges whose markets are offered. Rows of others (mutual funds, foreign indices) are left out. */
export const exchanges = ['NSE', 'BSE', 'NFO', 'BFO', 'CDS', 'BCD', 'MCX', 'NCO'] as const;
export type Exchange = (typeof exchanges)[number];

export function isExchange(text: string): text is Exchange {
  return (exchanges as readonly string[]).includes(text);
}

/** What a connection may be limited to, and the exchanges of each. */
const products: Readonly<Record<string, readonly Exchange[]>> = {
  equity: ['NSE', 'BSE'],
  derivatives: ['NFO', 'BFO'],
  currency: ['CDS', 'BCD'],
  commodity: ['MCX', 'NCO'],
};

export function exchangesOf(names: readonly string[]): ReadonlySet<Exchange> {
  return new Set(names.flatMap((name) => products[name] ?? []));
}

export interface KiteName {
  readonly exchange: Exchange;
  readonly tradingsymbol: string;
}

/** Undefined for names that cannot be written as an id: other exchanges, characters beyond Latin, too long. */
export function instrumentIdOf(exchange: string, tradingsymbol: string): InstrumentId | undefined {
  if (!isExchange(exchange) || tradingsymbol === '') return undefined;
  // Nearly all names need no escaping, and the list has a hundred thousand.
  if (/^[A-Z0-9][A-Z0-9.\-/]{0,63}$/.test(tradingsymbol))
    return `${exchange}:${tradingsymbol}` as InstrumentId;
  let symbol = '';
  for (const letter of tradingsymbol) {
    if (/[A-Z0-9.\-/]/.test(letter)) symbol += letter;
    else if (letter === ' ') symbol += '_';
    else if (letter > '\u00ff') return undefined;
    else symbol += `#${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  }
  // An id begins with a letter or digit; `##` occurs in no other place.
  if (!/^[A-Z0-9]/.test(symbol)) symbol = `0##${symbol}`;
  const id = `${exchange}:${symbol}`;
  return isInstrumentId(id) ? id : undefined;
}

/** The way back; undefined for ids that no Zerodha name has. */
export function kiteNameOf(id: InstrumentId): KiteName | undefined {
  const exchange = sourceOf(id);
  if (!isExchange(exchange)) return undefined;
  const tradingsymbol = symbolOf(id)
    .replace(/^0##/, '')
    .replaceAll(/_|#([0-9A-F]{2})/g, (whole, hex: string | undefined) =>
      hex === undefined ? (whole === '_' ? ' ' : whole) : String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return instrumentIdOf(exchange, tradingsymbol) === id ? { exchange, tradingsymbol } : undefined;
}

/** `NSE:INFY`, as the quote calls take it. */
export function quoteNameOf({ exchange, tradingsymbol }: KiteName): string {
  return `${exchange}:${tradingsymbol}`;
}

/** A name for a market of which only the token is known, as in a frame that is read without a connection. */
export function tokenId(token: number): InstrumentId {
  return `KITE:${token}` as InstrumentId;
}
