import { zero } from '../../exchange/decimal.ts';
import type { BookChange } from '../../exchange/orders.ts';
import { aggregateTrade, daySummary, levelRows } from '../market-shapes.ts';
import type { StreamShapes } from '../market-streams.ts';
import { spotStreamShapes } from '../spot/stream-shapes.ts';
import { fundingRate, nextFunding, short } from './market-endpoints.ts';

function rows(changes: BookChange[], side: 'buy' | 'sell'): [string, string][] {
  return changes
    .filter((change) => change.side === side)
    .map(({ price, quantity }) => [short(price), short(quantity)]);
}

export const futuresStreamShapes: StreamShapes = {
  ...spotStreamShapes,
  // Futures publish aggregated trades only.
  trade: () => undefined,
  aggTrade(market, trade, now) {
    return { e: 'aggTrade', E: now, s: market.spec.symbol, ...aggregateTrade(trade, short) };
  },
  bookTicker(market, now) {
    const [bid, ask] = [market.book.depth('buy', 1)[0], market.book.depth('sell', 1)[0]];
    return {
      e: 'bookTicker',
      u: market.bookSequence,
      E: now,
      T: now,
      s: market.spec.symbol,
      b: short(bid?.price ?? zero),
      B: short(bid?.quantity ?? zero),
      a: short(ask?.price ?? zero),
      A: short(ask?.quantity ?? zero),
    };
  },
  depth: (market, batch, now) => ({
    e: 'depthUpdate',
    E: now,
    T: now,
    s: market.spec.symbol,
    U: batch.first,
    u: batch.last,
    pu: batch.before,
    b: rows(batch.changes, 'buy'),
    a: rows(batch.changes, 'sell'),
  }),
  partialDepth: (market, levels, now) => ({
    e: 'depthUpdate',
    E: now,
    T: now,
    s: market.spec.symbol,
    U: market.bookSequence,
    u: market.bookSequence,
    pu: market.bookSequence - 1,
    b: levelRows(market, 'buy', levels, short),
    a: levelRows(market, 'sell', levels, short),
  }),
  ticker(market, now) {
    const day = daySummary(market, now);
    return {
      e: '24hrTicker',
      E: now,
      s: market.spec.symbol,
      p: short(day.change),
      P: day.changePercent.toFixed(3),
      w: day.average.toFixed(2),
      c: short(day.last),
      Q: short(day.lastQuantity),
      o: short(day.open),
      h: short(day.high),
      l: short(day.low),
      v: short(day.volume),
      q: short(day.quoteVolume),
      O: day.openTime,
      C: day.closeTime,
      F: day.firstId,
      L: day.lastId,
      n: day.count,
    };
  },
  markPrice(market, now) {
    const price = market.lastPrice.toFixed(8);
    return {
      e: 'markPriceUpdate',
      E: now,
      s: market.spec.symbol,
      p: price,
      i: price,
      P: price,
      r: fundingRate,
      T: nextFunding(now),
    };
  },
};

const publicTopics = /@(bookTicker|depth)/;
const marketTopics = /@(aggTrade|markPrice|kline_|ticker|miniTicker)|^!(miniTicker|ticker)@arr/;

/** Since 2026-03-06 each kind of stream lives under its own path; elsewhere it stays silent. */
export function isServedUnder(path: 'public' | 'market' | 'private', name: string): boolean {
  if (path === 'public') return publicTopics.test(name);
  return path === 'market' && marketTopics.test(name);
}
