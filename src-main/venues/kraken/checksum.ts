import { crc32 } from 'node:zlib';
import type { TickBook, TickSide } from '../connection/tick-book.ts';

/*
 * Kraken's checksum of a book: CRC-32 over the ten best asks, then the ten best bids, best first, each price and size as
 * digits without point and leading zeros. Those are the digits of our whole units, written straight into bytes, since this
 * runs with every change of every book.
 */

/** Levels of a side that count, whatever the depth. */
export const checkedLevels = 10;

const zero = 48;
/** A price and a size of at most 16 digits each. */
const mostBytes = checkedLevels * 2 * 16;
/** The four digits of 0 … 9999. */
const fourDigits = Uint8Array.from({ length: 40_000 }, (_, index) => {
  const power = 10 ** (3 - (index % 4));
  return zero + (Math.floor(Math.floor(index / 4) / power) % 10);
});
const largestInteger = 2 ** 31;

/** The digits of one side, kept: most frames change the other one, or a single level of this. */
class SideText {
  readonly #side: TickSide;
  readonly #bytes = new Uint8Array(mostBytes);
  /** What was written last, level by level, and where each level's digits end. */
  readonly #prices = new Float64Array(checkedLevels).fill(Number.NaN);
  readonly #sizes = new Float64Array(checkedLevels);
  readonly #ends = new Int32Array(checkedLevels);
  #text = this.#bytes.subarray(0, 0);

  constructor(side: TickSide) {
    this.#side = side;
  }

  get text(): Uint8Array {
    return this.#text;
  }

  write(): void {
    const side = this.#side;
    const bytes = this.#bytes;
    const levels = Math.min(checkedLevels, side.depth);
    let at = 0;
    /** As long as no level has another length than before, those that did not change stand where they stood. */
    let isInPlace = true;
    for (let rank = 0; rank < levels; rank += 1) {
      const price = side.price(rank);
      const size = side.size(rank);
      const end = this.#ends[rank] as number;
      if (isInPlace && price === this.#prices[rank] && size === this.#sizes[rank]) {
        at = end;
        continue;
      }
      at = writeDigits(bytes, size, writeDigits(bytes, price, at));
      if (at !== end) isInPlace = false;
      this.#prices[rank] = price;
      this.#sizes[rank] = size;
      this.#ends[rank] = at;
    }
    // What stands behind the last level has been overwritten or is not this book's any more.
    for (let rank = levels; rank < checkedLevels; rank += 1) this.#prices[rank] = Number.NaN;
    if (at !== this.#text.length) this.#text = bytes.subarray(0, at);
  }
}

export class BookChecksum {
  readonly #bids: SideText;
  readonly #asks: SideText;
  /** Of the asks alone, from which that of the bids goes on. */
  #ofAsks = 0;
  #value = 0;

  constructor(book: TickBook) {
    this.#bids = new SideText(book.bids);
    this.#asks = new SideText(book.asks);
  }

  /** After changes on these sides; what is not named must be as it was the last time. */
  after(areBidsChanged: boolean, areAsksChanged: boolean): number {
    if (areAsksChanged) {
      this.#asks.write();
      this.#ofAsks = crc32(this.#asks.text);
    }
    if (areBidsChanged) this.#bids.write();
    if (areBidsChanged || areAsksChanged) this.#value = crc32(this.#bids.text, this.#ofAsks);
    return this.#value;
  }
}

/** Whole numbers below 2^53, without leading zeros. */
function writeDigits(bytes: Uint8Array, units: number, start: number): number {
  if (units < largestInteger) return writeInteger(bytes, units | 0, start);
  const high = Math.floor(units / 1e8);
  const low = (units - high * 1e8) | 0;
  const middle = (low / 1e4) | 0;
  const at = writeFour(bytes, middle, writeInteger(bytes, high | 0, start));
  return writeFour(bytes, low - middle * 10_000, at);
}

/** Below 2^31, where dividing is cheap. */
function writeInteger(bytes: Uint8Array, value: number, start: number): number {
  if (value < 10_000) return writeFirst(bytes, value, start);
  const high = (value / 10_000) | 0;
  const low = value - high * 10_000;
  if (high < 10_000) return writeFour(bytes, low, writeFirst(bytes, high, start));
  const top = (high / 10_000) | 0;
  const at = writeFour(bytes, high - top * 10_000, writeFirst(bytes, top, start));
  return writeFour(bytes, low, at);
}

function writeFour(bytes: Uint8Array, value: number, at: number): number {
  const from = value << 2;
  bytes[at] = fourDigits[from] as number;
  bytes[at + 1] = fourDigits[from + 1] as number;
  bytes[at + 2] = fourDigits[from + 2] as number;
  bytes[at + 3] = fourDigits[from + 3] as number;
  return at + 4;
}

/** Up to four digits, nothing at all for 0. */
function writeFirst(bytes: Uint8Array, value: number, start: number): number {
  if (value >= 1000) return writeFour(bytes, value, start);
  const from = value << 2;
  let at = start;
  if (value >= 100) {
    bytes[at] = fourDigits[from + 1] as number;
    at += 1;
  }
  if (value >= 10) {
    bytes[at] = fourDigits[from + 2] as number;
    at += 1;
  }
  if (value >= 1) {
    bytes[at] = fourDigits[from + 3] as number;
    at += 1;
  }
  return at;
}
