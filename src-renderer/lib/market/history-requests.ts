import { type CandleColumns, concatCandles } from '../../../src-shared/domain/candle.ts';
import type { HistoryFrame } from '../../../src-shared/stream/decode.ts';

interface Waiting {
  readonly parts: CandleColumns[];
  arrived: number;
  readonly resolve: (candles: CandleColumns) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Puts the frames of history answers together. The frames may arrive before or after the control plane's answer, since
 * the two planes are two connections.
 */
export class HistoryRequests {
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;

  /** `whole` rejects only by `fail`; a dropped request is never settled. */
  open(): { readonly request: number; readonly whole: Promise<CandleColumns> } {
    const request = this.#next;
    this.#next += 1;
    const { promise: whole, resolve, reject } = Promise.withResolvers<CandleColumns>();
    this.#waiting.set(request, { parts: [], arrived: 0, resolve, reject });
    return { request, whole };
  }

  /** Frames of requests that nobody waits for any more are dropped. */
  take(frame: HistoryFrame): void {
    const waiting = this.#waiting.get(frame.request);
    if (waiting === undefined) return;
    if (waiting.parts[frame.index] === undefined) waiting.arrived += 1;
    waiting.parts[frame.index] = frame.candles;
    if (waiting.arrived !== frame.frames) return;
    this.#waiting.delete(frame.request);
    waiting.resolve(concatCandles(waiting.parts));
  }

  fail(request: number, reason: unknown): void {
    this.#waiting.get(request)?.reject(reason);
    this.#waiting.delete(request);
  }

  failAll(reason: unknown): void {
    for (const request of [...this.#waiting.keys()]) this.fail(request, reason);
  }

  drop(request: number): void {
    this.#waiting.delete(request);
  }
}
