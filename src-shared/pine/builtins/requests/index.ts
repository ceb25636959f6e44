import type { Builtin, BuiltinFunction } from '../builtin.ts';
import { footprints } from './footprints.ts';

function request(name: string, signature: string, documentation: string): BuiltinFunction {
  return {
    kind: 'function',
    name,
    signatures: [signature],
    documentation,
    implementation: { kind: 'language' },
  };
}

function notHere(name: string, signature: string, reason: string): BuiltinFunction {
  return {
    kind: 'function',
    name,
    signatures: [signature],
    documentation: reason,
    implementation: { kind: 'unsupported', reason },
  };
}

/** What companies report: to be had of none, which is what the platform answers for markets that are no companies. */
function unreported(name: string, signature: string, what: string): BuiltinFunction {
  return {
    kind: 'function',
    name,
    signatures: [signature],
    documentation: `What is published: ${what}.`,
    caveat: `No connected venue tells ${what}; \`${name}\` is na here.`,
    implementation: { kind: 'pure', call: () => Number.NaN },
  };
}

/** `request.*`: what other contexts are asked for. */
export const requestBuiltins: readonly Builtin[] = [
  {
    kind: 'function',
    name: 'request.currency_rate',
    signatures: [
      '(from: series string, to: series string, ignore_invalid_currency: series bool = false) series float',
    ],
    documentation: 'How much of one currency one unit of another is.',
    caveat: 'Rates between different currencies are na here. Request the pair with request.security instead.',
    implementation: {
      kind: 'pure',
      call: (from: string | null, to: string | null) => (from !== null && from === to ? 1 : Number.NaN),
    },
  },
  unreported(
    'request.dividends',
    '(ticker: series string, field: series string = dividends.gross, gaps: simple barmerge_gaps = barmerge.gaps_off, lookahead: simple barmerge_lookahead = barmerge.lookahead_off, ignore_invalid_symbol: input bool = false, currency: series string = syminfo.currency) series float',
    'dividends',
  ),
  unreported(
    'request.earnings',
    '(ticker: series string, field: series string = earnings.actual, gaps: simple barmerge_gaps = barmerge.gaps_off, lookahead: simple barmerge_lookahead = barmerge.lookahead_off, ignore_invalid_symbol: input bool = false, currency: series string = syminfo.currency) series float',
    'earnings',
  ),
  unreported(
    'request.economic',
    '(country_code: series string, field: series string, gaps: simple barmerge_gaps = barmerge.gaps_off, ignore_invalid_symbol: input bool = false) series float',
    'economic figures',
  ),
  unreported(
    'request.financial',
    '(symbol: series string, financial_id: series string, period: series string, gaps: simple barmerge_gaps = barmerge.gaps_off, ignore_invalid_symbol: input bool = false, currency: series string = syminfo.currency) series float',
    'figures of companies',
  ),
  notHere(
    'request.footprint',
    '(ticks_per_row: simple int, va_percent: simple int|float = 70, imbalance_percent: simple int|float = 300) footprint',
    'Footprints need each trade’s side, which the stored history does not have.',
  ),
  notHere(
    'request.quandl',
    '(ticker: series string, gaps: simple barmerge_gaps = barmerge.gaps_off, index: series int, ignore_invalid_symbol: input bool = false) series float',
    'This data bank is not connected.',
  ),
  request(
    'request.security',
    '(symbol: series string, timeframe: series string, expression: series any, gaps: simple barmerge_gaps = barmerge.gaps_off, lookahead: simple barmerge_lookahead = barmerge.lookahead_off, ignore_invalid_symbol: input bool = false, currency: series string = syminfo.currency, calc_bars_count: simple int = ?) series any',
    'An expression in the context of another market or timeframe, merged to the bars of the chart.',
  ),
  request(
    'request.security_lower_tf',
    '(symbol: series string, timeframe: series string, expression: series any, ignore_invalid_symbol: series bool = false, currency: series string = syminfo.currency, ignore_invalid_timeframe: series bool = false, calc_bars_count: simple int = ?) series any',
    'The values of an expression on a shorter timeframe, as an array for each bar of the chart.',
  ),
  notHere(
    'request.seed',
    '(source: series string, symbol: series string, expression: series any, ignore_invalid_symbol: input bool = false, calc_bars_count: simple int = ?) series any',
    'Data repositories of others are not connected.',
  ),
  unreported(
    'request.splits',
    '(ticker: series string, field: series string, gaps: simple barmerge_gaps = barmerge.gaps_off, lookahead: simple barmerge_lookahead = barmerge.lookahead_off, ignore_invalid_symbol: input bool = false) series float',
    'splits',
  ),
  ...footprints,
];
