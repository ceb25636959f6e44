import { type Amount, withPlaces, zero } from '../exchange/decimal.ts';
import type { MatchingEngine } from '../exchange/matching.ts';
import type { MarketTrade } from '../exchange/orders.ts';
import { fixedInterval, type Interval, type TapeCandle } from '../exchange/trade-tape.ts';

/** Spot writes all amounts with eight places. */
export function eight(amount: Amount): string {
  return withPlaces(amount, 8);
}

const day = 86_400_000;

/** One row of `klines`; alike on spot and futures. */
export function klineRow(
  candle: TapeCandle,
  interval: Interval,
  write: (amount: Amount) => string,
): unknown[] {
  return [
    candle.openTime,
    write(candle.open),
    write(candle.high),
    write(candle.low),
    write(candle.close),
    write(candle.volume),
    interval.nextOpen(candle.openTime) - 1,
    write(candle.quoteVolume),
    candle.trades,
    write(candle.takerBuyVolume),
    write(candle.takerBuyQuote),
    '0',
  ];
}

export function levelRows(
  market: MatchingEngine,
  side: 'buy' | 'sell',
  limit: number,
  write: (amount: Amount) => string,
): [string, string][] {
  return market.book.depth(side, limit).map((level) => [write(level.price), write(level.quantity)]);
}

/** Trades are not joined here: each aggregate holds one. `m` true: the buyer was waiting, so the aggressor sold. */
export function aggregateTrade(trade: MarketTrade, write: (amount: Amount) => string) {
  return {
    a: trade.id,
    p: write(trade.price),
    q: write(trade.quantity),
    f: trade.id,
    l: trade.id,
    T: trade.at,
    m: trade.takerSide === 'sell',
  };
}

/** The last 24 hours in the engine's terms. */
export function daySummary(market: MatchingEngine, now: number) {
  const summary = market.tape.summary(now - day, now);
  const before = market.tape.candles(fixedInterval(1000), { to: now - day, limit: 1 })[0];
  const last = market.lastPrice;
  const open = summary?.open ?? last;
  const change = last.minus(open);
  const [bid, ask] = [market.book.depth('buy', 1)[0], market.book.depth('sell', 1)[0]];
  const volume = summary?.volume ?? zero;
  const quoteVolume = summary?.quoteVolume ?? zero;
  return {
    open,
    high: summary?.high ?? last,
    low: summary?.low ?? last,
    last,
    lastQuantity: market.tape.last?.quantity ?? zero,
    change,
    changePercent: open.isZero() ? zero : change.times(100).dividedBy(open),
    average: volume.isZero() ? last : quoteVolume.dividedBy(volume),
    previousClose: before?.close ?? open,
    volume,
    quoteVolume,
    bid,
    ask,
    openTime: now - day,
    closeTime: now,
    firstId: summary?.firstTradeId ?? -1,
    lastId: summary?.lastTradeId ?? -1,
    count: summary?.trades ?? 0,
  };
}
