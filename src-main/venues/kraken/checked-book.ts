import { TickBook, type TickSide } from '../connection/tick-book.ts';
import { BookChecksum, checkedLevels } from './checksum.ts';
import type { BookFrame } from './decode/market.ts';

/** One frame's changes in whole units, as `hot.ts` reads them; buffers are used again for the next frame. */
export interface BookChanges {
  bids: number;
  asks: number;
  readonly bidPrices: Float64Array;
  readonly bidSizes: Float64Array;
  readonly askPrices: Float64Array;
  readonly askSizes: Float64Array;
  checksum: number;
  time: number;
}

/**
 * The book of one market as Kraken keeps it: cut to the depth that was asked for after every change, since no removals are
 * sent for what falls off its end, and checked by its checksum after every frame.
 */
export class CheckedBook {
  readonly book: TickBook;
  readonly #depth: number;
  readonly #checksum: BookChecksum;
  #isSynced = false;
  time = 0;

  constructor(priceDecimals: number, sizeDecimals: number, depth: number) {
    this.book = new TickBook(priceDecimals, sizeDecimals);
    this.#checksum = new BookChecksum(this.book);
    this.#depth = depth;
  }

  /** False until a snapshot has come, and after something did not fit. */
  get isSynced(): boolean {
    return this.#isSynced;
  }

  /** Forgets everything until the next snapshot. */
  clear(): void {
    this.book.clear();
    this.#isSynced = false;
  }

  /** Applies a frame that was read carefully. False when the book is not what Kraken has, and has been forgotten. */
  apply(frame: BookFrame): boolean {
    const { book } = this;
    if (frame.kind === 'book-snapshot') book.clear();
    else if (!this.#isSynced) return true;
    for (const [price, size] of frame.bids) if (!book.setText('bid', price, size)) return this.#fail();
    for (const [price, size] of frame.asks) if (!book.setText('ask', price, size)) return this.#fail();
    book.trim(this.#depth);
    return this.#check(this.#checksum.after(true, true), frame.checksum, frame.time);
  }

  /** The same for changes in whole units. */
  applyUnits(changes: BookChanges): boolean {
    if (!this.#isSynced) return true;
    const { bids, asks } = this.book;
    const { bidPrices, bidSizes, askPrices, askSizes } = changes;
    for (let index = 0; index < changes.bids; index += 1) {
      bids.set(bidPrices[index] as number, bidSizes[index] as number);
    }
    for (let index = 0; index < changes.asks; index += 1) {
      asks.set(askPrices[index] as number, askSizes[index] as number);
    }
    this.book.trim(this.#depth);
    const found = this.#checksum.after(
      isTopTouched(bidPrices, changes.bids, this.book.bids),
      isTopTouched(askPrices, changes.asks, this.book.asks),
    );
    return this.#check(found, changes.checksum, changes.time);
  }

  #check(found: number, sent: number, time: number): boolean {
    if (found !== sent || this.book.isCrossed) return this.#fail();
    this.#isSynced = true;
    this.time = time;
    return true;
  }

  #fail(): boolean {
    this.clear();
    return false;
  }
}

/** Whether a level that counts may have changed: only then the side's part of the checksum is another one. */
function isTopTouched(prices: Float64Array, count: number, side: TickSide): boolean {
  const worst = side.price(checkedLevels - 1);
  // Without a tenth level everything counts.
  if (Number.isNaN(worst)) return count > 0;
  const best = side.price(0);
  const sign = best > worst ? 1 : -1;
  for (let index = 0; index < count; index += 1) {
    if (((prices[index] as number) - worst) * sign >= 0) return true;
  }
  return false;
}
