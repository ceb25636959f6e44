import { type Amount, Exact, zero } from './decimal.ts';
import type { MarketTrade } from './orders.ts';

export interface TapeCandle {
  openTime: number;
  open: Amount;
  high: Amount;
  low: Amount;
  close: Amount;
  volume: Amount;
  quoteVolume: Amount;
  takerBuyVolume: Amount;
  takerBuyQuote: Amount;
  trades: number;
  firstTradeId: number | undefined;
  lastTradeId: number | undefined;
}

/** Where candles of one interval begin. Both work for months and weeks as well as for fixed lengths. */
export interface Interval {
  openOf(time: number): number;
  nextOpen(openTime: number): number;
}

export interface CandleRange {
  /** With `from`: the oldest `limit` candles that open at or after it. Without: the newest up to `to`. */
  from?: number | undefined;
  to: number;
  limit: number;
}

export function fixedInterval(ms: number): Interval {
  return { openOf: (time) => Math.floor(time / ms) * ms, nextOpen: (openTime) => openTime + ms };
}

const minute = 60_000;

/**
 * Every trade of a market, and the candles that follow from them: there is no other source of candles, so history and tape
 * never disagree. Intervals without trades carry the last price with volume 0.
 */
export class TradeTape {
  readonly trades: MarketTrade[] = [];
  private readonly minutes: TapeCandle[] = [];

  get last(): MarketTrade | undefined {
    return this.trades.at(-1);
  }

  record(trade: MarketTrade): void {
    this.trades.push(trade);
    const openTime = Math.floor(trade.at / minute) * minute;
    const bar = this.minutes.at(-1);
    // Trades come in order of time; a clock that was set back books into the newest minute.
    if (bar !== undefined && bar.openTime >= openTime) addTrade(bar, trade);
    else this.minutes.push(startCandle(openTime, trade));
  }

  /** The first position whose trade is not older than `time`. */
  indexAt(time: number): number {
    return firstIndex(this.trades, (trade) => trade.at >= time);
  }

  /** The first position whose trade id is at least `id`. */
  indexOfId(id: number): number {
    return firstIndex(this.trades, (trade) => trade.id >= id);
  }

  /** One candle over the trades of a window, or undefined when there were none. */
  summary(from: number, to: number): TapeCandle | undefined {
    let sum: TapeCandle | undefined;
    for (let index = this.indexAt(from); index < this.trades.length; index += 1) {
      const trade = this.trades[index];
      if (trade === undefined || trade.at > to) break;
      if (sum === undefined) sum = startCandle(from, trade);
      else addTrade(sum, trade);
    }
    return sum;
  }

  candles(interval: Interval, range: CandleRange): TapeCandle[] {
    const oldest = this.trades[0];
    if (oldest === undefined) return [];
    const opens = this.openTimes(interval, range, interval.openOf(oldest.at));
    return opens.map((open) => this.candle(open, interval.nextOpen(open)));
  }

  private openTimes(interval: Interval, range: CandleRange, beginning: number): number[] {
    const opens: number[] = [];
    if (range.from === undefined) {
      let open = interval.openOf(range.to);
      while (open >= beginning && opens.length < range.limit) {
        opens.push(open);
        open = interval.openOf(open - 1);
      }
      return opens.reverse();
    }
    const from = Math.max(range.from, beginning);
    let open = interval.openOf(from);
    if (open < from) open = interval.nextOpen(open);
    while (open <= range.to && opens.length < range.limit) {
      opens.push(open);
      open = interval.nextOpen(open);
    }
    return opens;
  }

  private candle(open: number, next: number): TapeCandle {
    const isFine = open % minute !== 0 || next - open < minute;
    const sum = isFine ? this.summary(open, next - 1) : this.sumMinutes(open, next);
    return sum ?? this.carried(open);
  }

  private sumMinutes(open: number, next: number): TapeCandle | undefined {
    let sum: TapeCandle | undefined;
    for (let index = firstIndex(this.minutes, (bar) => bar.openTime >= open); ; index += 1) {
      const bar = this.minutes[index];
      if (bar === undefined || bar.openTime >= next) return sum;
      if (sum === undefined) sum = { ...bar, openTime: open };
      else addCandle(sum, bar);
    }
  }

  private carried(openTime: number): TapeCandle {
    const before = this.trades[this.indexAt(openTime) - 1] ?? this.trades[0];
    const price = before?.price ?? zero;
    return {
      openTime,
      open: price,
      high: price,
      low: price,
      close: price,
      volume: zero,
      quoteVolume: zero,
      takerBuyVolume: zero,
      takerBuyQuote: zero,
      trades: 0,
      firstTradeId: undefined,
      lastTradeId: undefined,
    };
  }
}

function startCandle(openTime: number, trade: MarketTrade): TapeCandle {
  const quote = trade.price.times(trade.quantity);
  const isBuy = trade.takerSide === 'buy';
  return {
    openTime,
    open: trade.price,
    high: trade.price,
    low: trade.price,
    close: trade.price,
    volume: trade.quantity,
    quoteVolume: quote,
    takerBuyVolume: isBuy ? trade.quantity : zero,
    takerBuyQuote: isBuy ? quote : zero,
    trades: 1,
    firstTradeId: trade.id,
    lastTradeId: trade.id,
  };
}

function addTrade(candle: TapeCandle, trade: MarketTrade): void {
  addCandle(candle, startCandle(candle.openTime, trade));
}

function addCandle(candle: TapeCandle, later: TapeCandle): void {
  candle.high = Exact.max(candle.high, later.high);
  candle.low = Exact.min(candle.low, later.low);
  candle.close = later.close;
  candle.volume = candle.volume.plus(later.volume);
  candle.quoteVolume = candle.quoteVolume.plus(later.quoteVolume);
  candle.takerBuyVolume = candle.takerBuyVolume.plus(later.takerBuyVolume);
  candle.takerBuyQuote = candle.takerBuyQuote.plus(later.takerBuyQuote);
  candle.trades += later.trades;
  candle.lastTradeId = later.lastTradeId;
}

/** Binary search: the first index where the condition holds, given that it then holds for all later ones. */
function firstIndex<T>(list: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = list[middle];
    if (item !== undefined && holds(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
