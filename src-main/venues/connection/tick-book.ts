import type { BookEntry, BookSide } from '../../../src-shared/domain/book.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { BookLevel, BookSnapshot } from '../../../src-shared/domain/market-event.ts';
import { isDecimal } from '../../../src-shared/domain/quantity.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { powersOfTen } from './scan.ts';

/** Moving so few numbers in a loop is cheaper than one call of `copyWithin`. */
const shortMove = 24;

/**
 * One side of a book: prices and sizes as whole numbers of units, the best level last, since that is where nearly all
 * changes happen. Asks are kept by their negated price, so that both sides rise.
 */
export class TickSide {
  readonly #sign: 1 | -1;
  #keys = new Float64Array(64);
  #sizes = new Float64Array(64);
  #depth = 0;

  constructor(side: BookSide) {
    this.#sign = side === 'bid' ? 1 : -1;
  }

  get depth(): number {
    return this.#depth;
  }

  /** Price units of the level `rank` places from the best, which is 0; NaN where there is none. */
  price(rank: number): number {
    return rank < this.#depth ? this.#sign * (this.#keys[this.#depth - 1 - rank] as number) : Number.NaN;
  }

  size(rank: number): number {
    return rank < this.#depth ? (this.#sizes[this.#depth - 1 - rank] as number) : Number.NaN;
  }

  /** From now on this is the size at that price, both in units; 0 takes the level away. */
  set(price: number, size: number): void {
    const key = this.#sign * price;
    const index = this.#placeOf(key);
    const isKnown = index < this.#depth && this.#keys[index] === key;
    if (size !== 0) {
      if (!isKnown) this.#open(index, key);
      this.#sizes[index] = size;
    } else if (isKnown) {
      this.#close(index);
    }
  }

  /** Forgets all but the best `depth` levels. */
  trim(depth: number): void {
    const extra = this.#depth - depth;
    if (extra <= 0) return;
    this.#keys.copyWithin(0, extra, this.#depth);
    this.#sizes.copyWithin(0, extra, this.#depth);
    this.#depth = depth;
  }

  clear(): void {
    this.#depth = 0;
  }

  /** Where a price stands or belongs. Looks near the best first. */
  #placeOf(key: number): number {
    const keys = this.#keys;
    let high = this.#depth;
    let step = 1;
    let low = high - 1;
    while (low >= 0 && (keys[low] as number) > key) {
      high = low;
      low -= step;
      step *= 2;
    }
    low = Math.max(low, 0);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((keys[middle] as number) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #open(index: number, key: number): void {
    if (this.#depth === this.#keys.length) this.#grow();
    const keys = this.#keys;
    const sizes = this.#sizes;
    const depth = this.#depth;
    if (depth - index > shortMove) {
      keys.copyWithin(index + 1, index, depth);
      sizes.copyWithin(index + 1, index, depth);
    } else {
      for (let at = depth; at > index; at -= 1) {
        keys[at] = keys[at - 1] as number;
        sizes[at] = sizes[at - 1] as number;
      }
    }
    keys[index] = key;
    this.#depth = depth + 1;
  }

  #close(index: number): void {
    const keys = this.#keys;
    const sizes = this.#sizes;
    const last = this.#depth - 1;
    if (last - index > shortMove) {
      keys.copyWithin(index, index + 1, last + 1);
      sizes.copyWithin(index, index + 1, last + 1);
    } else {
      for (let at = index; at < last; at += 1) {
        keys[at] = keys[at + 1] as number;
        sizes[at] = sizes[at + 1] as number;
      }
    }
    this.#depth = last;
  }

  #grow(): void {
    const grown = (old: Float64Array) => {
      const wider = new Float64Array(old.length * 2);
      wider.set(old);
      return wider;
    };
    this.#keys = grown(this.#keys);
    this.#sizes = grown(this.#sizes);
  }
}

