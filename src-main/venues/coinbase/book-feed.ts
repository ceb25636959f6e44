import { TickBook, unitsOf } from '../connection/tick-book.ts';
import type { BookChange } from './decode.ts';
import type { BookTarget } from './hot-decode.ts';
import { loadSide } from './load-side.ts';

/** What came of a change: `off-grid` levels cannot be told exactly on the book's grid, and nothing of them holds. */
export type Applied = 'applied' | 'dropped' | 'off-grid';

/** Beyond this a price times its grid is no exact double any more. */
const mostDecimals = 16;

/**
 * The book of one product. The first frame after subscribing is the whole book; all later ones say what is at a price from
 * now on. Nothing joins them but the order of frames, which `sequence.ts` watches.
 */
export class BookFeed implements BookTarget {
  readonly product: string;
  book: TickBook;
  isLoaded = false;

  constructor(product: string, priceDecimals: number, sizeDecimals: number) {
    this.product = product;
    this.book = new TickBook(priceDecimals, sizeDecimals);
  }

  /** The careful way in. */
  apply({ isSnapshot, bids, asks }: BookChange): Applied {
    if (isSnapshot) return this.#load(bids, asks);
    if (!this.isLoaded) return 'dropped';
    for (const [price, size] of bids) if (!this.book.setText('bid', price, size)) return this.#offGrid();
    for (const [price, size] of asks) if (!this.book.setText('ask', price, size)) return this.#offGrid();
    return 'applied';
  }

  /** Forgets everything until the next snapshot. */
  drop(): void {
    this.isLoaded = false;
    this.book.clear();
  }

  #load(bids: BookChange['bids'], asks: BookChange['asks']): Applied {
    this.#widenFor([bids, asks]);
    this.book.clear();
    const isExact = fill(this.book, 'bid', bids) && fill(this.book, 'ask', asks);
    this.isLoaded = isExact;
    return isExact ? 'applied' : this.#offGrid();
  }

  #offGrid(): 'off-grid' {
    this.drop();
    return 'off-grid';
  }

  /** Old orders may stand on a finer grid than the product has now. */
  #widenFor(sides: readonly BookChange['bids'][]): void {
    let { priceDecimals, sizeDecimals } = this.book;
    for (const levels of sides) {
      for (const [price, size] of levels) {
        priceDecimals = Math.max(priceDecimals, decimalsOf(price));
        sizeDecimals = Math.max(sizeDecimals, decimalsOf(size));
      }
    }
    const isWider = priceDecimals > this.book.priceDecimals || sizeDecimals > this.book.sizeDecimals;
    if (isWider)
      this.book = new TickBook(Math.min(priceDecimals, mostDecimals), Math.min(sizeDecimals, mostDecimals));
  }
}

/** Digits after the point, trailing zeros left out. */
export function decimalsOf(text: string): number {
  const point = text.indexOf('.');
  return point === -1 ? 0 : text.slice(point + 1).replace(/0+$/, '').length;
}

function fill(book: TickBook, side: 'bid' | 'ask', levels: BookChange['bids']): boolean {
  const prices = new Float64Array(levels.length);
  const sizes = new Float64Array(levels.length);
  for (const [index, [price, size]] of levels.entries()) {
    prices[index] = unitsOf(price, book.priceDecimals);
    sizes[index] = unitsOf(size, book.sizeDecimals);
    if (Number.isNaN(prices[index]) || !((sizes[index] as number) >= 0)) return false;
  }
  loadSide(book.side(side), prices, sizes, side === 'bid' ? 1 : -1);
  return true;
}
