import { aggregateCandles } from '../../src-shared/domain/aggregate.ts';
import { isMadeOf } from '../../src-shared/domain/bar-tree.ts';
import { calendarOf } from '../../src-shared/domain/calendars.ts';
import { type CandleColumns, createCandleColumns, sliceCandles } from '../../src-shared/domain/candle.ts';
import type { SeriesKey } from '../../src-shared/domain/series.ts';
import { compareTimeframes, nominalMs } from '../../src-shared/domain/timeframe.ts';
import type { MarketStore } from '../storage/market-store.ts';

export interface StoredBars {
  readonly candles: CandleColumns;
  readonly hasOlder: boolean;
}

/**
 * The newest `count` stored bars before a moment: the series itself where it is stored, otherwise made from the longest
 * stored bars it can be made of.
 */
export function storedBars(market: MarketStore, key: SeriesKey, before: number, count: number): StoredBars {
  const candidates = market
    .seriesSummaries(key.instrument)
    .filter((one) => one.priceSide === key.priceSide)
    .filter((one) => one.timeframe === key.timeframe || isMadeOf(key.timeframe, one.timeframe));
  const best = candidates.toSorted((a, b) => compareTimeframes(a.timeframe, b.timeframe)).at(-1);
  const instrument = market.instrument(key.instrument);
  if (best === undefined || instrument === undefined)
    return { candles: createCandleColumns(0), hasOlder: false };
  const ratio = Math.max(1, Math.ceil(nominalMs(key.timeframe) / nominalMs(best.timeframe)));
  // Two more than asked: the first made bar may be a torso and is dropped.
  const wanted = best.timeframe === key.timeframe ? count : (count + 2) * ratio;
  const source = market.candlesBefore(
    { instrument: key.instrument, timeframe: best.timeframe, priceSide: key.priceSide },
    before,
    wanted,
  );
  const hasOlderSource = source.length > 0 && (source.time[0] as number) > best.first;
  if (best.timeframe === key.timeframe) return { candles: source, hasOlder: hasOlderSource };
  const made = aggregateCandles(source, best.timeframe, key.timeframe, calendarOf(instrument.calendar));
  const start = Math.max(hasOlderSource ? 1 : 0, made.length - count);
  return { candles: sliceCandles(made, start, made.length), hasOlder: hasOlderSource || start > 0 };
}
