import type { InstrumentId } from '../../../../src-shared/domain/instrument.ts';
import type { Quote, SessionStatistics, Trade } from '../../../../src-shared/domain/market-event.ts';
import { type Grid, toGrid } from '../../../../src-shared/domain/price-grid.ts';
import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import type { WireMessages } from '../wire/codec.ts';
import {
  bestBidOfferPresenceBits,
  endOfDayPricesPresenceBits,
  lastTradePresenceBits,
  tradeStatisticsPresenceBits,
} from '../wire/generated/enums.ts';

/*
 * Messages of the ticker plant as domain events. Most are partial: `presence_bits` says which groups of fields a message
 * updates and `clear_bits` which it blanks; the rest stays as it was. This is the hot path, so nothing is made here but the
 * event itself.
 */

/** What is known of one streamed market besides what each message says. */
export class MarketState {
  readonly instrument: InstrumentId;
  /** Undefined until the reference data is there: prices are then as they were sent. */
  grid: Grid | undefined;
  bid = Number.NaN;
  ask = Number.NaN;
  bidSize = Number.NaN;
  askSize = Number.NaN;
  open = Number.NaN;
  high = Number.NaN;
  low = Number.NaN;
  volume = Number.NaN;
  openInterest = Number.NaN;
  settlement = Number.NaN;
  previousClose = Number.NaN;
  /** Venue time in ms of the newest that was told. */
  lastTime = 0;
  /** What history has told already: nothing of the present is told with an earlier time. */
  floor = 0;

  constructor(instrument: InstrumentId, grid: Grid | undefined) {
    this.instrument = instrument;
    this.grid = grid;
  }

  /** What was known may be old: after a lost connection it comes anew. */
  forget(): void {
    this.bid = this.ask = this.bidSize = this.askSize = Number.NaN;
    this.open = this.high = this.low = this.volume = Number.NaN;
    this.openInterest = this.settlement = this.previousClose = Number.NaN;
  }

  /** A time for what is told of the present: never before what was told already. */
  stamp(time: number): EpochMs {
    const stamped = Math.max(time, this.lastTime, this.floor + 1);
    this.lastTime = stamped;
    return stamped as EpochMs;
  }

  /** On the grid; NaN for what is no price. */
  price(value: number): number {
    const price = this.grid === undefined ? value : toGrid(this.grid, value);
    return Number.isFinite(price) ? price : Number.NaN;
  }
}

const trade = lastTradePresenceBits.LAST_TRADE;
const sessionVolume = lastTradePresenceBits.VOLUME;
const bid = bestBidOfferPresenceBits.BID;
const ask = bestBidOfferPresenceBits.ASK;

/** ms since 1970 of seconds and microseconds, which may lie anywhere within the second. */
export function timeOf(ssboe: number, usecs: number | undefined): number {
  return ssboe * 1000 + Math.floor((usecs ?? 0) / 1000);
}

/**
 * A new trade; undefined for a message that only updates the figures around it, and for the image of the last trade, which
 * is no new print.
 */
export function readTrade(fields: WireMessages['LastTrade'], state: MarketState): Trade | undefined {
  const presence = fields.presence_bits ?? 0;
  if ((presence & sessionVolume) !== 0 && fields.volume !== undefined) state.volume = Number(fields.volume);
  const { trade_price: price, ssboe } = fields;
  if ((presence & trade) === 0 || fields.is_snapshot === true) return undefined;
  if (price === undefined || ssboe === undefined) return undefined;
  const onGrid = state.price(price);
  if (Number.isNaN(onGrid)) return undefined;
  const time = timeOf(ssboe, fields.usecs);
  if (time > state.lastTime) state.lastTime = time;
  return {
    kind: 'trade',
    instrument: state.instrument,
    time: time as EpochMs,
    price: onGrid,
    size: fields.trade_size ?? 0,
    side: fields.aggressor === 1 ? 'buy' : fields.aggressor === 2 ? 'sell' : 'unknown',
  };
}

/** The best bid and ask after this message; undefined where it says nothing of either. */
export function readQuote(fields: WireMessages['BestBidOffer'], state: MarketState): Quote | undefined {
  const presence = fields.presence_bits ?? 0;
  const clear = fields.clear_bits ?? 0;
  if (((presence | clear) & (bid | ask)) === 0) return undefined;
  if ((clear & bid) !== 0) state.bid = state.bidSize = Number.NaN;
  if ((clear & ask) !== 0) state.ask = state.askSize = Number.NaN;
  if ((presence & bid) !== 0) {
    if (fields.bid_price !== undefined) state.bid = state.price(fields.bid_price);
    if (fields.bid_size !== undefined) state.bidSize = fields.bid_size;
  }
  if ((presence & ask) !== 0) {
    if (fields.ask_price !== undefined) state.ask = state.price(fields.ask_price);
    if (fields.ask_size !== undefined) state.askSize = fields.ask_size;
  }
  return {
    kind: 'quote',
    instrument: state.instrument,
    time: state.stamp(fields.ssboe === undefined ? 0 : timeOf(fields.ssboe, fields.usecs)),
    bid: state.bid,
    ask: state.ask,
    bidSize: state.bidSize,
    askSize: state.askSize,
    volume: 1,
  };
}

/** True where the message says something of the session that `sessionOf` tells. */
export function readTradeStatistics(fields: WireMessages['TradeStatistics'], state: MarketState): boolean {
  const { OPEN, HIGH, LOW } = tradeStatisticsPresenceBits;
  const { presence_bits: presence = 0, clear_bits: clear = 0 } = fields;
  state.open = merged(state, state.open, fields.open_price, presence, clear, OPEN);
  state.high = merged(state, state.high, fields.high_price, presence, clear, HIGH);
  state.low = merged(state, state.low, fields.low_price, presence, clear, LOW);
  return ((presence | clear) & (OPEN | HIGH | LOW)) !== 0;
}

/** As `readTradeStatistics`. The close is that of the session before, from which the day's change counts. */
export function readEndOfDay(fields: WireMessages['EndOfDayPrices'], state: MarketState): boolean {
  const { CLOSE, SETTLEMENT } = endOfDayPricesPresenceBits;
  const { presence_bits: presence = 0, clear_bits: clear = 0 } = fields;
  state.previousClose = merged(state, state.previousClose, fields.close_price, presence, clear, CLOSE);
  state.settlement = merged(state, state.settlement, fields.settlement_price, presence, clear, SETTLEMENT);
  return ((presence | clear) & (CLOSE | SETTLEMENT)) !== 0;
}

export function readOpenInterest(fields: WireMessages['OpenInterest'], state: MarketState): boolean {
  if (fields.should_clear === true) state.openInterest = Number.NaN;
  else if (fields.open_interest === undefined) return false;
  else state.openInterest = Number(fields.open_interest);
  return true;
}

function merged(
  state: MarketState,
  known: number,
  told: number | undefined,
  presence: number,
  clear: number,
  group: number,
): number {
  if ((presence & group) !== 0 && told !== undefined) return state.price(told);
  return (clear & group) !== 0 ? Number.NaN : known;
}

/** All that is known of the session, at the time of what was told last. */
export function sessionOf(state: MarketState, time: EpochMs): SessionStatistics {
  const { instrument, open, high, low, volume, openInterest, settlement, previousClose } = state;
  const figures = { open, high, low, volume, openInterest, settlement, previousClose };
  const known = Object.entries(figures).filter(([, value]) => Number.isFinite(value));
  return { kind: 'session', instrument, time, ...Object.fromEntries(known) };
}
