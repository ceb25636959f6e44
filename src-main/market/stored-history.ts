import { aggregateCandles } from '../../src-shared/domain/aggregate.ts';
import { barSpan } from '../../src-shared/domain/bar-times.ts';
import { calendarOf } from '../../src-shared/domain/calendars.ts';
import {
  type CandleColumns,
  concatCandles,
  createCandleColumns,
  firstBarAtOrAfter,
  sliceCandles,
} from '../../src-shared/domain/candle.ts';
import { barMoment } from '../../src-shared/domain/candle-builder.ts';
import type { SeriesKey } from '../../src-shared/domain/series.ts';
import { epochMs, type TimeRange } from '../../src-shared/domain/time.ts';
import { isIntraday, nominalMs, type Timeframe } from '../../src-shared/domain/timeframe.ts';
import type { TradingCalendar } from '../../src-shared/domain/trading-calendar.ts';
import type { MarketStore, SeriesSummary } from '../storage/market-store.ts';
import { type BarsRead, newestFromTicks } from './bars-from-ticks.ts';
import { nextTurn } from './next-turn.ts';
import { type Stretch, storedStretches } from './stored-stretches.ts';

export interface StoredBars {
  readonly candles: CandleColumns;
  readonly hasOlder: boolean;
}

/** Stored rows that one call reads before it answers with what it has, unless that many bars were asked for. */
const mostRows = 500_000;
/** Rows that take some ten milliseconds to be read and put together. */
const rowsPerTurn = 50_000;

/**
 * The newest `count` stored bars before a moment: of the series itself where it is stored, elsewhere made of the longest
 * shorter bars there are, or of ticks. Fewer than `count`, with `hasOlder`, when more would be too much work for one call.
 */
export function storedBars(
  market: MarketStore,
  key: SeriesKey,
  before: number,
  count: number,
  rows = mostRows,
): StoredBars {
  const instrument = market.instrument(key.instrument);
  if (instrument === undefined || count <= 0) return { candles: createCandleColumns(0), hasOlder: false };
  const calendar = calendarOf(instrument.calendar);
  const parts: CandleColumns[] = [];
  let missing = count;
  let rowsLeft = Math.max(rows, count);
  let hasOlder = false;
  for (const stretch of storedStretches(market, key, calendar)) {
    if (stretch.from >= before) continue;
    hasOlder = missing === 0 || rowsLeft <= 0;
    if (hasOlder) break;
    const read = newestOf(market, key, calendar, stretch, before, missing, rowsLeft);
    const end = firstBarAtOrAfter(read.candles, before);
    const start = Math.max(0, end - missing);
    parts.unshift(sliceCandles(read.candles, start, end));
    missing -= end - start;
    rowsLeft -= read.rows;
    hasOlder = start > 0 || read.hasOlder;
    if (hasOlder) break;
  }
  return { candles: concatCandles(parts), hasOlder };
}

/** The same in turns: everybody else gets a chance between them, however much there is to read. */
export async function storedBarsInTurns(
  market: MarketStore,
  key: SeriesKey,
  before: number,
  count: number,
): Promise<StoredBars> {
  const parts: CandleColumns[] = [];
  let missing = count;
  let end = before;
  for (let rows = 0; ; rows += rowsPerTurn) {
    const { candles, hasOlder } = storedBars(market, key, end, missing, rowsPerTurn);
    parts.unshift(candles);
    missing -= candles.length;
    if (!hasOlder || missing <= 0 || candles.length === 0 || rows + rowsPerTurn >= mostRows) {
      return { candles: concatCandles(parts), hasOlder };
    }
    end = candles.time[0] ?? end;
    await nextTurn();
  }
}

function newestOf(
  market: MarketStore,
  key: SeriesKey,
  calendar: TradingCalendar,
  { source, from, to }: Stretch,
  before: number,
  count: number,
  rows: number,
): BarsRead {
  const range = { from, to: before < to ? barEndAfter(key.timeframe, calendar, before) : to };
  return source.kind === 'ticks'
    ? newestFromTicks(market, key, source.stored, calendar, range, count, rows)
    : newestFromBars(market, key, source.stored, calendar, range, count, rows);
}

function newestFromBars(
  market: MarketStore,
  key: SeriesKey,
  stored: SeriesSummary,
  calendar: TradingCalendar,
  range: TimeRange,
  count: number,
  mostRead: number,
): BarsRead {
  const frame = stored.timeframe;
  // Months and years may be a little longer than their usual length.
  const ratio = frame === key.timeframe ? 1 : Math.ceil((nominalMs(key.timeframe) / nominalMs(frame)) * 1.05);
  // Two bars more than asked: the oldest may be a torso, and the newest may stand at the moment asked for.
  const wanted = Math.max(Math.min((count + 2) * ratio, mostRead), 3 * ratio);
  const read = market.candlesBefore({ ...key, timeframe: frame }, range.to, wanted);
  let start = firstMomentAt(read, frame, calendar, range.from);
  const end = firstMomentAt(read, frame, calendar, range.to);
  const first = read.length < wanted ? stored.first : epochMs(read.time[0] as number);
  const oldest = barMoment(frame, calendar, first);
  const hasOlder = first > stored.first && oldest > range.from;
  if (hasOlder && frame !== key.timeframe) {
    start = firstMomentAt(read, frame, calendar, barSpan(key.timeframe, calendar, oldest).end);
  }
  const bars = sliceCandles(read, start, Math.max(start, end));
  return {
    candles: aggregateCandles(bars, frame, key.timeframe, calendar),
    hasOlder,
    rows: read.length,
  };
}

/** Index of the first bar that stands for a moment not before `moment`. */
function firstMomentAt(
  bars: CandleColumns,
  frame: Timeframe,
  calendar: TradingCalendar,
  moment: number,
): number {
  if (isIntraday(frame)) return firstBarAtOrAfter(bars, moment);
  const found = bars.time.findIndex((time) => barMoment(frame, calendar, epochMs(time)) >= moment);
  return found < 0 ? bars.length : found;
}

/** A bar that begins before the moment is told whole. */
function barEndAfter(frame: Timeframe, calendar: TradingCalendar, moment: number) {
  const span = barSpan(frame, calendar, epochMs(moment));
  return span.start === moment ? span.start : span.end;
}
