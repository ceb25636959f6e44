import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { ByteNames, type ByteScanner, literal } from '../connection/scan.ts';
import type { TickBook } from '../connection/tick-book.ts';
import type { TapeEntry } from './decode.ts';
import { loadSide } from './load-side.ts';
import { scanTime } from './venue-time.ts';

/*
 * Trades and books, which come by the thousand, read from their bytes in the one order that Coinbase writes their members
 * in. Anything else makes the scanner unsound, and `decode.ts` has the word. A property test holds the two together.
 */

const text = {
  channel: literal('{"channel":"'),
  client: literal(',"client_id":"'),
  time: literal(',"timestamp":"'),
  sequence: literal(',"sequence_num":'),
  events: literal(',"events":['),
  comma: literal(','),
  end: literal(']}'),
};

export type HotChannel = 'trades' | 'book';
const channels = new ByteNames<HotChannel>();
channels.set('market_trades', 'trades');
channels.set('l2_data', 'book');

/** The beginning of a frame; filled anew for each. */
export interface HotHead {
  channel: HotChannel;
  time: EpochMs;
  sequence: number;
}

export function emptyHead(): HotHead {
  return { channel: 'trades', time: 0 as EpochMs, sequence: 0 };
}

/** Reads up to the events. False for every channel but the two, and for a frame in another form. */
export function readHead(scanner: ByteScanner, head: HotHead): boolean {
  scanner.expect(text.channel);
  const channel = scanner.name(channels);
  if (channel === undefined) return false;
  head.channel = channel;
  if (scanner.accept(text.client)) scanner.skipPlainString();
  scanner.expect(text.time);
  head.time = scanTime(scanner);
  scanner.expect(text.sequence);
  head.sequence = scanner.integer();
  scanner.expect(text.events);
  return scanner.isSound;
}

const tradeText = {
  update: literal('{"type":"update","trades":['),
  snapshot: literal('{"type":"snapshot","trades":['),
  product: literal('{"product_id":"'),
  id: literal(',"trade_id":"'),
  idFirst: literal('{"trade_id":"'),
  productAfterId: literal('","product_id":"'),
  price: literal('","price":"'),
  priceAfterProduct: literal(',"price":"'),
  size: literal('","size":"'),
  time: literal('","time":"'),
  buy: literal(',"side":"BUY"}'),
  sell: literal(',"side":"SELL"}'),
};

/** Products by their names, so that no text is made of them. */
export type ProductNames = ByteNames<string>;

/** The trades of a frame whose head has been read; undefined for one that the careful decoder must read. */
export function readTrades(scanner: ByteScanner, products: ProductNames): TapeEntry[] | undefined {
  const trades: TapeEntry[] = [];
  do {
    if (!scanner.accept(tradeText.update)) scanner.expect(tradeText.snapshot);
    do {
      const trade = readTrade(scanner, products);
      if (trade === undefined) return undefined;
      trades.push(trade);
    } while (scanner.accept(text.comma));
    scanner.expect(text.end);
  } while (scanner.isSound && scanner.accept(text.comma));
  scanner.expect(text.end);
  return scanner.isSound && scanner.isAtEnd ? trades : undefined;
}

function readTrade(scanner: ByteScanner, products: ProductNames): TapeEntry | undefined {
  let product: string | undefined;
  let id: number;
  if (scanner.accept(tradeText.product)) {
    product = scanner.name(products);
    scanner.expect(tradeText.id);
    id = scanner.integer();
    scanner.expect(tradeText.price);
  } else {
    scanner.expect(tradeText.idFirst);
    id = scanner.integer();
    scanner.expect(tradeText.productAfterId);
    product = scanner.name(products);
    scanner.expect(tradeText.priceAfterProduct);
  }
  const price = scanner.decimal();
  scanner.expect(tradeText.size);
  const size = scanner.decimal();
  scanner.expect(tradeText.time);
  const time = scanTime(scanner);
  const isSell = scanner.accept(tradeText.buy);
  if (!isSell) scanner.expect(tradeText.sell);
  if (!scanner.isSound || product === undefined) return undefined;
  return { product, id, time, price, size, side: isSell ? 'sell' : 'buy' };
}

