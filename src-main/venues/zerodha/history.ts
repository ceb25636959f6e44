import { barSpan } from '../../../src-shared/domain/bar-times.ts';
import { calendarOf } from '../../../src-shared/domain/calendars.ts';
import {
  type CandleColumns,
  concatCandles,
  firstBarAtOrAfter,
  sliceCandles,
} from '../../../src-shared/domain/candle.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import { dayMs, isIntraday, nominalMs, type Timeframe } from '../../../src-shared/domain/timeframe.ts';
import type { HistoryPage, HistoryRequest } from '../venue.ts';
import { calendarKey, type Listing } from './listing.ts';

/** Zerodha's word for a bar length and the longest stretch it answers in one call. */
interface Interval {
  readonly word: string;
  readonly longestDays: number;
}

export const intervals: ReadonlyMap<Timeframe, Interval> = new Map([
  ['1m', { word: 'minute', longestDays: 60 }],
  ['3m', { word: '3minute', longestDays: 100 }],
  ['5m', { word: '5minute', longestDays: 100 }],
  ['10m', { word: '10minute', longestDays: 100 }],
  ['15m', { word: '15minute', longestDays: 200 }],
  ['30m', { word: '30minute', longestDays: 200 }],
  ['1h', { word: '60minute', longestDays: 400 }],
  ['1D', { word: 'day', longestDays: 2000 }],
]);

/** Nothing is older: the base of the oldest index that Zerodha charts. */
const beginning = Date.UTC(1979, 3, 1);
/** Calls for one page; the rest of the way is the next page's. */
const mostCalls = 12;
/** A market is open a quarter of the day, five days a week. */
const closedFactor = 5.5;
const slackDays = 5;
/** No market is closed for so long without a reason. */
const doubtfulDays = 12;

export interface HistoryParts {
  /** The bars whose times lie in the closed stretch, oldest first. */
  candles(
    token: number,
    interval: string,
    from: EpochMs,
    to: EpochMs,
    signal?: AbortSignal,
  ): Promise<CandleColumns>;
  now(): EpochMs;
}

/**
 * One page, newest bars first. Zerodha does not say where a market's bars begin: where a stretch has none, the daily bars
 * before it tell whether there was any trading at all.
 */
export async function historyPage(
  parts: HistoryParts,
  listing: Listing,
  request: HistoryRequest,
  signal?: AbortSignal,
): Promise<HistoryPage> {
  const { timeframe, range, limit } = request;
  const interval = intervals.get(timeframe) as Interval;
  const asOf = epochMs(parts.now() - 1);
  const from = Math.max(range.from, beginning);
  const pages: CandleColumns[] = [];
  let end = Math.min(range.to, asOf + 1);
  let have = 0;
  let wasEmpty = false;
  let span = Math.min(interval.longestDays, expectedDays(timeframe, limit)) * dayMs;
  for (let call = 0; call < mostCalls && have < limit && end > from; call += 1) {
    const start = Math.max(from, end - span);
    const bars = within(
      await parts.candles(listing.token, interval.word, epochMs(start), epochMs(end - 1), signal),
      start,
      end,
    );
    pages.unshift(bars);
    have += bars.length;
    const firstDay = startOfDay(listing, bars.length === 0 ? end : (bars.time[0] as number));
    end = start;
    span = interval.longestDays * dayMs;
    if (have >= limit || end <= from || firstDay - start < doubtfulDays * dayMs) continue;
    // Nothing at the beginning of a stretch: a pause, or the market's first bars. The days know.
    const tradedUntil = await lastTradedBefore(parts, listing.token, firstDay, signal);
    if (tradedUntil === undefined || (bars.length === 0 && wasEmpty)) end = from;
    else end = Math.min(end, tradedUntil);
    wasEmpty = bars.length === 0;
  }
  const all = concatCandles(pages);
  const cut = Math.max(0, all.length - limit);
  const candles = sliceCandles(all, cut, all.length);
  const first = candles.length === 0 ? end : (candles.time[0] as number);
  const hasOlder = cut > 0 || end > from;
  const forming = formingTime(candles, timeframe, listing, asOf);
  return {
    candles,
    asOf,
    ...(hasOlder ? { olderBefore: epochMs(first) } : {}),
    ...(forming === undefined ? {} : { formingFrom: forming }),
  };
}

function expectedDays(timeframe: Timeframe, limit: number): number {
  const days = (limit * nominalMs(timeframe)) / dayMs;
  return Math.ceil(days * (isIntraday(timeframe) ? closedFactor : 1.5)) + slackDays;
}

function startOfDay({ exchange }: Listing, time: number): number {
  return calendarOf(calendarKey(exchange)).dayOf(epochMs(time)).start;
}

/** The end of the last day before a moment that has a daily bar; undefined when five years have none. */
async function lastTradedBefore(
  parts: HistoryParts,
  token: number,
  before: number,
  signal: AbortSignal | undefined,
): Promise<number | undefined> {
  const { word, longestDays } = intervals.get('1D') as Interval;
  const from = epochMs(Math.max(beginning, before - longestDays * dayMs));
  const days = await parts.candles(token, word, from, epochMs(before - 1), signal);
  const last = days.time[days.length - 1];
  return last === undefined ? undefined : last + dayMs;
}

function within(bars: CandleColumns, start: number, end: number): CandleColumns {
  return sliceCandles(bars, firstBarAtOrAfter(bars, start), firstBarAtOrAfter(bars, end));
}

function formingTime(
  candles: CandleColumns,
  timeframe: Timeframe,
  listing: Listing,
  asOf: EpochMs,
): EpochMs | undefined {
  const last = candles.time[candles.length - 1];
  if (last === undefined) return undefined;
  const { end } = barSpan(timeframe, calendarOf(calendarKey(listing.exchange)), epochMs(last));
  return end > asOf ? epochMs(last) : undefined;
}
