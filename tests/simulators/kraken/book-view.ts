import { crc32 } from 'node:zlib';
import { decimal, withPlaces, zero } from '../exchange/decimal.ts';
import type { OrderBook } from '../exchange/order-book.ts';
import type { BookLevel, Side } from '../exchange/orders.ts';
import type { KrakenMarket } from './markets.ts';
import { fixed, microText } from './wire-text.ts';

const checkedLevels = 10;

/** Without the point and without leading zeros. */
function digits(text: string): string {
  return text.replace('.', '').replace(/^0+/, '');
}

/** Over the ten best asks, then the ten best bids, whatever the depth. */
export function checksum(
  asks: readonly BookLevel[],
  bids: readonly BookLevel[],
  market: KrakenMarket,
): number {
  const textOf = (levels: readonly BookLevel[]) =>
    levels
      .slice(0, checkedLevels)
      .map(
        ({ price, quantity }) =>
          digits(withPlaces(price, market.priceDecimals)) + digits(withPlaces(quantity, market.lotDecimals)),
      )
      .join('');
  return crc32(textOf(asks) + textOf(bids));
}

/**
 * The book as subscribers of one depth have it. Levels that others push out of the depth are not announced: clients cut them
 * off themselves.
 */
export class BookView {
  private readonly market: KrakenMarket;
  private readonly book: OrderBook;
  private readonly depth: number;
  private sent: Record<Side, Map<string, BookLevel>>;
  private updates = 0;

  constructor(market: KrakenMarket, book: OrderBook, depth: number) {
    this.market = market;
    this.book = book;
    this.depth = depth;
    this.sent = { buy: this.now('buy'), sell: this.now('sell') };
  }

  snapshot(at: number): string {
    return this.frame('snapshot', [...this.sent.buy.values()], [...this.sent.sell.values()], at);
  }

  /** The frame for what has changed since the last one; undefined when nothing in this depth has. */
  update(at: number): string | undefined {
    const bids = this.changes('buy');
    const asks = this.changes('sell');
    if (bids.length + asks.length === 0) return undefined;
    this.updates += 1;
    // Now and then a frame names a price twice, and only the last of them counts.
    if (this.updates % 7 === 0) repeatFirst(bids.length > 0 ? bids : asks);
    return this.frame('update', bids, asks, at);
  }

  private changes(side: Side): BookLevel[] {
    const before = this.sent[side];
    const after = this.now(side);
    this.sent[side] = after;
    const changed = [...after].filter(
      ([price, level]) => before.get(price)?.quantity.equals(level.quantity) !== true,
    );
    const gone = [...before.values()].filter(
      ({ price }) => !after.has(price.toFixed()) && this.book.totalAt(side, price).isZero(),
    );
    return [...gone.map(({ price }) => ({ price, quantity: zero })), ...changed.map(([, level]) => level)];
  }

  private now(side: Side): Map<string, BookLevel> {
    return new Map(this.book.depth(side, this.depth).map((level) => [level.price.toFixed(), level]));
  }

  private frame(type: string, bids: readonly BookLevel[], asks: readonly BookLevel[], at: number): string {
    const { priceDecimals, lotDecimals, symbol } = this.market;
    const rows = (levels: readonly BookLevel[]) =>
      levels.map(({ price, quantity }) => ({
        price: fixed(price, priceDecimals),
        qty: fixed(quantity, lotDecimals),
      }));
    const row = {
      symbol,
      bids: rows(bids),
      asks: rows(asks),
      checksum: checksum([...this.sent.sell.values()], [...this.sent.buy.values()], this.market),
      timestamp: microText(at),
    };
    return JSON.stringify({ channel: 'book', type, data: [row] });
  }
}

function repeatFirst(levels: BookLevel[]): void {
  const first = levels[0];
  if (first !== undefined) levels.unshift({ price: first.price, quantity: first.quantity.plus(decimal(1)) });
}
