import type { CandleColumns } from '../domain/candle.ts';
import {
  barsPerHistoryFrame,
  candleFloats,
  candleWords,
  frameKind,
  frameMagic,
  headerBytes,
  quoteFloats,
  quoteWords,
  sectionBytes,
  tradeFloats,
  tradeWords,
} from './layout.ts';
import { type Section, sectionAt } from './section.ts';

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
  const candlesAt = headerBytes + sectionBytes(quotes.length, quoteFloats.length, quoteWords.length);
  const tradesAt = candlesAt + sectionBytes(candles.length, candleFloats.length, candleWords.length);
  writeQuotes(quotes, sectionAt(buffer, headerBytes, quotes.length, quoteFloats, quoteWords));
  writeCandles(candles, sectionAt(buffer, candlesAt, candles.length, candleFloats, candleWords));
  writeTrades(trades, sectionAt(buffer, tradesAt, trades.length, tradeFloats, tradeWords));
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

// Every field by its own name: reading them in a loop over the layout's lists costs about ten times as much.

function writeQuotes(
  rows: readonly QuoteRow[],
  to: Section<(typeof quoteFloats)[number], (typeof quoteWords)[number]>,
): void {
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as QuoteRow;
    to.time[index] = row.time;
    to.last[index] = row.last;
    to.bid[index] = row.bid;
    to.ask[index] = row.ask;
    to.bidSize[index] = row.bidSize;
    to.askSize[index] = row.askSize;
    to.reference[index] = row.reference;
    to.dayHigh[index] = row.dayHigh;
    to.dayLow[index] = row.dayLow;
    to.dayVolume[index] = row.dayVolume;
    to.openInterest[index] = row.openInterest;
    to.settlement[index] = row.settlement;
    to.channel[index] = row.channel;
    to.state[index] = row.state;
  }
}

function writeCandles(
  rows: readonly CandleRow[],
  to: Section<(typeof candleFloats)[number], (typeof candleWords)[number]>,
): void {
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as CandleRow;
    to.time[index] = row.time;
    to.open[index] = row.open;
    to.high[index] = row.high;
    to.low[index] = row.low;
    to.close[index] = row.close;
    to.volume[index] = row.volume;
    to.channel[index] = row.channel;
    to.flags[index] = row.flags;
  }
}

function writeTrades(
  rows: readonly TradeRow[],
  to: Section<(typeof tradeFloats)[number], (typeof tradeWords)[number]>,
): void {
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as TradeRow;
    to.time[index] = row.time;
    to.price[index] = row.price;
    to.size[index] = row.size;
    to.channel[index] = row.channel;
    to.side[index] = row.side;
    to.missed[index] = row.missed;
  }
}
