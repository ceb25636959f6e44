import type { MarketTrade } from '../exchange/orders.ts';
import { fixedInterval, type Interval, type TapeCandle, type TradeTape } from '../exchange/trade-tape.ts';
import { tradingDayDated, tradingDayOf, weekOf } from './trading-day.ts';

/* Bars as the history plant counts them, from the trades of the tape. */

export const barType = { second: 1, minute: 2, daily: 3, weekly: 4 } as const;
export const activityType = { ticks: 1, range: 2, volume: 3 } as const;

export interface TimeBar extends TapeCandle {
  /** Unix seconds of the close for seconds and minutes, YYYYMMDD for days and weeks. */
  readonly marker: number;
  /** ms since 1970. */
  readonly closesAt: number;
}

/** Weeks begin with the trading day that ends on Monday. */
const weeks: Interval = {
  openOf(time) {
    const friday = tradingDayDated(weekOf(tradingDayOf(time)));
    let day = tradingDayOf(time);
    while (weekOf(tradingDayOf(day.open - 1)) === friday.date) day = tradingDayOf(day.open - 1);
    return day.open;
  },
  nextOpen(openTime) {
    let day = tradingDayOf(openTime);
    const week = weekOf(day);
    while (weekOf(day) === week) day = tradingDayOf(day.next);
    return day.open;
  },
};

const days: Interval = {
  openOf: (time) => tradingDayOf(time).open,
  nextOpen: (openTime) => tradingDayOf(openTime).next,
};

/** Undefined for a type nobody knows. */
export function intervalOf(type: number, period: number): Interval | undefined {
  if (!Number.isInteger(period) || period < 1) return undefined;
  if (type === barType.second) return fixedInterval(period * 1000);
  if (type === barType.minute) return fixedInterval(period * 60_000);
  if (type === barType.daily) return days;
  return type === barType.weekly ? weeks : undefined;
}

/** Bars whose markers lie in the window, and the unfinished one where the window reaches now. Those without trades are none. */
export function timeBars(
  tape: TradeTape,
  type: number,
  period: number,
  window: { readonly from: number; readonly to: number },
  now: number,
): TimeBar[] {
  const interval = intervalOf(type, period);
  if (interval === undefined) return [];
  const isByDate = type === barType.daily || type === barType.weekly;
  // Seconds where dates belong are an empty answer without an error, and no longer than that.
  if (isByDate && (!isDate(window.from) || !isDate(window.to))) return [];
  const to = isByDate ? tradingDayDated(window.to).next : window.to * 1000;
  const from = isByDate ? weeksBefore(tradingDayDated(window.from).open) : window.from * 1000;
  const reach = interval.nextOpen(interval.openOf(from)) - interval.openOf(from);
  const candles = tape.candles(interval, { from: from - reach, to: Math.min(to, now), limit: Infinity });
  return candles
    .filter(({ trades }) => trades > 0)
    .map((candle) => {
      const closesAt = interval.nextOpen(candle.openTime);
      const day = tradingDayOf(candle.openTime);
      const marker =
        type === barType.daily ? day.date : type === barType.weekly ? weekOf(day) : closesAt / 1000;
      return { ...candle, closesAt, marker };
    })
    .filter(({ marker, closesAt }) => {
      if (marker < window.from) return false;
      return marker <= window.to || (closesAt > now && to >= now);
    });
}

const weekMs = 7 * 86_400_000;
function weeksBefore(time: number): number {
  return time - weekMs;
}

function isDate(index: number): boolean {
  return index >= 19_000_101 && index <= 29_991_231;
}

export interface ActivityBar {
  readonly first: MarketTrade;
  readonly last: MarketTrade;
  readonly trades: number;
  readonly volume: number;
  readonly takerBuyVolume: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly isFinished: boolean;
}

/** Builds bars by activity, one trade after the other. */
export class ActivityBuilder {
  private readonly type: number;
  private readonly size: number;
  private bar: ActivityBar | undefined;

  /** `size`: trades, ticks of price, or contracts. */
  constructor(type: number, size: number, tick: number) {
    this.type = type;
    this.size = type === activityType.range ? size * tick : size;
  }

  /** The bar that ended with or before this trade, if one did. */
  add(trade: MarketTrade): ActivityBar | undefined {
    const grown = this.grown(trade);
    if (this.type === activityType.range && grown.high - grown.low > this.size * (1 + 1e-9)) {
      const ended = this.bar;
      this.bar = undefined;
      this.bar = this.grown(trade);
      return ended === undefined ? undefined : { ...ended, isFinished: true };
    }
    this.bar = grown;
    const isFull =
      (this.type === activityType.ticks && grown.trades >= this.size) ||
      (this.type === activityType.volume && grown.volume >= this.size);
    if (!isFull) return undefined;
    this.bar = undefined;
    return { ...grown, isFinished: true };
  }

  get unfinished(): ActivityBar | undefined {
    return this.bar;
  }

  private grown(trade: MarketTrade): ActivityBar {
    const { bar } = this;
    const price = trade.price.toNumber();
    const size = trade.quantity.toNumber();
    const bought = trade.takerSide === 'buy' ? size : 0;
    if (bar === undefined) {
      const flat = { open: price, high: price, low: price, close: price };
      return {
        first: trade,
        last: trade,
        trades: 1,
        volume: size,
        takerBuyVolume: bought,
        ...flat,
        isFinished: false,
      };
    }
    return {
      ...bar,
      last: trade,
      trades: bar.trades + 1,
      volume: bar.volume + size,
      takerBuyVolume: bar.takerBuyVolume + bought,
      high: Math.max(bar.high, price),
      low: Math.min(bar.low, price),
      close: price,
    };
  }
}

/** Bars that end in the window (Unix seconds, both inclusive). They are counted from the beginning of each trading day. */
export function activityBars(
  tape: TradeTape,
  make: () => ActivityBuilder,
  window: { readonly from: number; readonly to: number },
): ActivityBar[] {
  const bars: ActivityBar[] = [];
  let day = tradingDayOf(window.from * 1000);
  let builder = make();
  const { trades } = tape;
  const keep = (bar: ActivityBar | undefined) => {
    if (bar !== undefined && Math.floor(bar.last.at / 1000) >= window.from) bars.push(bar);
  };
  for (let index = tape.indexAt(day.open); index < trades.length; index += 1) {
    const trade = trades[index];
    if (trade === undefined || Math.floor(trade.at / 1000) > window.to) break;
    if (trade.at >= day.next) {
      keep(builder.unfinished);
      builder = make();
      day = tradingDayOf(trade.at);
    }
    keep(builder.add(trade));
  }
  keep(builder.unfinished);
  return bars;
}
