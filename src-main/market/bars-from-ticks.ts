import { barSpan } from '../../src-shared/domain/bar-times.ts';
import {
  type Candle,
  type CandleColumns,
  candleColumnsOf,
  concatCandles,
} from '../../src-shared/domain/candle.ts';
import { CandleBuilder } from '../../src-shared/domain/candle-builder.ts';
import type { SeriesKey } from '../../src-shared/domain/series.ts';
import { epochMs, type TimeRange } from '../../src-shared/domain/time.ts';
import { nominalMs } from '../../src-shared/domain/timeframe.ts';
import type { TradingCalendar } from '../../src-shared/domain/trading-calendar.ts';
import type { MarketStore, TickSummary } from '../storage/market-store.ts';

/** Ticks read at once, and about as many as one step back through time shall hold. */
const ticksPerRead = 65_536;

export interface BarsRead {
  readonly candles: CandleColumns;
  /** The stretch has more before these. */
  readonly hasOlder: boolean;
  /** Stored rows that were read for it. */
  readonly rows: number;
}

/**
 * The newest bars of a stretch, made of stored ticks. Goes back in steps of whole bars until it has `count` of them, or has
 * made some and read more than `mostRows`.
 */
export function newestFromTicks(
  market: MarketStore,
  key: SeriesKey,
  stored: TickSummary,
  calendar: TradingCalendar,
  stretch: TimeRange,
  count: number,
  mostRows: number,
): BarsRead {
  const perBar = (stored.count / Math.max(1, stored.last - stored.first)) * nominalMs(key.timeframe);
  const barsPerStep = Math.max(1, Math.min(count, Math.floor(ticksPerRead / perBar)));
  let width = barsPerStep * nominalMs(key.timeframe);
  const parts: CandleColumns[] = [];
  let made = 0;
  let rows = 0;
  let { to } = stretch;
  while (to > stretch.from && made < count && (made === 0 || rows < mostRows)) {
    const reached = barSpan(key.timeframe, calendar, epochMs(Math.max(stretch.from, to - width))).start;
    const from = epochMs(Math.max(stretch.from, reached));
    const part = builtBars(market, key, stored.kind, calendar, { from, to });
    parts.unshift(part.candles);
    made += part.candles.length;
    rows += part.rows;
    // A closed market or a hole in the recording is crossed in few steps.
    if (part.rows === 0) width *= 2;
    to = from;
  }
  return { candles: concatCandles(parts), hasOlder: to > stretch.from, rows };
}

function builtBars(
  market: MarketStore,
  key: SeriesKey,
  kind: TickSummary['kind'],
  calendar: TradingCalendar,
  range: TimeRange,
): { candles: CandleColumns; rows: number } {
  const bars: Candle[] = [];
  const builder = new CandleBuilder(
    [key.timeframe],
    calendar,
    (frame, time, open, high, low, close, volume) => {
      if (frame === key.timeframe) bars.push({ time: epochMs(time), open, high, low, close, volume });
    },
  );
  let rows = 0;
  let limit = ticksPerRead;
  for (let at = range.from; at < range.to; ) {
    const ticks = market.ticks(key.instrument, kind, { from: at, to: range.to }, limit);
    if (ticks.length === 0) break;
    const last = ticks.time[ticks.length - 1] as number;
    if (ticks.length === limit && ticks.time[0] === last) {
      // One moment fills the answer and may have been cut.
      limit *= 4;
      continue;
    }
    const prices = ticks.kind === 'trade' ? ticks.price : key.priceSide === 'ask' ? ticks.ask : ticks.bid;
    for (let index = 0; index < ticks.length; index += 1) {
      const price = prices[index] as number;
      // A side that is not known moves nothing; a quote counts as one tick. Both as in a live feed.
      if (Number.isNaN(price)) continue;
      builder.tick(
        ticks.time[index] as number,
        price,
        ticks.kind === 'trade' ? (ticks.size[index] as number) : 1,
      );
    }
    rows += ticks.length;
    at = epochMs(last + 1);
  }
  const forming = builder.forming(key.timeframe);
  return { candles: candleColumnsOf(forming === undefined ? bars : [...bars, forming]), rows };
}
