import type { CandleColumns } from '../../../../../src-shared/domain/candle.ts';
import type { ScriptColumns } from '../../../../lib/scripts/script-columns.ts';
import { indexOfTime } from '../../model/bar-axis.ts';
import type { BarStore } from '../../model/bar-store.ts';

const noRows = new Int32Array(0);

/**
 * Which row of a script belongs to which bar of the chart, over the bars that a painting needs. Script and chart hold
 * different stretches of the same series; they meet by the time their bars open.
 */
export class BarSpan {
  /** First and last bar that can be seen, both included; may lie beyond what is stored. */
  first = 0;
  last = -1;
  #from = 0;
  #rows: Int32Array = noRows;
  #length = 0;
  #columns: ScriptColumns | undefined;
  #store: BarStore | undefined;
  #barMs = 1;

  /** `reach` is how far plots are shifted at most, either way. */
  locate(
    columns: ScriptColumns,
    store: BarStore,
    barMs: number,
    from: number,
    to: number,
    reach: number,
  ): void {
    this.#columns = columns;
    this.#store = store;
    this.#barMs = barMs;
    this.first = Math.floor(from) - 1;
    this.last = Math.ceil(to) + 1;
    const start = Math.max(store.first, this.first - reach);
    const end = Math.min(store.end, this.last + reach + 1);
    this.#from = start;
    this.#length = Math.max(0, end - start);
    if (this.#rows.length < this.#length) this.#rows = new Int32Array(this.#length + 256);
    const times = columns.time;
    const { length } = columns;
    let row = this.#length === 0 ? 0 : columns.rowAtOrAfter(store.timeAt(start));
    for (let index = start; index < end; index += 1) {
      const time = store.timeAt(index);
      while (row < length && (times[row] as number) < time) row += 1;
      this.#rows[index - start] = row < length && times[row] === time ? row : -1;
    }
  }

  /** The row of a bar, -1 where the script has none. */
  rowAt(index: number): number {
    const at = index - this.#from;
    return at >= 0 && at < this.#length ? (this.#rows[at] as number) : -1;
  }

  /** Where a row of the script lies among the chart's bars; also rows before the first and after the last. */
  indexOfRow(row: number): number {
    const [columns, store] = [this.#columns, this.#store];
    if (columns === undefined || store === undefined || columns.length === 0) return Number.NaN;
    const inside = Math.min(columns.length - 1, Math.max(0, row));
    const whole = Math.floor(inside);
    return indexOfTime(store, columns.time[whole] as number, this.#barMs) + (row - whole);
  }

  indexOfTime(time: number): number {
    return this.#store === undefined ? Number.NaN : indexOfTime(this.#store, time, this.#barMs);
  }

  /** The chart's own bars that can be seen, and the index of the first. */
  bars(): { readonly start: number; readonly columns: CandleColumns } | undefined {
    const store = this.#store;
    if (store === undefined) return undefined;
    const start = Math.max(store.first, this.first);
    return { start, columns: store.slice(start, this.last + 1) };
  }
}
