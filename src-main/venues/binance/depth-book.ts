import { TickBook } from '../connection/tick-book.ts';
import type { BookDiff } from './decode.ts';
import type { Product } from './urls.ts';
import type { DepthSnapshot } from './wire.ts';

/** What is to be done with a change: it is old, it continues the book, or something before it is missing. */
export type Placing = 'ignore' | 'apply' | 'gap';

/**
 * The book of one market and the ids that join its changes: steps 3 to 5 of the manual's “How to manage a local order
 * book”, which are not the same for spot and for futures. It asks for nothing and waits for nothing; `book-feed.ts` does.
 */
export class DepthBook {
  readonly book: TickBook;
  readonly #product: Product;
  #last = 0;
  /** Futures: the first change after a snapshot is joined to it by other rules than all later ones. */
  #isFresh = true;

  constructor(product: Product, priceDecimals: number, sizeDecimals: number) {
    this.#product = product;
    this.book = new TickBook(priceDecimals, sizeDecimals);
  }

  /** The id up to which changes are in the book. */
  get last(): number {
    return this.#last;
  }

  /** Starts from a snapshot. False when a level of it does not stand on the book's grids. */
  begin(snapshot: DepthSnapshot): boolean {
    this.book.clear();
    this.#last = snapshot.lastUpdateId;
    this.#isFresh = true;
    for (const [price, size] of snapshot.bids) if (!this.book.setText('bid', price, size)) return false;
    for (const [price, size] of snapshot.asks) if (!this.book.setText('ask', price, size)) return false;
    return true;
  }

  place(first: number, last: number, previous: number | undefined): Placing {
    if (this.#product === 'spot') {
      if (last <= this.#last) return 'ignore';
      return first > this.#last + 1 ? 'gap' : 'apply';
    }
    if (this.#isFresh) {
      if (last < this.#last) return 'ignore';
      return first > this.#last ? 'gap' : 'apply';
    }
    if (previous === this.#last) return 'apply';
    // One that came twice.
    return last <= this.#last ? 'ignore' : 'gap';
  }

  /** The change has been laid in. */
  commit(last: number): void {
    this.#last = last;
    this.#isFresh = false;
  }

  /** Lays in a change that `place` said to apply. False when a level does not stand on the grids. */
  apply(diff: BookDiff): boolean {
    for (const [price, size] of diff.bids) if (!this.book.setText('bid', price, size)) return false;
    for (const [price, size] of diff.asks) if (!this.book.setText('ask', price, size)) return false;
    this.commit(diff.last);
    return true;
  }
}
