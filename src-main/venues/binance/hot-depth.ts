import { type ByteNames, type ByteScanner, literal } from '../connection/scan.ts';
import type { TickSide } from '../connection/tick-book.ts';
import type { DepthBook } from './depth-book.ts';
import { enterEnvelope, isWhole } from './hot-decode.ts';

/*
 * Changes of books, laid into the book while they are read. Levels are absolute: when a surprise turns up halfway, the
 * careful decoder lays in the same levels again and the rest of them; and when it cannot, the book starts over.
 */

const text = {
  begin: literal('{"e":"depthUpdate","E":'),
  transactionTime: literal(',"T":'),
  symbol: literal(',"s":"'),
  first: literal(',"U":'),
  last: literal(',"u":'),
  previous: literal(',"pu":'),
  bids: literal(',"b":['),
  asks: literal(',"a":['),
  end: literal('}'),
  level: literal('["'),
  levelSize: literal('","'),
  levelEnd: literal('"]'),
  comma: literal(','),
  listEnd: literal(']'),
};

/** The beginning of a change; filled anew for each frame. */
export interface DepthHead<Market> {
  market: Market | undefined;
  time: number;
  first: number;
  last: number;
  previous: number | undefined;
  hasEnvelope: boolean;
}

export function emptyHead<Market>(): DepthHead<Market> {
  return { market: undefined, time: 0, first: 0, last: 0, previous: undefined, hasEnvelope: false };
}

/** Reads up to the levels. False for anything that is not a change of a known market's book in the known form. */
export function readDepthHead<Market>(
  scanner: ByteScanner,
  markets: ByteNames<Market>,
  head: DepthHead<Market>,
): boolean {
  head.hasEnvelope = enterEnvelope(scanner);
  if (!scanner.isSound || !scanner.accept(text.begin)) return false;
  head.time = scanner.integer();
  if (scanner.accept(text.transactionTime)) scanner.integer();
  scanner.expect(text.symbol);
  head.market = scanner.name(markets);
  scanner.expect(text.first);
  head.first = scanner.integer();
  scanner.expect(text.last);
  head.last = scanner.integer();
  head.previous = scanner.accept(text.previous) ? scanner.integer() : undefined;
  return scanner.isSound;
}

/** Lays the levels into the book and ends the change. False after a surprise: the careful decoder must do it again. */
export function applyDepth(scanner: ByteScanner, hasEnvelope: boolean, depth: DepthBook): boolean {
  const { book } = depth;
  scanner.expect(text.bids);
  readLevels(scanner, book.bids, book.priceDecimals, book.sizeDecimals);
  scanner.expect(text.asks);
  readLevels(scanner, book.asks, book.priceDecimals, book.sizeDecimals);
  scanner.expect(text.end);
  return isWhole(scanner, hasEnvelope);
}

function readLevels(scanner: ByteScanner, side: TickSide, priceDecimals: number, sizeDecimals: number): void {
  if (scanner.accept(text.listEnd)) return;
  do {
    scanner.expect(text.level);
    const price = scanner.units(priceDecimals);
    scanner.expect(text.levelSize);
    const size = scanner.units(sizeDecimals);
    scanner.expect(text.levelEnd);
    if (!scanner.isSound || size < 0) {
      scanner.isSound = false;
      return;
    }
    side.set(price, size);
  } while (scanner.accept(text.comma));
  scanner.expect(text.listEnd);
}
