import { zero } from '../../exchange/decimal.ts';
import type { MatchingEngine } from '../../exchange/matching.ts';
import type { MarketTrade } from '../../exchange/orders.ts';
import { intervals } from '../intervals.ts';
import { aggregateTrade, daySummary, eight, klineRow, levelRows } from '../market-shapes.ts';
import type { Parameters } from '../parameters.ts';
import { bad, errors } from '../venue-error.ts';
import type { Call, Endpoints } from '../world.ts';
import { spotExchangeInfo, wantedSymbols } from './exchange-info.ts';

function market(call: Call): MatchingEngine {
  const found = call.world.exchange.findMarket(call.parameters.need('symbol'));
  if (found === undefined) throw errors.symbol();
  return found;
}

function tradeRow(trade: MarketTrade): object {
  return {
    id: trade.id,
    price: eight(trade.price),
    qty: eight(trade.quantity),
    quoteQty: eight(trade.price.times(trade.quantity)),
    time: trade.at,
    isBuyerMaker: trade.takerSide === 'sell',
    isBestMatch: true,
  };
}

function aggTrades(call: Call): object[] {
  const { parameters } = call;
  const { tape } = market(call);
  const limit = parameters.limit(500, 1000);
  const fromId = parameters.integer('fromId');
  const startTime = parameters.time('startTime');
  const endTime = parameters.time('endTime') ?? Number.MAX_SAFE_INTEGER;
  let rows: MarketTrade[];
  if (fromId !== undefined) {
    const start = tape.indexOfId(fromId);
    rows = tape.trades.slice(start, start + limit);
  } else if (startTime !== undefined) {
    const start = tape.indexAt(startTime);
    rows = tape.trades.slice(start, start + limit).filter((trade) => trade.at <= endTime);
  } else {
    const end = tape.indexAt(endTime + 1);
    rows = tape.trades.slice(Math.max(0, end - limit), end);
  }
  return rows.map((trade) => ({ ...aggregateTrade(trade, eight), M: true }));
}

function klines(call: Call): unknown[][] {
  const { parameters, world } = call;
  const { tape } = market(call);
  const interval = intervals.get(parameters.need('interval'));
  if (interval === undefined) throw bad(-1120, 'Invalid interval.');
  const to = Math.min(parameters.time('endTime') ?? Number.MAX_SAFE_INTEGER, world.clock.now());
  const range = { from: parameters.time('startTime'), to, limit: parameters.limit(500, 1000) };
  return tape.candles(interval, range).map((candle) => klineRow(candle, interval, eight));
}

function bookTicker(found: MatchingEngine): object {
  const [bid, ask] = [found.book.depth('buy', 1)[0], found.book.depth('sell', 1)[0]];
  return {
    symbol: found.spec.symbol,
    bidPrice: eight(bid?.price ?? zero),
    bidQty: eight(bid?.quantity ?? zero),
    askPrice: eight(ask?.price ?? zero),
    askQty: eight(ask?.quantity ?? zero),
  };
}

function dayTicker(found: MatchingEngine, now: number, isShort: boolean): object {
  const day = daySummary(found, now);
  const common = {
    openPrice: eight(day.open),
    highPrice: eight(day.high),
    lowPrice: eight(day.low),
    volume: eight(day.volume),
    quoteVolume: eight(day.quoteVolume),
    openTime: day.openTime,
    closeTime: day.closeTime,
    firstId: day.firstId,
    lastId: day.lastId,
    count: day.count,
  };
  const symbol = found.spec.symbol;
  if (isShort) return { symbol, lastPrice: eight(day.last), ...common };
  return {
    symbol,
    priceChange: eight(day.change),
    priceChangePercent: day.changePercent.toFixed(3),
    weightedAvgPrice: eight(day.average),
    prevClosePrice: eight(day.previousClose),
    lastPrice: eight(day.last),
    lastQty: eight(day.lastQuantity),
    bidPrice: eight(day.bid?.price ?? zero),
    bidQty: eight(day.bid?.quantity ?? zero),
    askPrice: eight(day.ask?.price ?? zero),
    askQty: eight(day.ask?.quantity ?? zero),
    ...common,
  };
}

