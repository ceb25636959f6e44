import type { Timeframe } from '../../domain/timeframe.ts';
import type { LanguageVersion } from '../syntax/tree.ts';
import type { Bars, SymbolFacts } from './bars.ts';
import type { Budget } from './budget.ts';
import type { Heap } from './heap.ts';
import type { Outputs } from './outputs.ts';

/** What a built-in sees of the script's run: one for the chart, one for each requested series. */
export interface Context {
  readonly version: LanguageVersion;
  readonly kind: 'indicator' | 'strategy' | 'library';
  /** Arguments of the declaration call by name: `max_lines_count`, `overlay` … */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly bars: Bars;
  /** Index of the bar that is being run. */
  readonly bar: number;
  /** The open time of the first bar after this one, or when this bar will close if it is the last. Milliseconds UTC. */
  closeTimeOf(bar: number): number;
  /** When the bar ends by the calendar, or when the next one begins if that is earlier. */
  endOf(bar: number): number;
  readonly symbol: SymbolFacts;
  readonly timeframe: Timeframe;
  /** The chart's own context; itself for the chart. */
  readonly chart: Context;
  readonly isRequested: boolean;
  /** The first update of an open bar, or a closed bar. */
  readonly isNew: boolean;
  /** The bar is closed, or this is its closing update. */
  readonly isConfirmed: boolean;
  readonly isRealtime: boolean;
  /** The newest bar there is. */
  readonly isLast: boolean;
  readonly isLastConfirmedHistory: boolean;
  /** `timenow`: handed in with each run, never read from a clock (S5). */
  readonly now: number;
  readonly heap: Heap;
  readonly budget: Budget;
  readonly outputs: Outputs;
  /** A thing of which there is one for each context, such as the list of drawings. */
  shared<T extends object>(key: string, create: () => T): T;
  /** Stops the script with a sentence for its author; bar and place are added. */
  fail(message: string): never;
}
