import { barSpan } from '../../src-shared/domain/bar-times.ts';
import { calendarOf } from '../../src-shared/domain/calendars.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import type { Timeframe } from '../../src-shared/domain/timeframe.ts';
import { BarBuffer } from '../../src-shared/pine/runtime/bar-buffer.ts';
import type { Series } from '../../src-shared/pine/runtime/bars.ts';
import type { Bar } from '../../src-shared/pine/runtime/instance.ts';
import { type BarBlock, type BarRows, numbersPerBar, type PortableSymbol } from './worker-messages.ts';

/** One series in a worker; all its runs look at the same bars. */
export class WorkerSeries {
  readonly series: Series;
  readonly #bars: BarBuffer;

  constructor(symbol: PortableSymbol, timeframe: Timeframe, bars: BarBlock) {
    const { calendarKey, ...facts } = symbol;
    this.#bars = new BarBuffer(bars);
    this.series = { symbol: { ...facts, calendar: calendarOf(calendarKey) }, timeframe, bars: this.#bars };
  }

  /** False for one that is older than the newest, which changes nothing. */
  put({ time, open, high, low, close, volume }: Bar): boolean {
    const { count } = this.#bars;
    if (count > 0 && time < (this.#bars.time[count - 1] as number)) return false;
    this.#bars.put(time, open, high, low, close, volume);
    return true;
  }

  /** A bar of which no more is known than that it began; false if it is there already. */
  begin(bar: Bar): boolean {
    const { count, time } = this.#bars;
    return count > 0 && bar.time === time[count - 1] ? false : this.put(bar);
  }

  /** When a bar that opens then has its end. */
  endOf(time: number): number {
    return barSpan(this.series.timeframe, this.series.symbol.calendar, epochMs(time)).end;
  }

  /** Of the bar that opens at or last before the time; undefined before the first. */
  indexAt(time: number): number | undefined {
    const { count, time: times } = this.#bars;
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((times[middle] as number) <= time) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? undefined : low - 1;
  }
}

export function* barsIn(rows: BarRows): Generator<Bar, void, void> {
  for (let at = 0; at + numbersPerBar <= rows.length; at += numbersPerBar) {
    yield {
      time: rows[at] as number,
      open: rows[at + 1] as number,
      high: rows[at + 2] as number,
      low: rows[at + 3] as number,
      close: rows[at + 4] as number,
      volume: rows[at + 5] as number,
    };
  }
}
