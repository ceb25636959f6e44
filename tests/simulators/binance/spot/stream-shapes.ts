import { zero } from '../../exchange/decimal.ts';
import type { BookChange } from '../../exchange/orders.ts';
import { aggregateTrade, daySummary, eight, levelRows } from '../market-shapes.ts';
import type { StreamShapes } from '../market-streams.ts';

function rows(changes: BookChange[], side: 'buy' | 'sell'): [string, string][] {
  return changes
    .filter((change) => change.side === side)
    .map(({ price, quantity }) => [eight(price), eight(quantity)]);
}

export const spotStreamShapes: StreamShapes = {
  trade: (market, trade, now) => ({
    e: 'trade',
    E: now,
    s: market.spec.symbol,
    t: trade.id,
    p: eight(trade.price),
    q: eight(trade.quantity),
    T: trade.at,
    m: trade.takerSide === 'sell',
    M: true,
  }),
  aggTrade(market, trade, now) {
    return { e: 'aggTrade', E: now, s: market.spec.symbol, ...aggregateTrade(trade, eight), M: true };
  },
  bookTicker(market) {
    const [bid, ask] = [market.book.depth('buy', 1)[0], market.book.depth('sell', 1)[0]];
    return {
      u: market.bookSequence,
      s: market.spec.symbol,
      b: eight(bid?.price ?? zero),
      B: eight(bid?.quantity ?? zero),
      a: eight(ask?.price ?? zero),
      A: eight(ask?.quantity ?? zero),
    };
  },
  depth: (market, batch, now) => ({
    e: 'depthUpdate',
    E: now,
    s: market.spec.symbol,
    U: batch.first,
    u: batch.last,
    b: rows(batch.changes, 'buy'),
    a: rows(batch.changes, 'sell'),
  }),
  partialDepth: (market, levels) => ({
    lastUpdateId: market.bookSequence,
    bids: levelRows(market, 'buy', levels, eight),
    asks: levelRows(market, 'sell', levels, eight),
  }),
  kline(market, name, interval, candle, now) {
    const closeTime = interval.nextOpen(candle.openTime) - 1;
    return {
      e: 'kline',
      E: now,
      s: market.spec.symbol,
      k: {
        t: candle.openTime,
        T: closeTime,
        s: market.spec.symbol,
        i: name,
        f: candle.firstTradeId ?? -1,
        L: candle.lastTradeId ?? -1,
        o: eight(candle.open),
        c: eight(candle.close),
        h: eight(candle.high),
        l: eight(candle.low),
        v: eight(candle.volume),
        n: candle.trades,
        x: closeTime < now,
        q: eight(candle.quoteVolume),
        V: eight(candle.takerBuyVolume),
        Q: eight(candle.takerBuyQuote),
        B: '0',
      },
    };
  },
  miniTicker(market, now) {
    const day = daySummary(market, now);
    return {
      e: '24hrMiniTicker',
      E: now,
      s: market.spec.symbol,
      c: eight(day.last),
      o: eight(day.open),
      h: eight(day.high),
      l: eight(day.low),
      v: eight(day.volume),
      q: eight(day.quoteVolume),
    };
  },
  ticker(market, now) {
    const day = daySummary(market, now);
    return {
      e: '24hrTicker',
      E: now,
      s: market.spec.symbol,
      p: eight(day.change),
      P: day.changePercent.toFixed(3),
      w: eight(day.average),
      x: eight(day.previousClose),
      c: eight(day.last),
      Q: eight(day.lastQuantity),
      b: eight(day.bid?.price ?? zero),
      B: eight(day.bid?.quantity ?? zero),
      a: eight(day.ask?.price ?? zero),
      A: eight(day.ask?.quantity ?? zero),
      o: eight(day.open),
      h: eight(day.high),
      l: eight(day.low),
      v: eight(day.volume),
      q: eight(day.quoteVolume),
      O: day.openTime,
      C: day.closeTime,
      F: day.firstId,
      L: day.lastId,
      n: day.count,
    };
  },
};
