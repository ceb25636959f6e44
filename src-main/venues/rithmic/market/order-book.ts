import type { InstrumentId } from '../../../../src-shared/domain/instrument.ts';
import type { BookSnapshot } from '../../../../src-shared/domain/market-event.ts';
import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import { TickBook, type TickSide } from '../../connection/tick-book.ts';
import type { WireMessages } from '../wire/codec.ts';
import { orderBookPresenceBits, orderBookUpdateType as types } from '../wire/generated/enums.ts';

/** Levels of a side that a snapshot tells. */
const shownLevels = 50;

/**
 * The aggregated book of one market. A message is a whole image, a complete change, or a part of one: what begins with BEGIN
 * is told only with its END, since a book in between never existed.
 */
export class LevelBook {
  readonly #book: TickBook;
  readonly #scale: number;
  #isOpen = false;
  #isSynced = false;
  #time = 0;

  /** Decimals of the instrument's prices. */
  constructor(priceDecimals: number) {
    this.#book = new TickBook(priceDecimals, 0);
    this.#scale = 10 ** priceDecimals;
  }

  /** ms since 1970. */
  get time(): number {
    return this.#time;
  }

  /** There is a whole book, at rest. */
  get isSynced(): boolean {
    return this.#isSynced && !this.#isOpen;
  }

  /** `broken` where something was missed: it has to be asked for anew (O10). */
  apply(fields: WireMessages['OrderBook']): 'whole' | 'in between' | 'broken' {
    if (fields.ssboe !== undefined) {
      this.#time = fields.ssboe * 1000 + Math.floor((fields.usecs ?? 0) / 1000);
    }
    switch (fields.update_type) {
      case types.CLEAR_ORDER_BOOK:
      case types.NO_BOOK:
        this.#book.clear();
        this.#isOpen = false;
        this.#isSynced = true;
        return 'whole';
      case types.SNAPSHOT_IMAGE:
        this.#book.clear();
        this.#isOpen = false;
        this.#isSynced = true;
        this.#take(fields);
        return this.#judge();
      case types.BEGIN:
        this.#isOpen = true;
        this.#take(fields);
        return 'in between';
      case types.MIDDLE:
        this.#take(fields);
        return 'in between';
      case types.END:
        this.#isOpen = false;
        this.#take(fields);
        return this.#judge();
      case types.SOLO:
        this.#take(fields);
        return this.#judge();
      default:
        return this.#isOpen ? 'in between' : this.#judge();
    }
  }

  snapshot(instrument: InstrumentId, time: EpochMs): BookSnapshot {
    return this.#book.snapshot(instrument, time, shownLevels);
  }

  clear(): void {
    this.#book.clear();
    this.#isOpen = false;
    this.#isSynced = false;
  }

  #judge(): 'whole' | 'in between' | 'broken' {
    if (!this.#isSynced) return 'in between';
    if (!this.#book.isCrossed) return 'whole';
    this.clear();
    return 'broken';
  }

  #take(fields: WireMessages['OrderBook']): void {
    // Changes before the image belong to nothing.
    if (!this.#isSynced) return;
    const presence = fields.presence_bits ?? orderBookPresenceBits.BID | orderBookPresenceBits.ASK;
    if ((presence & orderBookPresenceBits.BID) !== 0)
      this.#set(this.#book.bids, fields.bid_price, fields.bid_size);
    if ((presence & orderBookPresenceBits.ASK) !== 0)
      this.#set(this.#book.asks, fields.ask_price, fields.ask_size);
  }

  #set(side: TickSide, prices: readonly number[] = [], sizes: readonly number[] = []): void {
    const length = Math.min(prices.length, sizes.length);
    for (let index = 0; index < length; index += 1) {
      const price = prices[index] as number;
      const size = sizes[index] as number;
      if (Number.isFinite(price) && size >= 0) side.set(Math.round(price * this.#scale), size);
    }
  }
}
