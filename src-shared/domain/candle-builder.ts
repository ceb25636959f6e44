import { barSpan } from './bar-times.ts';
import { sourceFrame, withLineage } from './bar-tree.ts';
import { type Candle, type CandleColumns, candleAt } from './candle.ts';
import type { EpochMs } from './time.ts';
import { dayMs, isIntraday, nominalMs, type Timeframe } from './timeframe.ts';
import type { TradingCalendar } from './trading-calendar.ts';

/** Told of every finished bar, shorter frames before the longer ones they complete. */
export type ClosedBarListener = (
  frame: Timeframe,
  time: number,
  open: number,
  high: number,
  low: number,
  close: number,
  volume: number,
) => void;

// One bar in the making is eight numbers in a row, the last unused. `end` 0 means that there is none.
const stride = 8;
const startAt = 0;
const endAt = 1;
const openAt = 2;
const highAt = 3;
const lowAt = 4;
const closeAt = 5;
const volumeAt = 6;
const spareAt = 7;

/**
 * Builds the bars of many timeframes at once from ticks, or from shorter bars.
 *
 * A tick touches the one-second bar only. When that bar is over it is added to the minute, the minute when it is over
 * to the five minutes, and so on up the tree of `bar-tree.ts`; what a longer frame shows now is its finished part
 * plus the unfinished ones below it. So a tick costs the same for one timeframe as for ten, and the result does not
 * depend on whether it came from ticks or from stored shorter bars.
 */
export class CandleBuilder {
  readonly frames: readonly Timeframe[];
  readonly #calendar: TradingCalendar;
  readonly #onClosed: ClosedBarListener;
  readonly #bars: Float64Array;
  /** For each frame the length of its bars in ms, 0 when they are whole trading days. */
  readonly #size: Float64Array;
  /** For each frame the index of the frame it is made of, -1 for the first. */
  readonly #source: Int32Array;
  /** For each frame the frames made of it. */
  readonly #dependents: readonly (readonly number[])[];
  readonly #index: ReadonlyMap<Timeframe, number>;
  readonly #span = { start: 0, end: 0 };
  #newest = Number.NEGATIVE_INFINITY;
  /** Every bar that ends up to here is finished and may not be opened again. */
  #over = Number.NEGATIVE_INFINITY;
  #lateTicks = 0;

  constructor(frames: readonly Timeframe[], calendar: TradingCalendar, onClosed: ClosedBarListener) {
    this.frames = withLineage(['1s', ...frames]);
    this.#calendar = calendar;
    this.#onClosed = onClosed;
    this.#bars = new Float64Array(this.frames.length * stride);
    this.#size = Float64Array.from(this.frames, (frame) => (isIntraday(frame) ? nominalMs(frame) : 0));
    this.#index = new Map(this.frames.map((frame, index) => [frame, index]));
    this.#source = Int32Array.from(this.frames, (frame) => {
      const below = sourceFrame(frame);
      return below === undefined ? -1 : (this.#index.get(below) ?? -1);
    });
    this.#dependents = this.frames.map((_, index) =>
      this.frames.flatMap((_frame, other) => (this.#source[other] === index ? [other] : [])),
    );
  }

  /**
   * Ticks that came when the second they belong to was over. Each widens the shortest bar still open round its moment,
   * and adds its volume there, from where both reach the longer ones; opens and closes stay. A finished bar stays as it
   * was announced.
   */
  get lateTicks(): number {
    return this.#lateTicks;
  }

  /** Time of the newest tick or bar; -Infinity before the first. */
  get newest(): number {
    return this.#newest;
  }