/** One object for `symbol`, a list for `symbols` or for all. */
function perSymbol(call: Call, write: (found: MatchingEngine) => object): object | object[] {
  const { exchange } = call.world;
  const rows = (wantedSymbols(call.parameters) ?? exchange.symbols()).map((symbol) => {
    const found = exchange.findMarket(symbol);
    if (found === undefined) throw errors.symbol();
    return write(found);
  });
  return call.parameters.has('symbol') ? (rows[0] ?? {}) : rows;
}

function isForOne(parameters: Parameters): boolean {
  return parameters.has('symbol') || parameters.has('symbols');
}

function depthWeight(parameters: Parameters): number {
  const limit = Number(parameters.text('limit') ?? 100);
  return limit <= 100 ? 5 : limit <= 500 ? 25 : limit <= 1000 ? 50 : 250;
}

function averagePrice(call: Call): object {
  const found = market(call);
  const now = call.world.clock.now();
  const window = found.tape.summary(now - 300_000, now);
  const average = window === undefined ? found.lastPrice : window.quoteVolume.dividedBy(window.volume);
  return { mins: 5, price: eight(average), closeTime: found.tape.last?.at ?? now };
}

export const spotMarketEndpoints: Endpoints = {
  'GET /api/v3/ping': { weight: 1, security: 'none', run: () => ({}) },
  'GET /api/v3/time': {
    weight: 1,
    security: 'none',
    run: (call) => ({ serverTime: call.world.clock.now() }),
  },
  'GET /api/v3/exchangeInfo': {
    weight: 20,
    security: 'none',
    run: (call) => spotExchangeInfo(call.world, call.parameters),
  },
  'GET /api/v3/depth': {
    weight: depthWeight,
    security: 'none',
    run(call) {
      const found = market(call);
      const limit = call.parameters.limit(100, 5000);
      return {
        lastUpdateId: found.bookSequence,
        bids: levelRows(found, 'buy', limit, eight),
        asks: levelRows(found, 'sell', limit, eight),
      };
    },
  },
  'GET /api/v3/trades': {
    weight: 25,
    security: 'none',
    run: (call) => market(call).tape.trades.slice(-call.parameters.limit(500, 1000)).map(tradeRow),
  },
  'GET /api/v3/historicalTrades': {
    weight: 25,
    security: 'none',
    run(call) {
      const { tape } = market(call);
      const limit = call.parameters.limit(500, 1000);
      const fromId = call.parameters.integer('fromId');
      const start = fromId === undefined ? Math.max(0, tape.trades.length - limit) : tape.indexOfId(fromId);
      return tape.trades.slice(start, start + limit).map(tradeRow);
    },
  },
  'GET /api/v3/aggTrades': { weight: 4, security: 'none', run: aggTrades },
  'GET /api/v3/klines': { weight: 2, security: 'none', run: klines },
  'GET /api/v3/avgPrice': { weight: 2, security: 'none', run: averagePrice },
  'GET /api/v3/ticker/24hr': {
    weight: (parameters) => (isForOne(parameters) ? 2 : 80),
    security: 'none',
    run: (call) =>
      perSymbol(call, (found) =>
        dayTicker(found, call.world.clock.now(), call.parameters.text('type') === 'MINI'),
      ),
  },
  'GET /api/v3/ticker/price': {
    weight: (parameters) => (isForOne(parameters) ? 2 : 4),
    security: 'none',
    run: (call) => perSymbol(call, (found) => ({ symbol: found.spec.symbol, price: eight(found.lastPrice) })),
  },
  'GET /api/v3/ticker/bookTicker': {
    weight: (parameters) => (isForOne(parameters) ? 2 : 4),
    security: 'none',
    run: (call) => perSymbol(call, bookTicker),
  },
};
