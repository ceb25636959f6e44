import { type CandleColumns, concatCandles } from '../../../src-shared/domain/candle.ts';
import type { HistoryFrame } from '../../../src-shared/stream/decode.ts';

interface Waiting {
  readonly parts: CandleColumns[];
  expected: number;
}

/**
 * Puts the frames of history answers together. The frames may arrive before or after the control plane's answer, since
 * the two planes are two connections.
 */
export class HistoryRequests {
  readonly #waiting = new Map<number, Waiting & { resolve?: (candles: CandleColumns) => void }>();
  #next = 1;

  open(): number {
    const request = this.#next;
    this.#next += 1;
    this.#waiting.set(request, { parts: [], expected: -1 });
    return request;
  }

  /** Frames of requests that nobody waits for any more are dropped. */
  take(frame: HistoryFrame): void {
    const waiting = this.#waiting.get(frame.request);
    if (waiting === undefined) return;
    waiting.parts[frame.index] = frame.candles;
    waiting.expected = frame.frames;
    if (waiting.parts.filter(Boolean).length === frame.frames)
      waiting.resolve?.(this.#finish(frame.request, waiting));
  }

  whole(request: number): Promise<CandleColumns> {
    const waiting = this.#waiting.get(request);
    if (waiting === undefined) return Promise.reject(new Error(`nobody asked for history ${request}`));
    if (waiting.parts.filter(Boolean).length === waiting.expected) {
      return Promise.resolve(this.#finish(request, waiting));
    }
    return new Promise((resolve) => {
      waiting.resolve = resolve;
    });
  }

  drop(request: number): void {
    this.#waiting.delete(request);
  }

  #finish(request: number, waiting: Waiting): CandleColumns {
    this.#waiting.delete(request);
    return concatCandles(waiting.parts);
  }
}
