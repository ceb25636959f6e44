import { type CandleColumns, createCandleColumns } from '../../src-shared/domain/candle.ts';
import { createTradeColumns, type TradeColumns } from '../../src-shared/domain/ticks.ts';

/** Numbers in [0, 1), the same for the same seed on every machine (a 32-bit xorshift). */
export function random(seed: number): () => number {
  let state = (seed | 0) === 0 ? 1 : seed | 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
}

/** A Monday, 00:00 UTC. */
export const startTime = Date.UTC(2024, 0, 8);

const tickSize = 0.01;

/** Trades of a walk on a grid of cents, on average so many a second, unevenly spaced, in whole ms. */
export function seededTrades(count: number, perSecond: number, seed = 1): TradeColumns {
  const next = random(seed);
  const trades = createTradeColumns(count);
  let time = startTime;
  let price = 40_000_00;
  for (let index = 0; index < count; index += 1) {
    time += -Math.log(1 - next()) * (1000 / perSecond);
    price += Math.floor(next() * 5) - 2;
    trades.time[index] = Math.floor(time);
    trades.price[index] = price * tickSize;
    trades.size[index] = Math.ceil(next() * 20) / 8;
    trades.side[index] = next() < 0.5 ? 1 : -1;
  }
  return trades;
}

/** Minute bars without holes. */
export function seededBars(count: number, seed = 1): CandleColumns {
  const next = random(seed);
  const bars = createCandleColumns(count);
  let price = 40_000_00;
  for (let index = 0; index < count; index += 1) {
    const open = price;
    const close = open + Math.floor(next() * 41) - 20;
    bars.time[index] = startTime + index * 60_000;
    bars.open[index] = open * tickSize;
    bars.close[index] = close * tickSize;
    bars.high[index] = (Math.max(open, close) + Math.floor(next() * 10)) * tickSize;
    bars.low[index] = (Math.min(open, close) - Math.floor(next() * 10)) * tickSize;
    bars.volume[index] = Math.floor(next() * 1000);
    price = close;
  }
  return bars;
}
