import type { Candle } from './candle.ts';
import type { InstrumentId, PriceSide } from './instrument.ts';
import type { EpochMs } from './time.ts';
import type { Timeframe } from './timeframe.ts';

/** Best bid and ask. A side that is not known is NaN; so are sizes where the venue sends none. */
export interface Quote {
  readonly kind: 'quote';
  readonly instrument: InstrumentId;
  readonly time: EpochMs;
  readonly bid: number;
  readonly ask: number;
  readonly bidSize: number;
  readonly askSize: number;
  /** What this quote adds to the volume of bars built from quotes: 1 for a counted tick, 0 where nothing is counted. */
  readonly volume: number;
  /** The same for bars of the ask, where the source counts the sides apart; absent where one number serves both. */
  readonly askVolume?: number;
}

export type AggressorSide = 'buy' | 'sell' | 'unknown';

export interface Trade {
  readonly kind: 'trade';
  readonly instrument: InstrumentId;
  readonly time: EpochMs;
  readonly price: number;
  readonly size: number;
  readonly side: AggressorSide;
}

/** A bar as the venue itself builds it. `isClosed` bars never change again. */
export interface CandleUpdate {
  readonly kind: 'candle';
  readonly instrument: InstrumentId;
  readonly timeframe: Timeframe;
  readonly priceSide: PriceSide;
  readonly candle: Candle;
  readonly isClosed: boolean;
}

export interface BookLevel {
  readonly price: number;
  readonly size: number;
}

/** Depth of market: bids from the highest, asks from the lowest. Always the whole known book, never a difference. */
export interface BookSnapshot {
  readonly kind: 'book';
  readonly instrument: InstrumentId;
  readonly time: EpochMs;
  readonly bids: readonly BookLevel[];
  readonly asks: readonly BookLevel[];
}

/**
 * What a venue says of the running session besides its trades, as a whole; what is absent was not told. Comes along with
 * quotes where the venue has it.
 */
export interface SessionStatistics {
  readonly kind: 'session';
  readonly instrument: InstrumentId;
  readonly time: EpochMs;
  readonly open?: number;
  readonly high?: number;
  readonly low?: number;
  readonly volume?: number;
  readonly openInterest?: number;
  readonly settlement?: number;
  /** Close of the session before, from which the day's change counts. */
  readonly previousClose?: number;
}

/**
 * The market jumped (a seek in a replay, a resynchronisation): what was streamed for this instrument after `time`
 * no longer holds, and whoever builds on it must start again from history.
 */
export interface MarketReset {
  readonly kind: 'reset';
  readonly instrument: InstrumentId;
  readonly time: EpochMs;
}

export type MarketEvent = Quote | Trade | CandleUpdate | BookSnapshot | SessionStatistics | MarketReset;
