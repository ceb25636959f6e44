import { zero } from '../exchange/decimal.ts';
import type { MatchingEngine } from '../exchange/matching.ts';
import type { MarketTrade } from '../exchange/orders.ts';
import { fixedInterval, type TapeCandle } from '../exchange/trade-tape.ts';
import { assets, type KrakenMarket } from './markets.ts';
import { averageOf, incrementsOf } from './public-endpoints.ts';
import { orderLetter } from './trade-times.ts';
import { exactly, fixed, microText, nanoText } from './wire-text.ts';

const dayMs = 86_400_000;

/** A walk over a day of trades is not worth repeating for each of many trades of one second. */
const dayCache = new WeakMap<MatchingEngine, { at: number; day: TapeCandle | undefined }>();

function dayOf(engine: MatchingEngine, now: number): TapeCandle | undefined {
  const cached = dayCache.get(engine);
  if (cached !== undefined && Math.abs(now - cached.at) < 1000) return cached.day;
  const day = engine.tape.summary(now - dayMs, now);
  dayCache.set(engine, { at: now, day });
  return day;
}

export function tickerFrame(type: string, market: KrakenMarket, engine: MatchingEngine, now: number): string {
  const { priceDecimals, lotDecimals, symbol } = market;
  const day = dayOf(engine, now);
  const last = engine.lastPrice;
  const open = day?.open ?? last;
  const change = last.minus(open);
  const price = (value = last) => fixed(value, priceDecimals);
  const quantity = (value = zero) => fixed(value, lotDecimals);
  const [bid, ask] = [engine.book.depth('buy', 1)[0], engine.book.depth('sell', 1)[0]];
  const row = {
    symbol,
    bid: price(bid?.price),
    bid_qty: quantity(bid?.quantity),
    ask: price(ask?.price),
    ask_qty: quantity(ask?.quantity),
    last: price(),
    volume: quantity(day?.volume),
    vwap: price(averageOf(day)),
    low: price(day?.low),
    high: price(day?.high),
    change: price(change),
    change_pct: fixed(open.isZero() ? zero : change.times(100).dividedBy(open), 2),
    trades: day?.trades ?? 0,
    timestamp: microText(now),
  };
  return JSON.stringify({ channel: 'ticker', type, data: [row] });
}

export function tradeFrame(type: string, market: KrakenMarket, trades: readonly MarketTrade[]): string {
  const data = trades.map((trade) => ({
    symbol: market.symbol,
    side: trade.takerSide,
    price: fixed(trade.price, market.priceDecimals),
    qty: fixed(trade.quantity, market.lotDecimals),
    ord_type: orderLetter(trade) === 'm' ? 'market' : 'limit',
    trade_id: trade.id,
    timestamp: microText(trade.at),
  }));
  return JSON.stringify({ channel: 'trade', type, data });
}

/** Intervals without trades are left out; the reader fills them. */
export function candleFrame(
  type: string,
  market: KrakenMarket,
  minutes: number,
  candles: readonly TapeCandle[],
  now: number,
): string {
  const { priceDecimals, lotDecimals, symbol } = market;
  const interval = fixedInterval(minutes * 60_000);
  const data = candles
    .filter(({ trades }) => trades > 0)
    .map((candle) => ({
      symbol,
      open: fixed(candle.open, priceDecimals),
      high: fixed(candle.high, priceDecimals),
      low: fixed(candle.low, priceDecimals),
      close: fixed(candle.close, priceDecimals),
      trades: candle.trades,
      volume: fixed(candle.volume, lotDecimals),
      vwap: fixed(averageOf(candle), priceDecimals),
      interval_begin: nanoText(candle.openTime),
      interval: minutes,
      timestamp: nanoText(interval.nextOpen(candle.openTime), '000'),
    }));
  return JSON.stringify({ channel: 'ohlc', type, timestamp: nanoText(now, '359566'), data });
}

export function newestCandles(
  engine: MatchingEngine,
  minutes: number,
  count: number,
  now: number,
): TapeCandle[] {
  return engine.tape.candles(fixedInterval(minutes * 60_000), { to: now, limit: count });
}

function pairRow(market: KrakenMarket, engine: MatchingEngine): object {
  const { price, quantity } = incrementsOf(market);
  return {
    symbol: market.symbol,
    base: market.base.name,
    quote: market.quote.name,
    status: engine.state === 'trading' ? 'online' : engine.state === 'halted' ? 'maintenance' : 'cancel_only',
    qty_precision: market.lotDecimals,
    qty_increment: fixed(quantity, market.lotDecimals),
    price_precision: market.priceDecimals,
    cost_precision: market.costDecimals,
    marginable: true,
    has_index: true,
    cost_min: exactly(market.minCost),
    margin_initial: exactly('0.20'),
    position_limit_long: 250,
    position_limit_short: 200,
    price_increment: fixed(price, market.priceDecimals),
    qty_min: exactly(market.minQuantity),
  };
}

/** `data` is an object here, unlike in all other channels. */
export function instrumentFrame(
  type: string,
  pairs: readonly { market: KrakenMarket; engine: MatchingEngine }[],
): string {
  const rows = assets.map((asset) => ({
    id: asset.name,
    status: 'enabled',
    precision: asset.decimals,
    precision_display: asset.displayDecimals,
    borrowable: true,
    collateral_value: exactly('1.00'),
    margin_rate: exactly('0.020000'),
  }));
  const data = {
    assets: type === 'snapshot' ? rows : [],
    pairs: pairs.map(({ market, engine }) => pairRow(market, engine)),
  };
  return JSON.stringify({ channel: 'instrument', type, data });
}