const bookText = {
  update: literal('{"type":"update","product_id":"'),
  snapshot: literal('{"type":"snapshot","product_id":"'),
  updates: literal(',"updates":['),
  bid: literal('{"side":"bid","event_time":"'),
  ask: literal('{"side":"offer","event_time":"'),
  price: literal(',"price_level":"'),
  size: literal('","new_quantity":"'),
  levelEnd: literal('"}'),
  listEnd: literal(']}'),
  nothing: literal(']}'),
};

/** What a book's frames are read into. */
export interface BookTarget {
  readonly book: TickBook;
  /** False until a snapshot has been laid in; changes before it are dropped. */
  isLoaded: boolean;
}

/**
 * Lays the events of a book frame, whose head has been read, into the books that `target` finds. Levels are absolute: after
 * a surprise halfway the careful decoder lays in the same levels again, and the rest.
 * False for a frame that it must read.
 */
export function applyBook<Target extends BookTarget>(
  scanner: ByteScanner,
  targets: ByteNames<Target>,
  onApplied: (target: Target, isSnapshot: boolean) => void,
): boolean {
  do {
    const isSnapshot = !scanner.accept(bookText.update);
    if (isSnapshot) scanner.expect(bookText.snapshot);
    const target = scanner.name(targets);
    scanner.expect(bookText.updates);
    if (!scanner.isSound || target === undefined) return false;
    const isRead = isSnapshot ? readSnapshot(scanner, target) : readUpdates(scanner, target);
    if (!isRead) return false;
    onApplied(target, isSnapshot);
  } while (scanner.accept(text.comma));
  scanner.expect(text.end);
  return scanner.isSound && scanner.isAtEnd;
}

function readUpdates(scanner: ByteScanner, { book, isLoaded }: BookTarget): boolean {
  if (scanner.accept(bookText.nothing)) return true;
  const { bids, asks, priceDecimals, sizeDecimals } = book;
  do {
    const isBid = scanner.accept(bookText.bid);
    if (!isBid) scanner.expect(bookText.ask);
    // A name would not do for the time of a level, of which nothing is used.
    scanner.skipPlainString();
    scanner.expect(bookText.price);
    const price = scanner.units(priceDecimals);
    scanner.expect(bookText.size);
    const size = scanner.units(sizeDecimals);
    scanner.expect(bookText.levelEnd);
    if (!scanner.isSound || size < 0) return false;
    if (isLoaded) (isBid ? bids : asks).set(price, size);
  } while (scanner.accept(text.comma));
  scanner.expect(bookText.listEnd);
  return scanner.isSound;
}

/** Levels of a snapshot, both sides mixed, before they are sorted into the book. */
class Levels {
  prices = new Float64Array(1024);
  sizes = new Float64Array(1024);
  count = 0;

  add(price: number, size: number): void {
    if (this.count === this.prices.length) {
      this.prices = doubled(this.prices);
      this.sizes = doubled(this.sizes);
    }
    this.prices[this.count] = price;
    this.sizes[this.count] = size;
    this.count += 1;
  }
}

function doubled(old: Float64Array): Float64Array<ArrayBuffer> {
  const wider = new Float64Array(old.length * 2);
  wider.set(old);
  return wider;
}

function readSnapshot(scanner: ByteScanner, target: BookTarget): boolean {
  const { book } = target;
  const bids = new Levels();
  const asks = new Levels();
  if (!scanner.accept(bookText.nothing)) {
    do {
      const isBid = scanner.accept(bookText.bid);
      if (!isBid) scanner.expect(bookText.ask);
      scanner.skipPlainString();
      scanner.expect(bookText.price);
      const price = scanner.units(book.priceDecimals);
      scanner.expect(bookText.size);
      const size = scanner.units(book.sizeDecimals);
      scanner.expect(bookText.levelEnd);
      if (!scanner.isSound || size < 0) return false;
      (isBid ? bids : asks).add(price, size);
    } while (scanner.accept(text.comma));
    scanner.expect(bookText.listEnd);
    if (!scanner.isSound) return false;
  }
  book.clear();
  loadSide(book.bids, bids.prices.subarray(0, bids.count), bids.sizes.subarray(0, bids.count), 1);
  loadSide(book.asks, asks.prices.subarray(0, asks.count), asks.sizes.subarray(0, asks.count), -1);
  target.isLoaded = true;
  return true;
}
