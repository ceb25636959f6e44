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
/** The four digits of 0 … 9999. */
const fourDigits = Uint8Array.from({ length: 40_000 }, (_, index) => {
  const power = 10 ** (3 - (index % 4));
  return zero + (Math.floor(Math.floor(index / 4) / power) % 10);
});
const text = new Uint8Array(2 * checkedLevels * 2 * 16);

export function checksumOf(book: TickBook): number {
  return crc32(text.subarray(0, writeSide(book.bids, writeSide(book.asks, 0))));
}

function writeSide(side: TickSide, start: number): number {
  const levels = Math.min(checkedLevels, side.depth);
  let at = start;
  for (let rank = 0; rank < levels; rank += 1) {
    at = writeDigits(side.price(rank), at);
    at = writeDigits(side.size(rank), at);
  }
  return at;
}

/** Whole numbers below 2^53, by fours from the left. */
function writeDigits(units: number, start: number): number {
  if (units < 1e4) return writeFirst(units, start);
  if (units < 1e8) {
    const high = Math.floor(units / 1e4);
    return writeFour(units - high * 1e4, writeFirst(high, start));
  }
  const high = Math.floor(units / 1e8);
  const rest = units - high * 1e8;
  const middle = Math.floor(rest / 1e4);
  return writeFour(rest - middle * 1e4, writeFour(middle, writeDigits(high, start)));
}

function writeFour(value: number, at: number): number {
  const from = value * 4;
  text[at] = fourDigits[from] as number;
  text[at + 1] = fourDigits[from + 1] as number;
  text[at + 2] = fourDigits[from + 2] as number;
  text[at + 3] = fourDigits[from + 3] as number;
  return at + 4;
}

/** Without leading zeros; nothing at all for 0. */
function writeFirst(value: number, start: number): number {
  let at = start;
  if (value >= 1000) return writeFour(value, at);
  const from = value * 4;
  if (value >= 100) {
    text[at] = fourDigits[from + 1] as number;
    at += 1;
  }
  if (value >= 10) {
    text[at] = fourDigits[from + 2] as number;
    at += 1;
  }
  if (value >= 1) {
    text[at] = fourDigits[from + 3] as number;
    at += 1;
  }
  return at;
}
