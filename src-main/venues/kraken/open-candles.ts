import type { CandleUpdate } from '../../../src-shared/domain/market-event.ts';
import { nominalMs } from '../../../src-shared/domain/timeframe.ts';
import type { Release } from '../release.ts';
import type { VenueParts } from '../venue-kind.ts';

/** A trade of the last moment may be told so much after the bar's end. */
const graceMs = 1500;

/** Kraken's bars say nowhere that they are finished: a later one says it, or the clock. */
export class OpenCandles {
  readonly #parts: Pick<VenueParts, 'after'> & { venueNow(): number };
  readonly #emit: (event: CandleUpdate) => void;
  readonly #open = new Map<string, { event: CandleUpdate; stop: Release }>();

  constructor(
    parts: Pick<VenueParts, 'after'> & { venueNow(): number },
    emit: (event: CandleUpdate) => void,
  ) {
    this.#parts = parts;
    this.#emit = emit;
  }

  take(event: CandleUpdate): void {
    const name = `${event.instrument} ${event.timeframe}`;
    const known = this.#open.get(name);
    if (known !== undefined && event.candle.time < known.event.candle.time) return;
    const untilOver = event.candle.time + nominalMs(event.timeframe) + graceMs - this.#parts.venueNow();
    // The snapshot begins with bars that were over long ago: those are history.
    if (known === undefined && untilOver <= 0) return;
    if (known !== undefined && event.candle.time === known.event.candle.time) {
      if (known.event.isClosed) return;
      known.event = event;
      this.#emit(event);
      return;
    }
    if (known !== undefined) this.#close(known);
    const stop = this.#parts.after(Math.max(0, untilOver), () => {
      const current = this.#open.get(name);
      if (current?.event.candle.time === event.candle.time) this.#close(current);
    });
    this.#open.set(name, { event, stop });
    this.#emit(event);
  }

  /** What was missed is not known: nothing is closed by itself any more. */
  clear(): void {
    for (const { stop } of this.#open.values()) stop();
    this.#open.clear();
  }

  #close(open: { event: CandleUpdate; stop: Release }): void {
    open.stop();
    if (open.event.isClosed) return;
    open.event = { ...open.event, isClosed: true };
    this.#emit(open.event);
  }
}
