import {
  type Candle,
  type CandleColumns,
  candleAt,
  candleColumnNames,
  createCandleColumns,
  firstBarAtOrAfter,
  sliceCandles,
} from '../../../../src-shared/domain/candle.ts';

/** What taking in one live bar did to the store. */
export type Upsert = 'appended' | 'replaced-last' | 'revised' | 'ignored';

/** Bars a page keeps of one series before it lets go of those farthest from what was asked for last: 10 MB. */
export const largestStore = 200_000;

/**
 * One unbroken run of bars as columns, growing at both ends. A bar keeps its index for as long as it is held: the first
 * page starts at 0, older pages count down from there, so that scrolling back renumbers nothing.
 */
export class BarStore {
  readonly #limit: number;
  #columns: CandleColumns = createCandleColumns(0);
  /** Where the oldest bar lies in `#columns`. */
  #offset = 0;
  #length = 0;
  #first = 0;

  constructor(limit = largestStore) {
    this.#limit = limit;
  }

  /** Index of the oldest bar. */
  get first(): number {
    return this.#first;
  }

  /** One past the index of the newest bar. */
  get end(): number {
    return this.#first + this.#length;
  }

  get length(): number {
    return this.#length;
  }

  /** Bars `from` up to, not including, `to`: a view that holds until the next change. */
  slice(from: number, to: number): CandleColumns {
    const start = this.#offset + Math.max(from, this.#first) - this.#first;
    const stop = this.#offset + Math.min(to, this.end) - this.#first;
    return sliceCandles(this.#columns, start, Math.max(start, stop));
  }

  all(): CandleColumns {
    return this.slice(this.#first, this.end);
  }

  at(index: number): Candle | undefined {
    if (index < this.#first || index >= this.end) return undefined;
    return candleAt(this.#columns, this.#offset + index - this.#first);
  }

  newest(): Candle | undefined {
    return this.at(this.end - 1);
  }

  oldest(): Candle | undefined {
    return this.at(this.#first);
  }

  timeAt(index: number): number {
    return this.#columns.time[this.#offset + index - this.#first] ?? Number.NaN;
  }

  /** Index of the first bar that opens at or after `time`; `end` when none does. */
  indexAtOrAfter(time: number): number {
    return this.#first + firstBarAtOrAfter(this.all(), time);
  }

  replaceAll(bars: CandleColumns): void {
    const kept =
      bars.length > this.#limit ? sliceCandles(bars, bars.length - this.#limit, bars.length) : bars;
    this.#columns = createCandleColumns(kept.length);
    for (const name of candleColumnNames) this.#columns[name].set(kept[name]);
    this.#offset = 0;
    this.#length = kept.length;
    this.#first = 0;
  }

  /** Puts older bars in front; those not older than the oldest are left out. Lets go of newest bars over the limit. */
  prepend(bars: CandleColumns): { added: number; dropped: number } {
    const oldest = this.oldest();
    const older = oldest === undefined ? bars : sliceCandles(bars, 0, firstBarAtOrAfter(bars, oldest.time));
    const added = older.length;
    this.#makeRoom(added, 0);
    this.#offset -= added;
    this.#first -= added;
    this.#length += added;
    for (const name of candleColumnNames) this.#columns[name].set(older[name], this.#offset);
    const dropped = Math.max(0, this.#length - this.#limit);
    this.#length -= dropped;
    return { added, dropped };
  }

  /** Puts newer bars behind; those not newer than the newest are left out. Lets go of oldest bars over the limit. */
  append(bars: CandleColumns): { added: number; dropped: number } {
    const newest = this.newest();
    const start = newest === undefined ? 0 : firstBarAtOrAfter(bars, newest.time + 1);
    const newer = sliceCandles(bars, start, bars.length);
    const added = newer.length;
    this.#makeRoom(0, added);
    for (const name of candleColumnNames) this.#columns[name].set(newer[name], this.#offset + this.#length);
    this.#length += added;
    const dropped = Math.max(0, this.#length - this.#limit);
    this.#offset += dropped;
    this.#first += dropped;
    this.#length -= dropped;
    return { added, dropped };
  }

  /**
   * Makes `bars` the newest of the store: what is stored from their first moment on gives way, also when it is newer
   * than all of them, as after a seek back. Indices hold. False when they do not reach back to what is stored, and
   * nothing is known of the time between.
   */
  replaceNewest(bars: CandleColumns): boolean {
    const newest = this.newest();
    const firstTime = bars.time[0];
    if (newest === undefined || firstTime === undefined || firstTime > newest.time) return false;
    const keep = this.indexAtOrAfter(firstTime) - this.#first;
    if (keep > 0) {
      this.#length = keep;
      this.append(bars);
      return true;
    }
    const oldest = this.timeAt(this.#first);
    // The bar that was the oldest keeps its index, or would have it if it were still there.
    const end = this.#first - firstBarAtOrAfter(bars, oldest) + bars.length;
    this.replaceAll(bars);
    this.#first = end - this.#length;
    return true;
  }

  /** Takes in one live bar. */
  upsert(bar: Candle): Upsert {
    const newest = this.newest();
    if (newest === undefined || bar.time > newest.time) {
      this.#makeRoom(0, 1);
      this.#write(this.#length, bar);
      this.#length += 1;
      if (this.#length > this.#limit) {
        this.#offset += 1;
        this.#first += 1;
        this.#length -= 1;
      }
      return 'appended';
    }
    if (bar.time === newest.time) {
      this.#write(this.#length - 1, bar);
      return 'replaced-last';
    }
    const index = this.indexAtOrAfter(bar.time);
    if (this.timeAt(index) !== bar.time) return 'ignored';
    this.#write(index - this.#first, bar);
    return 'revised';
  }

  #write(position: number, bar: Candle): void {
    for (const name of candleColumnNames) this.#columns[name][this.#offset + position] = bar[name];
  }

  /** Grows by half as much again on the side that is short, so that adding a bar stays cheap. */
  #makeRoom(before: number, after: number): void {
    const capacity = this.#columns.length;
    if (before <= this.#offset && this.#offset + this.#length + after <= capacity) return;
    const spare = Math.max(1024, this.#length >> 1);
    const front = before > 0 ? before + spare : this.#offset;
    const back = after > 0 ? after + spare : capacity - this.#offset - this.#length;
    const grown = createCandleColumns(front + this.#length + back);
    for (const name of candleColumnNames) {
      const held = this.#columns[name].subarray(this.#offset, this.#offset + this.#length);
      grown[name].set(held, front);
    }
    this.#columns = grown;
    this.#offset = front;
  }
}
