import type { RequestedRun } from './requested-run.ts';
import type { ScriptContext } from './script-context.ts';

/** Where the last search in a series ended; times ascend, so the next one goes on from there. */
interface Cursor {
  at: number;
  bar: number;
}

/** Which bar of a requested series each bar of the asking one shows; -1 for none. */
export class BarMatch {
  readonly #context: ScriptContext;
  readonly #hasGaps: boolean;
  readonly #looksAhead: boolean;
  readonly #cursors = new Map<RequestedRun, Cursor>();
  #run: RequestedRun | undefined;
  #cursor: Cursor = { at: -1, bar: -1 };

  constructor(context: ScriptContext, hasGaps: boolean, looksAhead: boolean) {
    this.#context = context;
    this.#hasGaps = hasGaps;
    this.#looksAhead = looksAhead;
  }

  indexIn(run: RequestedRun): number {
    const { bar, bars, isRealtime } = this.#context;
    const cursor = this.#cursorIn(run);
    if (bar < cursor.bar) cursor.at = -1;
    cursor.bar = bar;
    if (isRealtime && !this.#hasGaps) return this.#openedBefore(run, endFor(this.#context, run, bar));
    if (this.#looksAhead) {
      const time = bars.time[bar] as number;
      const index = this.#openedBefore(run, time + 1);
      const opened = run.context.bars.time[index] as number;
      return this.#hasGaps && bar > 0 && opened <= (bars.time[bar - 1] as number) ? -1 : index;
    }
    const index = this.#closedBy(run, endFor(this.#context, run, bar));
    if (!this.#hasGaps || index < 0 || bar === 0) return index;
    return closeOf(run, index) <= endFor(this.#context, run, bar - 1) ? -1 : index;
  }

  #closedBy(run: RequestedRun, time: number): number {
    const { count } = run.context.bars;
    const cursor = this.#cursor;
    while (cursor.at + 1 < count && closeOf(run, cursor.at + 1) <= time) cursor.at += 1;
    return cursor.at;
  }

  #openedBefore(run: RequestedRun, time: number): number {
    const { count, time: times } = run.context.bars;
    const cursor = this.#cursor;
    while (cursor.at + 1 < count && (times[cursor.at + 1] as number) < time) cursor.at += 1;
    return cursor.at;
  }

  #cursorIn(run: RequestedRun): Cursor {
    if (run !== this.#run) {
      this.#run = run;
      const known = this.#cursors.get(run);
      this.#cursor = known ?? { at: -1, bar: -1 };
      if (known === undefined) this.#cursors.set(run, this.#cursor);
    }
    return this.#cursor;
  }
}

/** When a bar of the asking series is over. Of one symbol both series pause together, so the next bar's open tells it. */
export function endFor(context: ScriptContext, run: RequestedRun, bar: number): number {
  return run.isOwnSymbol ? context.closeTimeOf(bar) : context.endOf(bar);
}

function closeOf(run: RequestedRun, bar: number): number {
  return run.isOwnSymbol ? run.context.closeTimeOf(bar) : run.context.endOf(bar);
}