/**
 * The book of `src-shared/domain/book.ts` for venues whose prices and sizes stand on known grids: whole numbers of
 * 10^-priceDecimals and 10^-sizeDecimals, exact below 2^53, with the same levels after the same changes. It knows nothing
 * of sequence numbers; whoever feeds it watches them and starts over (O10).
 */
export class TickBook {
  readonly bids = new TickSide('bid');
  readonly asks = new TickSide('ask');
  readonly priceDecimals: number;
  readonly sizeDecimals: number;

  /** Decimals of the grids, 0 to 22. */
  constructor(priceDecimals: number, sizeDecimals: number) {
    this.priceDecimals = priceDecimals;
    this.sizeDecimals = sizeDecimals;
  }

  clear(): void {
    this.bids.clear();
    this.asks.clear();
  }

  side(side: BookSide): TickSide {
    return side === 'bid' ? this.bids : this.asks;
  }

  /** The slow way in, for snapshots and careful decoders. False, and nothing done, when it is not exact in units. */
  setText(side: BookSide, price: string, size: string): boolean {
    const priceUnits = unitsOf(price, this.priceDecimals);
    const sizeUnits = unitsOf(size, this.sizeDecimals);
    if (Number.isNaN(priceUnits) || !(sizeUnits >= 0)) return false;
    this.side(side).set(priceUnits, sizeUnits);
    return true;
  }

  trim(depth: number): void {
    this.bids.trim(depth);
    this.asks.trim(depth);
  }

  /** A bid at or above an ask: something was missed (O10). False while a side is empty. */
  get isCrossed(): boolean {
    return this.bids.price(0) >= this.asks.price(0);
  }

  /** The best `count` levels as exact decimals in their shortest form, best first. */
  top(side: BookSide, count: number): BookEntry[] {
    const levels = this.side(side);
    return Array.from({ length: Math.min(count, levels.depth) }, (_, rank) => ({
      price: decimalText(levels.price(rank), this.priceDecimals),
      size: decimalText(levels.size(rank), this.sizeDecimals),
    }));
  }

  /** The best levels as a market event, in numbers. */
  snapshot(instrument: InstrumentId, time: EpochMs, count: number): BookSnapshot {
    return {
      kind: 'book',
      instrument,
      time,
      bids: this.#levels(this.bids, count),
      asks: this.#levels(this.asks, count),
    };
  }

  /**
   * The digits of price and size of the best `count` asks, then bids, best first, without point and leading zeros: the text
   * that Kraken makes its checksum of.
   */
  checksumText(count: number): string {
    return digitsOf(this.asks, count) + digitsOf(this.bids, count);
  }

  #levels(side: TickSide, count: number): BookLevel[] {
    const priceScale = powersOfTen[this.priceDecimals] as number;
    const sizeScale = powersOfTen[this.sizeDecimals] as number;
    const length = Math.min(count, side.depth);
    const levels: BookLevel[] = [];
    for (let rank = 0; rank < length; rank += 1) {
      levels.push({ price: side.price(rank) / priceScale, size: side.size(rank) / sizeScale });
    }
    return levels;
  }
}

function digitsOf(side: TickSide, count: number): string {
  let text = '';
  const length = Math.min(count, side.depth);
  for (let rank = 0; rank < length; rank += 1) text += `${side.price(rank)}${side.size(rank)}`;
  return text;
}

/** A decimal as whole units of 10^-decimals; NaN for what is no decimal or is not exact in them. */
export function unitsOf(text: string, decimals: number): number {
  if (!isDecimal(text)) return Number.NaN;
  const [whole = '', fraction = ''] = text.split('.');
  if (/[1-9]/.test(fraction.slice(decimals))) return Number.NaN;
  const units = Number(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  return Number.isSafeInteger(units) ? units : Number.NaN;
}

/** The decimal of that many units, in its shortest form. */
export function decimalText(units: number, decimals: number): string {
  const digits = String(Math.abs(units)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return `${units < 0 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
