import { aggregateCandles } from '../../src-shared/domain/aggregate.ts';
import { barSpan } from '../../src-shared/domain/bar-times.ts';
import { isMadeOf } from '../../src-shared/domain/bar-tree.ts';
import { calendarOf } from '../../src-shared/domain/calendars.ts';
import {
  type CandleColumns,
  concatCandles,
  createCandleColumns,
  firstBarAtOrAfter,
  sliceCandles,
} from '../../src-shared/domain/candle.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { Instrument } from '../../src-shared/domain/instrument.ts';
import { type SeriesKey, seriesName } from '../../src-shared/domain/series.ts';
import { type EpochMs, epochMs, type TimeRange } from '../../src-shared/domain/time.ts';
import { compareTimeframes, nominalMs } from '../../src-shared/domain/timeframe.ts';
import type { TradingCalendar } from '../../src-shared/domain/trading-calendar.ts';
import type { MarketStore } from '../storage/market-store.ts';
import type { Venue } from '../venues/venue.ts';
import { nextTurn } from './next-turn.ts';
import type { StoredBars } from './stored-history.ts';
import { uncovered } from './uncovered.ts';

/** How often a request may reach further back for bars across closed hours before it gives up. */
const mostReaches = 12;

/**
 * A venue without a cacheable history makes its bars here, from what is stored: a page of long bars may be made of
 * tens of thousands of minutes. So much is made in one go; then everybody else gets a chance.
 */
const mostPerPageMs = 50_000 * 60_000;
const fewestAtOnce = 10;

/** The newest `count` bars of a venue before a moment, the unfinished one included. Kept in the cache where allowed. */
export async function venueBars(
  venue: Venue,
  market: MarketStore,
  instrument: Instrument,
  key: SeriesKey,
  before: EpochMs,
  count: number,
  isNewest = false,
): Promise<StoredBars> {
  const isQuick = isNewest && venue.capabilities.isOlderHistorySlow === true;
  const frames = venue.capabilities.historyTimeframes;
  const calendar = calendarOf(instrument.calendar);
  if (frames.includes(key.timeframe)) return nativeBars(venue, market, calendar, key, before, count, isQuick);
  const from = frames
    .filter((frame) => isMadeOf(key.timeframe, frame))
    .toSorted(compareTimeframes)
    .at(-1);
  if (from === undefined) return { candles: createCandleColumns(0), hasOlder: false };
  const ratio = Math.max(1, Math.ceil(nominalMs(key.timeframe) / nominalMs(from)));
  const source = await nativeBars(
    venue,
    market,
    calendar,
    { ...key, timeframe: from },
    before,
    (count + 2) * ratio,
    isQuick,
  );
  const made = aggregateCandles(source.candles, from, key.timeframe, calendar);
  const start = Math.max(source.hasOlder ? 1 : 0, made.length - count);
  return { candles: sliceCandles(made, start, made.length), hasOlder: source.hasOlder || start > 0 };
}

async function nativeBars(
  venue: Venue,
  market: MarketStore,
  calendar: TradingCalendar,
  key: SeriesKey,
  before: EpochMs,
  count: number,
  isQuick: boolean,
): Promise<StoredBars> {
  return venue.capabilities.isHistoryCacheable
    ? cachedBars(venue, market, calendar, key, before, count, isQuick)
    : fetchBars(venue, key, before, count);
}

async function fetchBars(venue: Venue, key: SeriesKey, before: EpochMs, count: number): Promise<StoredBars> {
  const pages: CandleColumns[] = [];
  let have = 0;
  let to: EpochMs | undefined = before;
  const mostAtOnce = Math.max(fewestAtOnce, Math.floor(mostPerPageMs / nominalMs(key.timeframe)));
  while (to !== undefined && have < count) {
    if (have > 0 && mostAtOnce < venue.capabilities.historyPageSize) await nextTurn();
    const limit = Math.min(count - have, venue.capabilities.historyPageSize, mostAtOnce);
    const page = await venue.market.history({ ...key, range: { from: epochMs(0), to }, limit });
    pages.unshift(page.candles);
    have += page.candles.length;
    to = nextEnd(venue, key, to, page.olderBefore);
  }
  return { candles: concatCandles(pages), hasOlder: to !== undefined };
}

/**
 * Fetches only stretches that were never answered, stores them with the note that they are complete, and reads the
 * answer from the store. The unfinished bar is passed on but never stored. Stored bars are the venue's own, never ours.
 */
