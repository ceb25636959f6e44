import type { Timeframe } from '../../domain/timeframe.ts';
import type { TradingCalendar } from '../../domain/trading-calendar.ts';

/**
 * Bars by column, oldest first; `count` of them are valid, the arrays may be longer. Times are the bars' opens in milliseconds
 * UTC. The last one may be open: then it is overwritten in place as it grows.
 */
export interface Bars {
  readonly count: number;
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

export type BarColumn = Exclude<keyof Bars, 'count'>;

/** What `syminfo.*` answers and session and calendar built-ins reckon with. */
export interface SymbolFacts {
  /** `EXCHANGE:TICKER`. */
  readonly tickerId: string;
  readonly description: string;
  readonly type: 'stock' | 'futures' | 'forex' | 'crypto' | 'index' | 'fund' | 'cfd' | 'economic' | 'bond';
  readonly currency: string;
  readonly baseCurrency: string;
  readonly minimumTick: number;
  readonly pointValue: number;
  /** IANA zone of the exchange. */
  readonly timeZone: string;
  /** In the language's form: `0930-1600`, `24x7`; of the regular session. */
  readonly session: string;
  readonly calendar: TradingCalendar;
}

/** A series that can be asked for: `request.security` and the chart's own. */
export interface Series {
  readonly symbol: SymbolFacts;
  readonly timeframe: Timeframe;
  readonly bars: Bars;
}
