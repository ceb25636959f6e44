import { isMadeOf } from './bar-tree.ts';
import { type CandleColumns, concatCandles, createCandleColumns, sliceCandles } from './candle.ts';
import { CandleBuilder } from './candle-builder.ts';
import type { Timeframe } from './timeframe.ts';
import type { TradingCalendar } from './trading-calendar.ts';

/**
 * Longer bars from shorter ones, the same to the last bit as if they had been built live. The last bar is included
 * though it may be unfinished.
 */
export function aggregateCandles(
  candles: CandleColumns,
  from: Timeframe,
  to: Timeframe,
  calendar: TradingCalendar,
): CandleColumns {
  if (from === to) return candles;
  if (!isMadeOf(to, from)) throw new RangeError(`${to} bars are not made of ${from} bars`);
  let made = createCandleColumns(Math.min(candles.length, 1024));
  let length = 0;
  const add = (time: number, open: number, high: number, low: number, close: number, volume: number) => {
    if (length === made.length) made = concatCandles([made, createCandleColumns(length)]);
    made.time[length] = time;
    made.open[length] = open;
    made.high[length] = high;
    made.low[length] = low;
    made.close[length] = close;
    made.volume[length] = volume;
    length += 1;
  };
  const builder = new CandleBuilder([to], calendar, (frame, time, open, high, low, close, volume) => {
    if (frame === to) add(time, open, high, low, close, volume);
  });
  builder.bars(from, candles);
  const last = builder.forming(to);
  if (last !== undefined) add(last.time, last.open, last.high, last.low, last.close, last.volume);
  return sliceCandles(made, 0, length);
}
