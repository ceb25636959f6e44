import type { CandleColumns } from '../domain/candle.ts';
import {
  barsPerHistoryFrame,
  candleFloats,
  candleWords,
  frameKind,
  frameMagic,
  headerBytes,
  padTo8,
  quoteFloats,
  quoteWords,
  sectionBytes,
  tradeFloats,
  tradeWords,
} from './layout.ts';

export type QuoteRow = Record<(typeof quoteFloats)[number] | (typeof quoteWords)[number], number>;
export type CandleRow = Record<(typeof candleFloats)[number] | (typeof candleWords)[number], number>;
export type TradeRow = Record<(typeof tradeFloats)[number] | (typeof tradeWords)[number], number>;

export interface BatchRows {
  readonly quotes: readonly QuoteRow[];
  readonly candles: readonly CandleRow[];
  readonly trades: readonly TradeRow[];
}

export interface BatchStamp {
  readonly sequence: number;
  /** Arrival of the newest event in the batch, epoch ms; 0 when there is none. */
  readonly receivedAt: number;
  readonly sentAt: number;
}

export function batchBytes(quotes: number, candles: number, trades: number): number {
  return (
    headerBytes +
    sectionBytes(quotes, quoteFloats.length, quoteWords.length) +
    sectionBytes(candles, candleFloats.length, candleWords.length) +
    sectionBytes(trades, tradeFloats.length, tradeWords.length)
  );
}

/** One batch as a frame of its own memory. The caller keeps batches under `largestFrameBytes` by `batchBytes`. */
export function encodeBatch(rows: BatchRows, stamp: BatchStamp): Uint8Array<ArrayBuffer> {
  const { quotes, candles, trades } = rows;
  const buffer = new ArrayBuffer(batchBytes(quotes.length, candles.length, trades.length));
  writeHeader(
    buffer,
    frameKind.batch,
    [stamp.sequence, quotes.length, candles.length, trades.length],
    [stamp.receivedAt, stamp.sentAt],
  );
  let offset = headerBytes;
  offset = writeSection(buffer, offset, quotes, quoteFloats, quoteWords);
  offset = writeSection(buffer, offset, candles, candleFloats, candleWords);
  writeSection(buffer, offset, trades, tradeFloats, tradeWords);
  return new Uint8Array(buffer);
}

/** Bars of one answer as frames of at most 1,024; an empty answer is one empty frame. */
export function encodeHistory(
  request: number,
  candles: CandleColumns,
  sentAt: number,
): Uint8Array<ArrayBuffer>[] {
  const frames = Math.max(1, Math.ceil(candles.length / barsPerHistoryFrame));
  return Array.from({ length: frames }, (_, index) => {
    const start = index * barsPerHistoryFrame;
    const end = Math.min(candles.length, start + barsPerHistoryFrame);
    const count = end - start;
    const buffer = new ArrayBuffer(headerBytes + count * candleFloats.length * 8);
    writeHeader(buffer, frameKind.history, [request, count, index, frames], [0, sentAt]);
    for (const [column, name] of candleFloats.entries()) {
      new Float64Array(buffer, headerBytes + column * count * 8, count).set(
        candles[name].subarray(start, end),
      );
    }
    return new Uint8Array(buffer);
  });
}

function writeHeader(
  buffer: ArrayBuffer,
  kind: number,
  words: readonly [number, number, number, number],
  floats: readonly [number, number],
): void {
  const view = new DataView(buffer);
  view.setUint32(0, frameMagic, true);
  view.setUint16(4, kind, true);
  for (const [index, word] of words.entries()) view.setUint32(8 + index * 4, word, true);
  for (const [index, value] of floats.entries()) view.setFloat64(24 + index * 8, value, true);
}

function writeSection<Float extends string, Word extends string>(
  buffer: ArrayBuffer,
  start: number,
  rows: readonly Record<Float | Word, number>[],
  floats: readonly Float[],
  words: readonly Word[],
): number {
  let offset = start;
  for (const name of floats) {
    const column = new Float64Array(buffer, offset, rows.length);
    for (let index = 0; index < rows.length; index += 1)
      column[index] = (rows[index] as Record<Float, number>)[name];
    offset += rows.length * 8;
  }
  for (const name of words) {
    const column = new Uint32Array(buffer, offset, rows.length);
    for (let index = 0; index < rows.length; index += 1)
      column[index] = (rows[index] as Record<Word, number>)[name];
    offset += padTo8(rows.length * 4);
  }
  return offset;
}
