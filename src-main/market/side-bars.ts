import type { Candle } from '../../src-shared/domain/candle.ts';
import { CandleBuilder } from '../../src-shared/domain/candle-builder.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import type { Timeframe } from '../../src-shared/domain/timeframe.ts';
import type { TradingCalendar } from '../../src-shared/domain/trading-calendar.ts';

/** Finished bars kept per watched timeframe: enough to bridge the time a history request takes. */
const keptBars = 512;

interface Watched {
  readonly closed: Candle[];
  /** Bars closed since the feed began; the last one is `closed.at(-1)`. */
  count: number;
}

/** The bars of one side of one instrument, in all timeframes, as they are being built. */
export class SideBars {
  readonly builder: CandleBuilder;
  readonly #watched = new Map<Timeframe, Watched>();
  #dayClose = Number.NaN;
  #isRecording = false;
  #seededTo = Number.NEGATIVE_INFINITY;

  constructor(frames: readonly Timeframe[], calendar: TradingCalendar) {
    this.builder = new CandleBuilder(frames, calendar, (frame, time, open, high, low, close, volume) => {
      if (frame === '1D') this.#dayClose = close;
      if (!this.#isRecording) return;
      const watched = this.#watched.get(frame);
      if (watched === undefined) return;
      watched.count += 1;
      watched.closed.push({ time: epochMs(time), open, high, low, close, volume });
      if (watched.closed.length > 2 * keptBars) watched.closed.splice(0, keptBars);
    });
  }

  /** Close of the trading day before; NaN while unknown. */
  get dayClose(): number {
    return this.#dayClose;
  }

  /** Timeframes whose finished bars are kept. */
  get watched(): readonly Timeframe[] {
    return [...this.#watched.keys()];
  }

  /** Begins keeping finished bars of the timeframe. */
  watch(frame: Timeframe): void {
    if (!this.#watched.has(frame)) this.#watched.set(frame, { closed: [], count: 0 });
  }

  /**
   * From now on finished bars are news; before, history was being laid under them. What was streamed up to and
   * including `seededTo` is in that history and will not be counted again.
   */
  startRecording(seededTo: number): void {
    this.#isRecording = true;
    this.#seededTo = seededTo;
  }

  tick(time: number, price: number, volume: number): void {
    if (time > this.#seededTo) this.builder.tick(time, price, volume);
  }

  get isRecording(): boolean {
    return this.#isRecording;
  }

  /** Starts over, as after a jump in time. What was closed before no longer counts. */
  reset(): void {
    this.builder.reset();
    this.#dayClose = Number.NaN;
    this.#isRecording = false;
    this.#seededTo = Number.NEGATIVE_INFINITY;
    for (const watched of this.#watched.values()) watched.closed.length = 0;
  }

  closedCount(frame: Timeframe): number {
    return this.#watched.get(frame)?.count ?? 0;
  }

  /** Bars closed after the first `count`; undefined when they are no longer all kept. */
  closedSince(frame: Timeframe, count: number): readonly Candle[] | undefined {
    const watched = this.#watched.get(frame);
    if (watched === undefined) return [];
    const wanted = watched.count - count;
    return wanted > watched.closed.length ? undefined : watched.closed.slice(watched.closed.length - wanted);
  }

  /** Kept finished bars and the one in the making, oldest first. */
  recent(frame: Timeframe): readonly Candle[] {
    const closed = this.#watched.get(frame)?.closed ?? [];
    const forming = this.builder.forming(frame);
    return forming === undefined ? closed : [...closed, forming];
  }
}