async function cachedBars(
  venue: Venue,
  market: MarketStore,
  calendar: TradingCalendar,
  key: SeriesKey,
  before: EpochMs,
  count: number,
  isQuick: boolean,
): Promise<StoredBars> {
  const to = epochMs(Math.min(before, venue.market.now(key.instrument) + 1));
  let forming = createCandleColumns(0);
  let reach = Math.ceil(count * nominalMs(key.timeframe) * 1.5);
  for (let attempt = 0; ; attempt += 1) {
    const from = epochMs(Math.max(0, to - reach));
    let isEnoughFetched = false;
    for (const missing of uncovered(market.coverage(key), { from, to })) {
      for await (const unfinished of fetchInto(venue, market, calendar, key, missing)) {
        if (unfinished.length > 0) forming = unfinished;
        // Newest first: what lies before the bars that were asked for can wait until somebody asks for it.
        isEnoughFetched = isQuick || isCoveredFrom(market, key, to, count);
        if (isEnoughFetched) break;
      }
      if (isEnoughFetched) break;
    }
    const isEnough = isCoveredFrom(market, key, to, count);
    const known = market.candlesBefore(key, to, count);
    // Of what was stored earlier, only what follows without a stretch that was never answered.
    const stored =
      isQuick && !isEnough ? sliceCandles(known, firstWhole(market, key, known, to), known.length) : known;
    if (isQuick && !isEnough) {
      const fresh = sliceCandles(forming, firstNew(stored, forming), forming.length);
      return { candles: concatCandles([stored, fresh]), hasOlder: true };
    }
    if (isEnough || from === 0 || attempt === mostReaches) {
      const fresh = sliceCandles(forming, firstNew(stored, forming), forming.length);
      const candles = concatCandles([stored, fresh]);
      const start = Math.max(0, candles.length - count);
      const hasOlder = start > 0 || (isEnough && from > 0);
      return { candles: sliceCandles(candles, start, candles.length), hasOlder };
    }
    reach *= 4;
  }
}

/** Where the bars begin that have no unanswered stretch after them. */
function firstWhole(market: MarketStore, key: SeriesKey, bars: CandleColumns, to: EpochMs): number {
  const coverage = market.coverage(key);
  const last = coverage.reduce((end, known) => Math.max(end, known.to), 0);
  const holes = uncovered(coverage, { from: epochMs(0), to: epochMs(Math.min(to, last)) });
  return firstBarAtOrAfter(bars, holes.at(-1)?.to ?? 0);
}

function firstNew(stored: CandleColumns, forming: CandleColumns): number {
  return stored.length === 0 ? 0 : firstBarAtOrAfter(forming, (stored.time[stored.length - 1] as number) + 1);
}

/** True when the newest `count` stored bars before `to` have no unanswered stretch between them. */
function isCoveredFrom(market: MarketStore, key: SeriesKey, to: EpochMs, count: number): boolean {
  const stored = market.candlesBefore(key, to, count);
  if (stored.length < count) return false;
  const last = market.coverage(key).reduce((end, known) => Math.max(end, known.to), 0);
  const range = { from: epochMs(stored.time[0] as number), to: epochMs(Math.min(to, last)) };
  return uncovered(market.coverage(key), range).length === 0;
}

/** Stores page after page, newest first; yields the unfinished bar with the page that holds it. */
async function* fetchInto(
  venue: Venue,
  market: MarketStore,
  calendar: TradingCalendar,
  key: SeriesKey,
  missing: TimeRange,
): AsyncGenerator<CandleColumns, void, void> {
  let to: EpochMs | undefined = missing.to;
  while (to !== undefined) {
    const page = await venue.market.history({
      ...key,
      range: { from: missing.from, to },
      limit: venue.capabilities.historyPageSize,
    });
    const { candles, formingFrom, olderBefore } = page;
    const closedEnd = formingFrom === undefined ? candles.length : firstBarAtOrAfter(candles, formingFrom);
    // The bar that runs at that moment may still come into being, and belongs to the next question.
    const running = barSpan(key.timeframe, calendar, page.asOf).start;
    const coveredTo: EpochMs = formingFrom ?? epochMs(Math.min(to, running));
    const coveredFrom: EpochMs = olderBefore ?? missing.from;
    if (coveredFrom < coveredTo) {
      const closed = concatCandles([sliceCandles(candles, 0, closedEnd)]);
      await market.mergeCovered(key, closed, { from: coveredFrom, to: coveredTo });
    }
    yield sliceCandles(candles, closedEnd, candles.length);
    to = nextEnd(venue, key, to, olderBefore);
  }
}

/** Where the next older page ends. @throws Failure `unavailable` when that would be asking the same for ever. */
function nextEnd(
  venue: Venue,
  key: SeriesKey,
  to: EpochMs,
  olderBefore: EpochMs | undefined,
): EpochMs | undefined {
  if (olderBefore !== undefined && olderBefore >= to) {
    throw new Failure(
      'unavailable',
      `${venue.label} answers the history of ${key.instrument} in circles, so it was not read any further.`,
      { data: { series: seriesName(key), to, olderBefore } },
    );
  }
  return olderBefore;
}
