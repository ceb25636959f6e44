import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { BookLevel, MarketEvent } from '../../../src-shared/domain/market-event.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import { indianDate } from './indian-time.ts';
import { depthLevels, type Tick } from './ticks.ts';

/*
 * What the packets of one market mean. A packet is a state, not an event: it says the day's volume so far and the last
 * price. A trade is what the volume has grown by since the packet before, at the last price; it may stand for several,
 * so that nobody can say who was the aggressor. An index has no volume: each new price is a trade of size 0. The best
 * bid and ask make the quote, the five levels the book, both in full mode only.
 */

export interface TickWants {
  readonly quotes: boolean;
  readonly trades: boolean;
  readonly book: boolean;
}

export const allWants: TickWants = { quotes: true, trades: true, book: true };

/** Volumes are 32 bits wide and start over past this; shares of some pennies trade more in a day. */
const volumeWrap = 4_294_967_296;

export class TickEvents {
  readonly #instrument: InstrumentId;
  /** Undefined until a first packet has said how much was traded before we listened. */
  #volume: number | undefined;
  #date = '';
  #lastPrice = -1;
  #lastSecond = 0;
  #lastTime = 0;
  readonly #top = new Float64Array(4);
  #hasTop = false;

  constructor(instrument: InstrumentId) {
    this.#instrument = instrument;
  }

  /** Time of the newest event. */
  get newest(): EpochMs {
    return epochMs(this.#lastTime);
  }

  /** Something may have been missed: the next packet only says where the volume stands. */
  forget(): void {
    this.#volume = undefined;
    this.#lastPrice = -1;
    this.#hasTop = false;
  }

  /** Appends what a packet means. `now` is venue time, NaN where frames are read without a clock. */
  take(tick: Tick, now: number, wants: TickWants, into: MarketEvent[]): void {
    if (tick.isIndex) this.#takeIndex(tick, now, wants, into);
    else if (tick.mode === 'ltp') this.#takeLastPrice(tick, now, wants, into);
    else this.#takeTraded(tick, now, wants, into);
  }

  #takeIndex(tick: Tick, now: number, wants: TickWants, into: MarketEvent[]): void {
    const isNew = tick.lastPrice !== this.#lastPrice || tick.exchangeTime !== this.#lastSecond;
    this.#lastPrice = tick.lastPrice;
    this.#lastSecond = tick.exchangeTime;
    if (isNew && wants.trades) this.#trade(tick, this.#stamp(tick.exchangeTime, now), 0, into);
  }

  /** Nothing but a price: a change of it is a trade of unknown size. */
  #takeLastPrice(tick: Tick, now: number, wants: TickWants, into: MarketEvent[]): void {
    const isNew = this.#lastPrice !== -1 && tick.lastPrice !== this.#lastPrice;
    this.#lastPrice = tick.lastPrice;
    if (isNew && this.#volume === undefined && wants.trades) this.#trade(tick, this.#stamp(0, now), 0, into);
  }

  #takeTraded(tick: Tick, now: number, wants: TickWants, into: MarketEvent[]): void {
    const size = this.#tradedSince(tick);
    this.#lastPrice = tick.lastPrice;
    if (size > 0 && wants.trades) this.#trade(tick, this.#stamp(tick.lastTradeTime, now), size, into);
    if (tick.mode !== 'full') return;
    if (wants.quotes) this.#quote(tick, now, into);
    if (wants.book) this.#book(tick, now, into);
  }

  #tradedSince({ volume, lastTradeTime }: Tick): number {
    const before = this.#volume;
    const date = lastTradeTime === 0 ? this.#date : indianDate(epochMs(lastTradeTime * 1000));
    const isNewDay = this.#date !== '' && date !== this.#date;
    this.#volume = volume;
    this.#date = date;
    if (before === undefined) return 0;
    if (volume >= before) return volume - before;
    // The count of a new day begins at 0. Within a day it sinks when a trade is annulled, which is no trade.
    if (isNewDay) return volume;
    return before - volume > volumeWrap / 2 ? volume + volumeWrap - before : 0;
  }

  #trade(tick: Tick, time: EpochMs, size: number, into: MarketEvent[]): void {
    const price = tick.lastPrice / tick.divisor;
    into.push({ kind: 'trade', instrument: this.#instrument, time, price, size, side: 'unknown' });
  }

  #quote(tick: Tick, now: number, into: MarketEvent[]): void {
    const { divisor } = tick;
    const bidSize = tick.depthQuantity(0);
    const askSize = tick.depthQuantity(depthLevels);
    const bid = bidSize === 0 ? Number.NaN : tick.depthPrice(0) / divisor;
    const ask = askSize === 0 ? Number.NaN : tick.depthPrice(depthLevels) / divisor;
    const top = this.#top;
    const isSame =
      this.#hasTop &&
      Object.is(top[0], bid) &&
      Object.is(top[1], ask) &&
      top[2] === bidSize &&
      top[3] === askSize;
    if (isSame) return;
    this.#hasTop = true;
    top[0] = bid;
    top[1] = ask;
    top[2] = bidSize;
    top[3] = askSize;
    const time = this.#stamp(tick.exchangeTime, now);
    into.push({
      kind: 'quote',
      instrument: this.#instrument,
      time,
      bid,
      ask,
      bidSize: bidSize === 0 ? Number.NaN : bidSize,
      askSize: askSize === 0 ? Number.NaN : askSize,
      volume: 0,
    });
  }

  #book(tick: Tick, now: number, into: MarketEvent[]): void {
    const time = this.#stamp(tick.exchangeTime, now);
    const bids = levels(tick, 0);
    const asks = levels(tick, depthLevels);
    into.push({ kind: 'book', instrument: this.#instrument, time, bids, asks });
  }

  /**
   * Times on the wire are whole seconds. Inside that second the moment of arrival is the better guess; an event is never
   * before the one before it.
   */
  #stamp(second: number, now: number): EpochMs {
    const start = second * 1000;
    let time = Number.isNaN(now) ? start : now;
    if (second !== 0) time = Math.min(Math.max(time, start), start + 999);
    if (time < this.#lastTime) time = this.#lastTime;
    this.#lastTime = time;
    return time as EpochMs;
  }
}

function levels(tick: Tick, from: number): BookLevel[] {
  const found: BookLevel[] = [];
  for (let index = from; index < from + depthLevels; index += 1) {
    const size = tick.depthQuantity(index);
    if (size !== 0) found.push({ price: tick.depthPrice(index) / tick.divisor, size });
  }
  return found;
}
