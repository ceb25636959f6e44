import { barSpan } from '../../../src-shared/domain/bar-times.ts';
import { calendarOf } from '../../../src-shared/domain/calendars.ts';
import {
  type CandleColumns,
  createCandleColumns,
  firstBarAtOrAfter,
  sliceCandles,
} from '../../../src-shared/domain/candle.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import { dayMs, nominalMs, type Timeframe } from '../../../src-shared/domain/timeframe.ts';
import type { HistoryPage, HistoryRequest } from '../venue.ts';
import { candlesPerCall, granularities } from './capabilities.ts';
import type { CoinbaseRest } from './rest.ts';

/*
 * Coinbase answers stretches of up to 350 intervals, both ends counted, newest first, without those in which nothing was
 * traded, and says nowhere where a market begins. Where a stretch has no bars, the daily ones tell how far back the next
 * trading was.
 */

/** Before this day the exchange was not open. */
const beginning = Date.UTC(2015, 0, 1);
/** Questions for one page; the rest of the way is the next page's. */
const mostCalls = 12;

export interface HistoryParts {
  readonly rest: Pick<CoinbaseRest, 'candles'>;
  /** Product → moment before which it is known to have no bars. */
  readonly beginnings: Map<string, number>;
  now(): EpochMs;
}

/** One page, the newest bars of the range. */
export async function historyPage(
  parts: HistoryParts,
  product: string,
  request: HistoryRequest,
  signal?: AbortSignal,
): Promise<HistoryPage> {
  const { timeframe, range, limit } = request;
  const stepMs = nominalMs(timeframe);
  const asOf = parts.now();
  const from = Math.max(range.from, beginning, parts.beginnings.get(product) ?? 0);
  const bars = new Map<number, Bar>();
  let end = Math.min(range.to, asOf + 1);
  for (let call = 0; call < mostCalls && bars.size < limit && end > from; call += 1) {
    // Where something is missing in the first stretch, more of it is likely to be: look further.
    const count = call === 0 ? Math.min(candlesPerCall, Math.max(limit, 1)) : candlesPerCall;
    // The last interval that begins before the end, and `count - 1` before it.
    const last = Math.floor((end - 1) / stepMs) * stepMs;
    const first = Math.max(last - (count - 1) * stepMs, Math.ceil(from / stepMs) * stepMs);
    if (first > last) {
      end = from;
      break;
    }
    const found = await read(parts, product, timeframe, first, last, signal);
    for (const bar of found) bars.set(bar.time, bar);
    end = first;
    if (found.length === 0 && end > from) end = await tradedBefore(parts, product, end, from, signal);
  }
  const all = columnsOf([...bars.values()].sort((a, b) => a.time - b.time));
  const inRange = sliceCandles(
    all,
    firstBarAtOrAfter(all, from),
    firstBarAtOrAfter(all, Math.min(range.to, asOf + 1)),
  );
  const cut = Math.max(0, inRange.length - limit);
  const candles = sliceCandles(inRange, cut, inRange.length);
  const oldest = candles.length === 0 ? end : (candles.time[0] as number);
  const hasOlder = cut > 0 || end > from;
  const forming = formingTime(candles, timeframe, asOf);
  return {
    candles,
    asOf,
    ...(hasOlder ? { olderBefore: epochMs(Math.min(oldest, range.to)) } : {}),
    ...(forming === undefined ? {} : { formingFrom: forming }),
  };
}

interface Bar {
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** Bars that open from `first` to `last`, both included. */
async function read(
  { rest }: HistoryParts,
  product: string,
  timeframe: Timeframe,
  first: number,
  last: number,
  signal?: AbortSignal,
): Promise<Bar[]> {
  const granularity = granularities.get(timeframe);
  if (granularity === undefined) throw new RangeError(`Coinbase has no bars of ${timeframe}`);
  const found = await rest.candles(product, granularity, first / 1000, last / 1000, signal);
  return found
    .map(({ start, open, high, low, close, volume }) => ({
      time: Number(start) * 1000,
      open: Number(open),
      high: Number(high),
      low: Number(low),
      close: Number(close),
      volume: Number(volume),
    }))
    .filter(({ time }) => time >= first && time <= last);
}

/** The end of the last day before a moment that has bars; `from` when there is none, which is remembered. */
async function tradedBefore(
  parts: HistoryParts,
  product: string,
  before: number,
  from: number,
  signal?: AbortSignal,
): Promise<number> {
  let last = Math.floor((before - 1) / dayMs) * dayMs;
  const earliest = Math.max(beginning, parts.beginnings.get(product) ?? 0);
  while (last + dayMs > from) {
    const first = Math.max(last - (candlesPerCall - 1) * dayMs, Math.floor(earliest / dayMs) * dayMs);
    const days = await read(parts, product, '1D', first, last, signal);
    const newest = Math.max(...days.map(({ time }) => time));
    if (days.length > 0) return Math.max(from, Math.min(before, newest + dayMs));
    if (first <= earliest) {
      parts.beginnings.set(product, before);
      return from;
    }
    last = first - dayMs;
  }
  return from;
}

function columnsOf(bars: readonly Bar[]): CandleColumns {
  const columns = createCandleColumns(bars.length);
  for (const [index, bar] of bars.entries()) {
    columns.time[index] = bar.time;
    columns.open[index] = bar.open;
    columns.high[index] = bar.high;
    columns.low[index] = bar.low;
    columns.close[index] = bar.close;
    columns.volume[index] = bar.volume;
  }
  return columns;
}

function formingTime(candles: CandleColumns, timeframe: Timeframe, asOf: EpochMs): EpochMs | undefined {
  const last = candles.time[candles.length - 1];
  if (last === undefined) return undefined;
  const { end } = barSpan(timeframe, calendarOf('crypto-24-7'), epochMs(last));
  return end > asOf ? epochMs(last) : undefined;
}
