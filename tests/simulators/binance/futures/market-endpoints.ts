import { type Amount, plain, zero } from '../../exchange/decimal.ts';
import type { MatchingEngine } from '../../exchange/matching.ts';
import type { MarketTrade } from '../../exchange/orders.ts';
import { intervals } from '../intervals.ts';
import { aggregateTrade, daySummary, klineRow, levelRows } from '../market-shapes.ts';
import type { Parameters } from '../parameters.ts';
import { bad, errors } from '../venue-error.ts';
import type { Call, Endpoints } from '../world.ts';
import { futuresExchangeInfo } from './exchange-info.ts';

/** Futures write amounts without trailing zeros. */
export const short: (amount: Amount) => string = plain;

function market(call: Call): MatchingEngine {
  const found = call.world.exchange.findMarket(call.parameters.need('symbol'));
  if (found === undefined) throw errors.symbol();
  return found;
}

function perSymbol(call: Call, write: (found: MatchingEngine) => object): object | object[] {
  if (call.parameters.has('symbol')) return write(market(call));
  const { exchange } = call.world;
  return exchange.symbols().map((symbol) => write(exchange.market(symbol)));
}

function klineWeight(parameters: Parameters): number {
  const limit = Number(parameters.text('limit') ?? 500);
  return limit < 100 ? 1 : limit < 500 ? 2 : limit <= 1000 ? 5 : 10;
}

function depthWeight(parameters: Parameters): number {
  const limit = Number(parameters.text('limit') ?? 500);
  return limit <= 50 ? 2 : limit <= 100 ? 5 : limit <= 500 ? 10 : 20;
}

function depth(call: Call): object {
  const found = market(call);
  const limit = call.parameters.limit(500, 1000);
  return {
    lastUpdateId: found.bookSequence,
    E: call.world.clock.now(),
    T: found.tape.last?.at ?? 0,
    bids: levelRows(found, 'buy', limit, short),
    asks: levelRows(found, 'sell', limit, short),
  };
}

function klines(call: Call): unknown[][] {
  const { parameters, world } = call;
  const interval = intervals.get(parameters.need('interval'));
  if (interval === undefined) throw bad(-1120, 'Invalid interval.');
  const to = Math.min(parameters.time('endTime') ?? Number.MAX_SAFE_INTEGER, world.clock.now());
  const range = { from: parameters.time('startTime'), to, limit: parameters.limit(500, 1500) };
  return market(call)
    .tape.candles(interval, range)
    .map((candle) => klineRow(candle, interval, short));
}

function aggTrades(call: Call): object[] {
  const { parameters } = call;
  const { tape } = market(call);
  const limit = parameters.limit(500, 1000);
  const fromId = parameters.integer('fromId');
  const startTime = parameters.time('startTime');
  const endTime = parameters.time('endTime') ?? Number.MAX_SAFE_INTEGER;
  let rows: MarketTrade[];
  if (fromId === undefined && startTime === undefined) {
    const end = tape.indexAt(endTime + 1);
    rows = tape.trades.slice(Math.max(0, end - limit), end);
  } else {
    const start = fromId === undefined ? tape.indexAt(startTime ?? 0) : tape.indexOfId(fromId);
    rows = tape.trades.slice(start, start + limit).filter((trade) => trade.at <= endTime);
  }
  return rows.map((trade) => aggregateTrade(trade, short));
}

function dayTicker(found: MatchingEngine, now: number): object {
  const day = daySummary(found, now);
  return {
    symbol: found.spec.symbol,
    priceChange: short(day.change),
    priceChangePercent: day.changePercent.toFixed(3),
    weightedAvgPrice: day.average.toFixed(2),
    lastPrice: short(day.last),
    lastQty: short(day.lastQuantity),
    openPrice: short(day.open),
    highPrice: short(day.high),
    lowPrice: short(day.low),
    volume: short(day.volume),
    quoteVolume: short(day.quoteVolume),
    openTime: day.openTime,
    closeTime: day.closeTime,
    firstId: day.firstId,
    lastId: day.lastId,
    count: day.count,
  };
}

const eightHours = 8 * 3_600_000;

/** The mark price is the last price here, and funding does not change. */
export function nextFunding(now: number): number {
  return (Math.floor(now / eightHours) + 1) * eightHours;
}

export const fundingRate = '0.00010000';

function premium(found: MatchingEngine, now: number): object {
  const price = found.lastPrice.toFixed(8);
  return {
    symbol: found.spec.symbol,
    markPrice: price,
    indexPrice: price,
    estimatedSettlePrice: price,
    lastFundingRate: fundingRate,
    interestRate: '0.00010000',
    nextFundingTime: nextFunding(now),
    time: now,
  };
}

function fundingHistory(call: Call): object[] {
  const found = market(call);
  const limit = call.parameters.limit(100, 1000);
  const last = nextFunding(call.world.clock.now()) - eightHours;
  return Array.from({ length: Math.min(limit, 90) }, (_unused, index) => ({
    symbol: found.spec.symbol,
    fundingTime: last - index * eightHours,
    fundingRate,
    markPrice: found.lastPrice.toFixed(8),
  })).reverse();
}

function bookTicker(found: MatchingEngine): object {
  const [bid, ask] = [found.book.depth('buy', 1)[0], found.book.depth('sell', 1)[0]];
  return {
    symbol: found.spec.symbol,
    bidPrice: short(bid?.price ?? zero),
    bidQty: short(bid?.quantity ?? zero),
    askPrice: short(ask?.price ?? zero),
    askQty: short(ask?.quantity ?? zero),
    time: found.tape.last?.at ?? 0,
  };
}

const forOne = (one: number, all: number) => (parameters: Parameters) =>
  parameters.has('symbol') ? one : all;

export const futuresMarketEndpoints: Endpoints = {
  'GET /fapi/v1/ping': { weight: 1, security: 'none', run: () => ({}) },
  'GET /fapi/v1/time': {
    weight: 1,
    security: 'none',
    run: (call) => ({ serverTime: call.world.clock.now() }),
  },
  'GET /fapi/v1/exchangeInfo': {
    weight: 1,
    security: 'none',
    run: (call) => futuresExchangeInfo(call.world),
  },
  'GET /fapi/v1/depth': { weight: depthWeight, security: 'none', run: depth },
  'GET /fapi/v1/klines': { weight: klineWeight, security: 'none', run: klines },
  'GET /fapi/v1/aggTrades': { weight: 20, security: 'none', run: aggTrades },
  'GET /fapi/v1/ticker/24hr': {
    weight: forOne(1, 40),
    security: 'none',
    run: (call) => perSymbol(call, (found) => dayTicker(found, call.world.clock.now())),
  },
  'GET /fapi/v1/ticker/bookTicker': {
    weight: forOne(2, 5),
    security: 'none',
    run: (call) => perSymbol(call, bookTicker),
  },
  'GET /fapi/v1/premiumIndex': {
    weight: forOne(1, 10),
    security: 'none',
    run: (call) => perSymbol(call, (found) => premium(found, call.world.clock.now())),
  },
  'GET /fapi/v1/fundingRate': { weight: 1, security: 'none', run: fundingHistory },
};
