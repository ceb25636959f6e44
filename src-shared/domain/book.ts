import { Failure } from './failure.ts';
import type { InstrumentId } from './instrument.ts';
import type { BookSnapshot } from './market-event.ts';
import { isDecimal } from './quantity.ts';
import type { EpochMs } from './time.ts';

export type BookSide = 'bid' | 'ask';

/** A price level in the venue's own decimals, as checksums are made of them. */
export interface BookEntry {
  readonly price: string;
  readonly size: string;
}

interface Level extends BookEntry {
  readonly at: number;
}

/**
 * The order book of one market, kept from a snapshot and the changes after it. It knows nothing of sequence numbers or
 * checksums, which differ between venues; whoever feeds it watches them and starts over with `replace` (O10).
 *
 * Levels are told apart by their price as a double: `1.10` and `1.1` are one level, and every price that venues quote
 * (up to 15 digits) has its own.
 */
export class OrderBook {
  // The best level is last, since that is where nearly all changes happen.
  readonly #bids: Level[] = [];
  readonly #asks: Level[] = [];

  /** The whole book at once, in any order. Levels of no size are left out. */
  replace(bids: Iterable<BookEntry>, asks: Iterable<BookEntry>): void {
    this.#bids.length = 0;
    this.#asks.length = 0;
    for (const { price, size } of bids) this.set('bid', price, size);
    for (const { price, size } of asks) this.set('ask', price, size);
  }

  /**
   * From now on this is the size at that price; 0 takes the level away.
   * @throws Failure `invalid` for anything but decimals; the book is then as before and should be asked for anew.
   */
  set(side: BookSide, price: string, size: string): void {
    if (!isDecimal(price) || !isDecimal(size) || size.startsWith('-')) {
      throw new Failure('invalid', `“${size} at ${price}” is not a level of an order book.`);
    }
    const levels = this.#levels(side);
    const at = Number(price);
    const index = placeOf(levels, at, side === 'bid' ? 1 : -1);
    const isKnown = levels[index]?.at === at;
    if (/^[0.]*$/.test(size)) {
      if (isKnown) levels.splice(index, 1);
    } else {
      levels.splice(index, isKnown ? 1 : 0, { at, price, size });
    }
  }

  /** Forgets levels beyond the best `depth` of each side, as venues do that send only so many. */
  trim(depth: number): void {
    for (const levels of [this.#bids, this.#asks]) levels.splice(0, Math.max(0, levels.length - depth));
  }

  best(side: BookSide): BookEntry | undefined {
    return this.top(side, 1)[0];
  }

  /** The best `count` levels, best first. */
  top(side: BookSide, count: number): BookEntry[] {
    const levels = this.#levels(side);
    return levels
      .slice(Math.max(0, levels.length - count))
      .reverse()
      .map(({ price, size }) => ({ price, size }));
  }

  depth(side: BookSide): number {
    return this.#levels(side).length;
  }

  /** A bid at or above an ask: no market looks so, something was missed (O10). */
  get isCrossed(): boolean {
    const [bid, ask] = [this.#bids.at(-1), this.#asks.at(-1)];
    return bid !== undefined && ask !== undefined && bid.at >= ask.at;
  }

  /** The best levels as a market event, in numbers. */
  snapshot(instrument: InstrumentId, time: EpochMs, count: number): BookSnapshot {
    const numbers = (side: BookSide) =>
      this.top(side, count).map(({ price, size }) => ({ price: Number(price), size: Number(size) }));
    return { kind: 'book', instrument, time, bids: numbers('bid'), asks: numbers('ask') };
  }

  #levels(side: BookSide): Level[] {
    return side === 'bid' ? this.#bids : this.#asks;
  }
}

/** Where a price stands or belongs: levels rise for `sign` 1 and fall for -1. */
function placeOf(levels: readonly Level[], at: number, sign: 1 | -1): number {
  let low = 0;
  let high = levels.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (((levels[middle] as Level).at - at) * sign < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
