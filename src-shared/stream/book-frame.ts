import type { BookLevel } from '../domain/market-event.ts';
import {
  frameKind,
  frameMagic,
  headerBytes,
  mostBookLevels,
  type QuoteState,
  quoteStates,
} from './layout.ts';

/** One side of a book as columns, best level first. */
export interface BookColumns {
  readonly price: Float64Array;
  readonly size: Float64Array;
}

/** The order book of a channel as a whole; whatever came on that channel before no longer holds. */
export interface BookFrame {
  readonly kind: 'book';
  readonly channel: number;
  readonly state: QuoteState;
  /** Venue time of the book, epoch ms; NaN while none is known. */
  readonly time: number;
  readonly sentAt: number;
  readonly bids: BookColumns;
  readonly asks: BookColumns;
}

export interface BookRows {
  readonly channel: number;
  readonly state: QuoteState;
  readonly time: number;
  /** Best first; levels past `mostBookLevels` are left out. */
  readonly bids: readonly BookLevel[];
  readonly asks: readonly BookLevel[];
}

const columnsPerSide = 2;

function frameBytes(bids: number, asks: number): number {
  return headerBytes + (bids + asks) * columnsPerSide * 8;
}

export function encodeBook(book: BookRows, sentAt: number): Uint8Array<ArrayBuffer> {
  const bids = Math.min(book.bids.length, mostBookLevels);
  const asks = Math.min(book.asks.length, mostBookLevels);
  const buffer = new ArrayBuffer(frameBytes(bids, asks));
  const view = new DataView(buffer);
  view.setUint32(0, frameMagic, true);
  view.setUint16(4, frameKind.book, true);
  view.setUint32(8, book.channel, true);
  view.setUint32(12, bids, true);
  view.setUint32(16, asks, true);
  view.setUint32(20, quoteStates.indexOf(book.state), true);
  view.setFloat64(24, book.time, true);
  view.setFloat64(32, sentAt, true);
  writeSide(book.bids, new Float64Array(buffer, headerBytes, bids * columnsPerSide), bids);
  const asksAt = headerBytes + bids * columnsPerSide * 8;
  writeSide(book.asks, new Float64Array(buffer, asksAt, asks * columnsPerSide), asks);
  return new Uint8Array(buffer);
}

function writeSide(levels: readonly BookLevel[], to: Float64Array, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const level = levels[index] as BookLevel;
    to[index] = level.price;
    to[count + index] = level.size;
  }
}

/** Why the bytes are no book, or the frame; `bytes` start on a multiple of 8. */
export function decodeBook(bytes: Uint8Array, header: DataView): BookFrame | string {
  const bids = header.getUint32(12, true);
  const asks = header.getUint32(16, true);
  const state = quoteStates[header.getUint32(20, true)];
  if (bids > mostBookLevels || asks > mostBookLevels) return `${bids} and ${asks} levels are too many`;
  if (state === undefined) return `state ${header.getUint32(20, true)} is unknown`;
  const expected = frameBytes(bids, asks);
  if (expected !== bytes.byteLength) return `${bytes.byteLength} bytes where its levels need ${expected}`;
  const side = (at: number, count: number): BookColumns => ({
    price: new Float64Array(bytes.buffer, at, count),
    size: new Float64Array(bytes.buffer, at + count * 8, count),
  });
  const bidsAt = bytes.byteOffset + headerBytes;
  return {
    kind: 'book',
    channel: header.getUint32(8, true),
    state,
    time: header.getFloat64(24, true),
    sentAt: header.getFloat64(32, true),
    bids: side(bidsAt, bids),
    asks: side(bidsAt + bids * columnsPerSide * 8, asks),
  };
}
