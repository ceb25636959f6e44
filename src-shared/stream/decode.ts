import type { CandleColumns } from '../domain/candle.ts';
import { type BookFrame, decodeBook } from './book-frame.ts';
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
import { decodeScript, type ScriptFrame } from './script-frame.ts';
import { type Section, sectionAt } from './section.ts';

export interface BatchFrame {
  readonly kind: 'batch';
  readonly sequence: number;
  readonly receivedAt: number;
  readonly sentAt: number;
  readonly quotes: Section<(typeof quoteFloats)[number], (typeof quoteWords)[number]>;
  readonly candles: Section<(typeof candleFloats)[number], (typeof candleWords)[number]>;
  readonly trades: Section<(typeof tradeFloats)[number], (typeof tradeWords)[number]>;
}

export interface HistoryFrame {
  readonly kind: 'history';
  readonly request: number;
  readonly index: number;
  readonly frames: number;
  readonly sentAt: number;
  readonly candles: CandleColumns;
}

/** Bytes that are not a frame. Carries why; nothing of it may be used. */
export interface BadFrame {
  readonly kind: 'bad';
  readonly reason: string;
}

/**
 * Reads a frame in one pass; never throws and allocates nothing in proportion to what the header claims (rule W3). The
 * columns are views of `bytes`, which the caller gives away; bytes that do not start on a multiple of 8 are copied.
 */
export function decodeFrame(
  bytes: Uint8Array,
): BatchFrame | HistoryFrame | ScriptFrame | BookFrame | BadFrame {
  if (bytes.byteLength < headerBytes) return bad(`${bytes.byteLength} bytes are less than a header`);
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const header = new DataView(aligned.buffer, aligned.byteOffset, headerBytes);
  if (header.getUint32(0, true) !== frameMagic) return bad('it does not start like a frame');
  const kind = header.getUint16(4, true);
  if (kind === frameKind.batch) return decodeBatch(aligned, header);
  if (kind === frameKind.history) return decodeHistory(aligned, header);
  if (kind === frameKind.script) {
    const script = decodeScript(aligned, header);
    return typeof script === 'string' ? bad(script) : script;
  }
  if (kind === frameKind.book) {
    const book = decodeBook(aligned, header);
    return typeof book === 'string' ? bad(book) : book;
  }
  if (kind === frameKind.bundle) return bad('a bundle whose frames do not fill it');
  return bad(`kind ${kind} is unknown`);
}

function decodeBatch(bytes: Uint8Array, header: DataView): BatchFrame | BadFrame {
  const quotes = header.getUint32(12, true);
  const candles = header.getUint32(16, true);
  const trades = header.getUint32(20, true);
  const expected =
    headerBytes +
    sectionBytes(quotes, quoteFloats.length, quoteWords.length) +
    sectionBytes(candles, candleFloats.length, candleWords.length) +
    sectionBytes(trades, tradeFloats.length, tradeWords.length);
  if (expected !== bytes.byteLength) return bad(`${bytes.byteLength} bytes where its rows need ${expected}`);
  const { buffer, byteOffset } = bytes;
  const quotesAt = byteOffset + headerBytes;
  const candlesAt = quotesAt + sectionBytes(quotes, quoteFloats.length, quoteWords.length);
  const tradesAt = candlesAt + sectionBytes(candles, candleFloats.length, candleWords.length);
  return {
    kind: 'batch',
    sequence: header.getUint32(8, true),
    receivedAt: header.getFloat64(24, true),
    sentAt: header.getFloat64(32, true),
    quotes: sectionAt(buffer, quotesAt, quotes, quoteFloats, quoteWords),
    candles: sectionAt(buffer, candlesAt, candles, candleFloats, candleWords),
    trades: sectionAt(buffer, tradesAt, trades, tradeFloats, tradeWords),
  };
}

function decodeHistory(bytes: Uint8Array, header: DataView): HistoryFrame | BadFrame {
  const count = header.getUint32(12, true);
  const index = header.getUint32(16, true);
  const frames = header.getUint32(20, true);
  if (count > barsPerHistoryFrame) return bad(`${count} bars are more than a frame holds`);
  const expected = headerBytes + count * candleFloats.length * 8;
  if (expected !== bytes.byteLength)
    return bad(`${bytes.byteLength} bytes where ${count} bars need ${expected}`);
  if (index >= frames) return bad(`part ${index} of ${frames}`);
  return {
    kind: 'history',
    request: header.getUint32(8, true),
    index,
    frames,
    sentAt: header.getFloat64(32, true),
    candles: sectionAt(bytes.buffer, bytes.byteOffset + headerBytes, count, candleFloats, []),
  };
}

function bad(reason: string): BadFrame {
  return { kind: 'bad', reason };
}
