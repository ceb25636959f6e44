import type { Builtin } from '../builtin.ts';
import { barStates } from './bar-states.ts';
import { chartFacts } from './chart.ts';
import { prices } from './prices.ts';
import { symbolFacts } from './symbol.ts';
import { tickers } from './tickers.ts';

/** What a script may know of its bars, its market and its chart. */
export const factBuiltins: readonly Builtin[] = [
  ...prices,
  ...barStates,
  ...symbolFacts,
  ...chartFacts,
  ...tickers,
];
