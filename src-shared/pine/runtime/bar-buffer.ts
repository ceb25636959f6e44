import type { Bars } from './bars.ts';

const columns = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;

/** Bars that grow: history as it was handed in, which is copied before the first change, and what came since. */
export class BarBuffer implements Bars {
  count: number;
  time: Float64Array;
  open: Float64Array;
  high: Float64Array;
  low: Float64Array;
  close: Float64Array;
  volume: Float64Array;
  #isOwn = false;

  constructor(bars: Bars) {
    this.count = bars.count;
    this.time = bars.time;
    this.open = bars.open;
    this.high = bars.high;
    this.low = bars.low;
    this.close = bars.close;
    this.volume = bars.volume;
  }

  static empty(): BarBuffer {
    const none = new Float64Array(0);
    return new BarBuffer({
      count: 0,
      time: none,
      open: none,
      high: none,
      low: none,
      close: none,
      volume: none,
    });
  }

  /** Overwrites the newest bar if it has that time, and appends a bar otherwise. Older times change nothing. */
  put(time: number, open: number, high: number, low: number, close: number, volume: number): void {
    const newest = this.count === 0 ? Number.NEGATIVE_INFINITY : (this.time[this.count - 1] as number);
    if (time < newest) return;
    if (!this.#isOwn) this.#copy(this.count + 1);
    if (time > newest) {
      if (this.count === this.time.length) this.#copy(this.count + 1);
      this.count += 1;
    }
    const at = this.count - 1;
    this.time[at] = time;
    this.open[at] = open;
    this.high[at] = high;
    this.low[at] = low;
    this.close[at] = close;
    this.volume[at] = volume;
  }

  /** The same bars again, as they are now in what they came from. */
  follow(bars: Bars): void {
    this.count = bars.count;
    for (const name of columns) this[name] = bars[name];
    this.#isOwn = false;
  }

  #copy(atLeast: number): void {
    const capacity = Math.max(atLeast, this.time.length) + chunkOf(atLeast);
    for (const name of columns) {
      const values = new Float64Array(capacity);
      values.set(this[name].subarray(0, this.count));
      this[name] = values;
    }
    this.#isOwn = true;
  }
}

/** By how much columns grow at once: an eighth, so that growing costs little and wastes little. */
export function chunkOf(count: number): number {
  return Math.max(512, count >>> 3);
}