  tick(time: number, price: number, volume: number): void {
    const bars = this.#bars;
    if (time < (bars[endAt] as number)) {
      if (time < (bars[startAt] as number)) {
        this.#lateTicks += 1;
        this.#late(0, time, price, volume);
        return;
      }
      // A price that is no new extreme goes to the spare place: new extremes come as they like, and a processor that
      // guesses them loses more time over each wrong guess than the whole tick costs.
      bars[highAt + Number(!(price > (bars[highAt] as number))) * (spareAt - highAt)] = price;
      bars[lowAt + Number(!(price < (bars[lowAt] as number))) * (spareAt - lowAt)] = price;
      bars[closeAt] = price;
      bars[volumeAt] = (bars[volumeAt] as number) + volume;
    } else {
      if (time < this.#over) {
        this.#lateTicks += 1;
        this.#late(0, time, price, volume);
        return;
      }
      this.advanceTo(time);
      // Exact for every time a double can hold, and several times faster than the remainder of a double.
      const start = Math.floor(time / 1000) * 1000;
      bars[startAt] = start;
      bars[endAt] = start + 1000;
      bars[openAt] = price;
      bars[highAt] = price;
      bars[lowAt] = price;
      bars[closeAt] = price;
      bars[volumeAt] = volume;
    }
    if (time > this.#newest) this.#newest = time;
  }

  /**
   * A bar from outside: of stored history, or as a venue builds it itself. It replaces the bar in the making of its
   * frame; a closed one is finished at once and added to the longer frames. A bar of a stretch that is over changes
   * nothing, and a frame must not be fed with bars and ticks for the same stretch.
   */
  bar(frame: Timeframe, candle: Candle, isClosed: boolean): void {
    const index = this.#indexOf(frame);
    const span = this.#spanAt(index, this.#momentOf(index, candle.time));
    const { start, end } = span;
    if (end <= this.#over) return;
    this.advanceTo(start);
    const bars = this.#bars;
    const at = index * stride;
    bars[at + startAt] = candle.time;
    bars[at + endAt] = end;
    bars[at + openAt] = candle.open;
    bars[at + highAt] = candle.high;
    bars[at + lowAt] = candle.low;
    bars[at + closeAt] = candle.close;
    bars[at + volumeAt] = candle.volume;
    this.#newest = Math.max(this.#newest, start);
    if (isClosed) this.advanceTo(end);
  }

  /** Finished bars of one frame in a row: what `bar` does with each of them, several times faster. */
  bars(frame: Timeframe, candles: CandleColumns): void {
    const index = this.#indexOf(frame);
    const dependents = this.#dependents[index] as readonly number[];
    let isAllShorterOver = false;
    for (let row = 0; row < candles.length; row += 1) {
      if (!isAllShorterOver) {
        const over = this.#over;
        this.bar(frame, candleAt(candles, row), true);
        isAllShorterOver = this.#over > over;
        continue;
      }
      const time = candles.time[row] as number;
      const { start, end } = this.#spanAt(index, this.#momentOf(index, time));
      if (end <= this.#over) continue;
      if (start > this.#newest) this.#newest = start;
      this.#over = end;
      if (this.#endsInside(dependents, end)) {
        // What follows would come to the same; most bars come here, and this takes half the time.
        const high = candles.high[row] as number;
        const low = candles.low[row] as number;
        const close = candles.close[row] as number;
        const volume = candles.volume[row] as number;
        this.#onClosed(frame, time, candles.open[row] as number, high, low, close, volume);
        for (const dependent of dependents) this.#add(dependent, high, low, close, volume);
        continue;
      }
      for (const dependent of dependents) this.#advance(dependent, start);
      this.#finished(
        index,
        time,
        candles.open[row] as number,
        candles.high[row] as number,
        candles.low[row] as number,
        candles.close[row] as number,
        candles.volume[row] as number,
      );
      for (const dependent of dependents) this.#advance(dependent, end);
    }
  }

  /** Finishes every bar that is over at that moment, for quiet markets and the end of a recording. */
  advanceTo(time: number): void {
    if (time > this.#over) this.#over = time;
    this.#advance(0, time);
  }

  /** The bar in the making, or undefined before the first tick of it. */
  forming(frame: Timeframe): Candle | undefined {
    const index = this.#indexOf(frame);
    const bars = this.#bars;
    let longest = -1;
    let [time, open, high, low, close, volume] = [
      0,
      0,
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      0,
      0,
    ];
    // From the shortest part up: times fall, so the last opening price found is the first of the bar.
    for (const part of this.#lineageOf(index)) {
      const at = part * stride;
      if (bars[at + endAt] === 0) continue;
      if (longest < 0) {
        close = bars[at + closeAt] as number;
        volume = bars[at + volumeAt] as number;
      } else {
        volume = (bars[at + volumeAt] as number) + volume;
      }
      time = bars[at + startAt] as number;
      open = bars[at + openAt] as number;
      high = Math.max(high, bars[at + highAt] as number);
      low = Math.min(low, bars[at + lowAt] as number);
      longest = part;
    }
    if (longest < 0) return undefined;
    const own = index * stride;
    const start =
      bars[own + endAt] === 0
        ? barSpan(frame, this.#calendar, this.#momentOf(longest, time)).start
        : (bars[own + startAt] as number);
    return { time: start as EpochMs, open, high, low, close, volume };
  }

  /** Forgets everything, as after a jump in time. */
  reset(): void {
    this.#bars.fill(0);
    this.#newest = Number.NEGATIVE_INFINITY;
    this.#over = Number.NEGATIVE_INFINITY;
  }

  /** Bars of one second exist only between ticks; a longer frame is over only when all below it are. */
  #advance(index: number, time: number): void {
    const bars = this.#bars;
    const at = index * stride;
    const end = bars[at + endAt] as number;
    if (end !== 0) {
      if (time < end) return;
      this.#close(index);
    }
    for (const dependent of this.#dependents[index] as readonly number[]) this.#advance(dependent, time);
  }

  #close(index: number): void {
    const bars = this.#bars;
    const at = index * stride;
    const start = bars[at + startAt] as number;
    const open = bars[at + openAt] as number;
    const high = bars[at + highAt] as number;
    const low = bars[at + lowAt] as number;
    const close = bars[at + closeAt] as number;
    const volume = bars[at + volumeAt] as number;
    bars[at + endAt] = 0;
    this.#finished(index, start, open, high, low, close, volume);
  }

  /** Tells of a finished bar and adds it to the longer ones. */
  #finished(
    index: number,
    start: number,
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
  ): void {
    const bars = this.#bars;
    this.#onClosed(this.frames[index] as Timeframe, start, open, high, low, close, volume);
    const moment = this.#momentOf(index, start);
    for (const dependent of this.#dependents[index] as readonly number[]) {
      const to = dependent * stride;
      const end = bars[to + endAt] as number;
      if (end !== 0 && moment >= end) this.#close(dependent);
      if (bars[to + endAt] === 0) {
        const span = this.#spanAt(dependent, moment);
        bars[to + startAt] = span.start;
        bars[to + endAt] = span.end;
        bars[to + openAt] = open;
        bars[to + highAt] = high;
        bars[to + lowAt] = low;
        bars[to + closeAt] = close;
        bars[to + volumeAt] = volume;
      } else {
        this.#add(dependent, high, low, close, volume);
      }
    }
  }

  /** Adds a finished part to an open bar. */
  #add(index: number, high: number, low: number, close: number, volume: number): void {
    const bars = this.#bars;
    const at = index * stride;
    if (high > (bars[at + highAt] as number)) bars[at + highAt] = high;
    if (low < (bars[at + lowAt] as number)) bars[at + lowAt] = low;
    bars[at + closeAt] = close;
    bars[at + volumeAt] = (bars[at + volumeAt] as number) + volume;
  }

  /** True when all these bars are open and go on after that moment. */
  #endsInside(indices: readonly number[], end: number): boolean {
    for (const index of indices) {
      // An end of 0, no bar, is not after any time.
      if (end >= (this.#bars[index * stride + endAt] as number)) return false;
    }
    return true;
  }

  /** Into the shortest open bar that holds the moment, once on each way up the tree. */
  #late(index: number, time: number, price: number, volume: number): void {
    const bars = this.#bars;
    const at = index * stride;
    if (bars[at + endAt] !== 0 && time >= (bars[at + startAt] as number)) {
      bars[at + highAt] = Math.max(bars[at + highAt] as number, price);
      bars[at + lowAt] = Math.min(bars[at + lowAt] as number, price);
      bars[at + volumeAt] = (bars[at + volumeAt] as number) + volume;
      return;
    }
    for (const dependent of this.#dependents[index] as readonly number[]) {
      this.#late(dependent, time, price, volume);
    }
  }

  /** What `barSpan` says, from the numbers kept here where that is enough. The answer holds until the next call. */
  #spanAt(index: number, moment: EpochMs): { readonly start: number; readonly end: number } {
    const size = this.#size[index] as number;
    if (size === 0) return barSpan(this.frames[index] as Timeframe, this.#calendar, moment);
    const day = this.#calendar.dayOf(moment);
    const start = day.anchor + Math.floor((moment - day.anchor) / size) * size;
    this.#span.start = Math.max(start, day.start);
    this.#span.end = Math.min(start + size, day.end);
    return this.#span;
  }

  /** A moment inside the bar of that frame which is stamped so. */
  #momentOf(index: number, start: number): EpochMs {
    if (this.#size[index] !== 0) return start as EpochMs;
    return barMoment(this.frames[index] as Timeframe, this.#calendar, start as EpochMs);
  }

  #lineageOf(index: number): number[] {
    const lineage: number[] = [];
    for (let at = index; at >= 0; at = this.#source[at] as number) lineage.unshift(at);
    return lineage;
  }

  #indexOf(frame: Timeframe): number {
    const index = this.#index.get(frame);
    if (index === undefined) throw new RangeError(`this builder makes no ${frame} bars`);
    return index;
  }
}

/**
 * A moment inside the trading day of a stored bar. Sources stamp daily and longer bars with their date at midnight UTC,
 * which in New York is still the evening before; such a stamp is read as the date it names.
 */
export function barMoment(frame: Timeframe, calendar: TradingCalendar, time: EpochMs): EpochMs {
  if (isIntraday(frame) || time % dayMs !== 0) return time;
  const date = new Date(time);
  return calendar.dayOfDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()).start;
}
