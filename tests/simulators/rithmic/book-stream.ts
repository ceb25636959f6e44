import type { BookChange } from '../exchange/orders.ts';
import { type Fields, stamp } from './fields.ts';
import type { Floor } from './floor.ts';

const updateType = { snapshot: 3, begin: 4, middle: 5, end: 6, solo: 7 } as const;
const levelsPerFrame = 6;
const bid = 1;
const ask = 2;

interface Top {
  readonly bid: string;
  readonly ask: string;
}

/**
 * Best prices and aggregated books of all markets. What one event of the market does to a book goes out as one
 * transaction, in several frames where it is large.
 */
export class BookStream {
  private readonly floor: Floor;
  private readonly changes = new Map<string, Map<string, BookChange>>();
  private readonly tops = new Map<string, Top>();
  private readonly quoteListeners: ((market: string, fields: Fields) => void)[] = [];
  private readonly bookListeners: ((market: string, frames: readonly Fields[]) => void)[] = [];
  private isFlushDue = false;

  constructor(floor: Floor) {
    this.floor = floor;
    floor.exchange.onEvent((event) => {
      if (event.type !== 'book') return;
      const pending = this.changes.get(event.market) ?? new Map<string, BookChange>();
      for (const change of event.changes) pending.set(`${change.side}${change.price.toFixed()}`, change);
      this.changes.set(event.market, pending);
      this.flushSoon();
    });
  }

  onQuote(listener: (market: string, fields: Fields) => void): void {
    this.quoteListeners.push(listener);
  }

  onBook(listener: (market: string, frames: readonly Fields[]) => void): void {
    this.bookListeners.push(listener);
  }

  wholeQuote(market: string): Fields {
    return this.quote(market, true, true);
  }

  /** The whole book. */
  image(market: string): Fields {
    const { book } = this.floor.exchange.market(market);
    const bids = book.depth('buy', 1000);
    const asks = book.depth('sell', 1000);
    return {
      ...this.nameOf(market),
      presence_bits: (bids.length > 0 ? bid : 0) + (asks.length > 0 ? ask : 0),
      update_type: updateType.snapshot,
      ...sideFields('bid', bids),
      ...sideFields('ask', asks),
      ...stamp(this.floor.exchange.clock.now()),
    };
  }

  private flushSoon(): void {
    if (this.isFlushDue) return;
    this.isFlushDue = true;
    queueMicrotask(() => {
      this.isFlushDue = false;
      const pending = [...this.changes];
      this.changes.clear();
      for (const [market, changes] of pending) this.flush(market, [...changes.values()]);
    });
  }

  private flush(market: string, changes: readonly BookChange[]): void {
    this.tellQuote(market);
    const { book } = this.floor.exchange.market(market);
    const present = changes.map(({ side, price }) => ({ side, price, quantity: book.totalAt(side, price) }));
    const frames: Fields[] = [];
    for (let at = 0; at < present.length; at += levelsPerFrame) {
      const some = present.slice(at, at + levelsPerFrame);
      const isFirst = at === 0;
      const isLast = at + levelsPerFrame >= present.length;
      const type = isFirst
        ? isLast
          ? updateType.solo
          : updateType.begin
        : isLast
          ? updateType.end
          : updateType.middle;
      frames.push(this.frame(market, some, type));
    }
    for (const listener of this.bookListeners) listener(market, frames);
  }

  private frame(market: string, changes: readonly BookChange[], type: number): Fields {
    const bids = changes.filter(({ side }) => side === 'buy');
    const asks = changes.filter(({ side }) => side === 'sell');
    return {
      ...this.nameOf(market),
      presence_bits: (bids.length > 0 ? bid : 0) + (asks.length > 0 ? ask : 0),
      update_type: type,
      ...sideFields('bid', bids),
      ...sideFields('ask', asks),
      ...stamp(this.floor.exchange.clock.now()),
    };
  }

  private tellQuote(market: string): void {
    const { book } = this.floor.exchange.market(market);
    const topOf = (side: 'buy' | 'sell') => {
      const [best] = book.depth(side, 1);
      return best === undefined ? '' : `${best.price.toFixed()} ${best.quantity.toFixed()}`;
    };
    const before = this.tops.get(market);
    const top = { bid: topOf('buy'), ask: topOf('sell') };
    this.tops.set(market, top);
    const hasBid = before?.bid !== top.bid;
    const hasAsk = before?.ask !== top.ask;
    if (!hasBid && !hasAsk) return;
    const fields = this.quote(market, hasBid, hasAsk);
    for (const listener of this.quoteListeners) listener(market, fields);
  }

  /** Only the sides that are told; one that is empty is cleared. */
  private quote(market: string, hasBid: boolean, hasAsk: boolean): Fields {
    const { book, clock } = {
      book: this.floor.exchange.market(market).book,
      clock: this.floor.exchange.clock,
    };
    const [bestBid] = hasBid ? book.depth('buy', 1) : [];
    const [bestAsk] = hasAsk ? book.depth('sell', 1) : [];
    const presence = (bestBid === undefined ? 0 : bid) + (bestAsk === undefined ? 0 : ask);
    const clear = (hasBid && bestBid === undefined ? bid : 0) + (hasAsk && bestAsk === undefined ? ask : 0);
    const now = stamp(clock.now());
    const time = new Date(clock.now()).toISOString().slice(11, 19);
    return {
      ...this.nameOf(market),
      ...(presence === 0 ? {} : { presence_bits: presence }),
      ...(clear === 0 ? {} : { clear_bits: clear }),
      ...(bestBid === undefined
        ? {}
        : {
            bid_price: bestBid.price.toNumber(),
            bid_size: bestBid.quantity.toNumber(),
            bid_orders: 1,
            bid_time: time,
          }),
      ...(bestAsk === undefined
        ? {}
        : {
            ask_price: bestAsk.price.toNumber(),
            ask_size: bestAsk.quantity.toNumber(),
            ask_orders: 1,
            ask_time: time,
          }),
      ...now,
    };
  }

  private nameOf(market: string): { symbol: string; exchange: string } {
    const { symbol, exchange } = this.floor.listing.bySymbol(market);
    return { symbol, exchange };
  }
}

function sideFields(side: 'bid' | 'ask', levels: readonly Pick<BookChange, 'price' | 'quantity'>[]): Fields {
  if (levels.length === 0) return {};
  return {
    [`${side}_price`]: levels.map(({ price }) => price.toNumber()),
    [`${side}_size`]: levels.map(({ quantity }) => quantity.toNumber()),
    [`${side}_orders`]: levels.map(({ quantity }) => (quantity.isZero() ? 0 : 1)),
    [`impl_${side}_size`]: levels.map(() => 0),
  };
}
