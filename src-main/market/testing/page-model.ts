import { type Candle, candlesOf } from '../../../src-shared/domain/candle.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { encodeAcknowledgement } from '../../../src-shared/stream/acknowledgement.ts';
import type { BookFrame } from '../../../src-shared/stream/book-frame.ts';
import { unbundled } from '../../../src-shared/stream/bundle.ts';
import { type BatchFrame, decodeFrame } from '../../../src-shared/stream/decode.ts';
import { candleFlag } from '../../../src-shared/stream/layout.ts';
import type { ScriptFrame } from '../../../src-shared/stream/script-frame.ts';

/** What a page makes of the frames it gets: bars by channel, trades counted, sequence checked. */
export class PageModel {
  readonly frames: Uint8Array[] = [];
  readonly batches: BatchFrame[] = [];
  readonly scripts: ScriptFrame[] = [];
  readonly books: BookFrame[] = [];
  readonly bars = new Map<number, Map<number, Candle>>();
  resets = 0;
  carriedTrades = 0;
  missedTrades = 0;
  holes = 0;
  /** Called with a channel whose series starts again. */
  onReset: (channel: number) => void = () => undefined;
  /** Answers every batch at once when set. */
  acknowledge: ((bytes: Uint8Array) => void) | undefined;
  /** Channel that a history request belongs to. */
  readonly requests = new Map<number, number>();
  #sequence = 0;

  readonly sink = {
    send: (bytes: Uint8Array<ArrayBuffer>) => {
      for (const frame of unbundled(structuredClone(bytes))) this.#receive(frame);
    },
  };

  barsOf(channel: number): Candle[] {
    return [...(this.bars.get(channel)?.values() ?? [])].toSorted((a, b) => a.time - b.time);
  }

  get lastSequence(): number {
    return this.#sequence;
  }

  #receive(bytes: Uint8Array): void {
    this.frames.push(bytes);
    const frame = decodeFrame(bytes);
    if (frame.kind === 'bad') throw new Error(`a bad frame: ${frame.reason}`);
    if (frame.kind === 'history') {
      const channel = this.requests.get(frame.request) ?? 0;
      if (frame.index === 0) this.bars.set(channel, new Map());
      for (const bar of candlesOf(frame.candles)) this.bars.get(channel)?.set(bar.time, bar);
      return;
    }
    if (frame.kind === 'script') {
      this.scripts.push(frame);
      return;
    }
    if (frame.kind === 'book') {
      this.books.push(frame);
      return;
    }
    this.batches.push(frame);
    if (frame.sequence !== this.#sequence + 1) this.holes += 1;
    this.#sequence = frame.sequence;
    for (let index = 0; index < frame.candles.length; index += 1) this.#candle(frame, index);
    for (let index = 0; index < frame.trades.length; index += 1) {
      this.carriedTrades += 1;
      this.missedTrades += frame.trades.missed[index] as number;
    }
    this.acknowledge?.(
      encodeAcknowledgement({ sequence: frame.sequence, receivedAt: frame.sentAt + 1, paintedAt: 0 }),
    );
  }

  #candle({ candles }: BatchFrame, index: number): void {
    const channel = candles.channel[index] as number;
    const bars = this.bars.get(channel) ?? new Map<number, Candle>();
    this.bars.set(channel, bars);
    if (((candles.flags[index] as number) & candleFlag.reset) !== 0) {
      this.resets += 1;
      bars.clear();
      this.onReset(channel);
    }
    const time = candles.time[index] as number;
    if (time === 0) return;
    bars.set(time, {
      time: epochMs(time),
      open: candles.open[index] as number,
      high: candles.high[index] as number,
      low: candles.low[index] as number,
      close: candles.close[index] as number,
      volume: candles.volume[index] as number,
    });
  }
}
