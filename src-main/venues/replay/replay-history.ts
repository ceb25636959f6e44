import { aggregateCandles } from '../../../src-shared/domain/aggregate.ts';
import { barSpan } from '../../../src-shared/domain/bar-times.ts';
import { isMadeOf } from '../../../src-shared/domain/bar-tree.ts';
import {
  type Candle,
  type CandleColumns,
  candleAt,
  candleColumnsOf,
  concatCandles,
  createCandleColumns,
  firstBarAtOrAfter,
  sliceCandles,
} from '../../../src-shared/domain/candle.ts';
import { barMoment, CandleBuilder } from '../../../src-shared/domain/candle-builder.ts';
import type { PriceSide } from '../../../src-shared/domain/instrument.ts';
import type { SeriesKey } from '../../../src-shared/domain/series.ts';
import { type EpochMs, epochMs, type TimeRange } from '../../../src-shared/domain/time.ts';
import { compareTimeframes, dayMs, nominalMs, type Timeframe } from '../../../src-shared/domain/timeframe.ts';
import type { HistoryPage, HistoryRequest } from '../venue.ts';
import { type ReplaySource, wholeMoments } from './replay-source.ts';
import type { Track } from './track.ts';
import type { TrackCursor } from './track-cursor.ts';

/*
 * The past of a replayed market, as it would have looked at the replayed moment: nothing after it is let through, not
 * even inside the bar that is running.
 */

export function replayHistory(
  source: ReplaySource,
  cursor: TrackCursor,
  now: EpochMs,
  request: HistoryRequest,
): HistoryPage {
  const { track } = cursor;
  const played = playedBars(source, cursor, now, request);
  const firstPlayed = played.length > 0 ? (played.time[0] as number) : now;
  const rangeEnd = barEndAfter(track, request.timeframe, request.range.to);
  const older = olderBars(source, track, request, Math.min(firstPlayed, rangeEnd));
  const all = concatCandles([older, played]);
  const start = firstBarAtOrAfter(all, request.range.from);
  const end = firstBarAtOrAfter(all, request.range.to);
  const cut = Math.max(start, end - request.limit);
  const candles = sliceCandles(all, cut, end);
  const first = candles.length > 0 ? candleAt(candles, 0).time : undefined;
  const last = candles.length > 0 ? candleAt(candles, candles.length - 1).time : undefined;
  const isForming =
    last !== undefined &&
    barSpan(request.timeframe, track.calendar, barMoment(request.timeframe, track.calendar, last)).end > now;
  const hasOlder =
    first !== undefined &&
    first > request.range.from &&
    (cut > start || hasBarsBefore(source, track, request, first));
  return {
    candles,
    asOf: now,
    ...(hasOlder ? { olderBefore: first } : {}),
    ...(isForming ? { formingFrom: last } : {}),
  };
}

const mostBars = 5_000_000;

/** Bars made of what the track plays, up to `now`; the last one may be running. */
function playedBars(
  source: ReplaySource,
  cursor: TrackCursor,
  now: EpochMs,
  request: HistoryRequest,
): CandleColumns {
  const { content, stored, calendar } = cursor.track;
  const { timeframe, priceSide, range, limit } = request;
  const none = createCandleColumns(0);
  // What is stored after the track's end is not part of the replay.
  const until = Math.min(now + 1, cursor.track.to, barEndAfter(cursor.track, timeframe, range.to));
  if (content.kind !== 'bars') {
    if (!isSideOf(content.kind, priceSide)) return none;
    return barsFromTicks(source, cursor.track, request, epochMs(until));
  }
  if (!content.sides.includes(priceSide)) return none;
  const frame = content.timeframe;
  if (frame !== timeframe && !isMadeOf(timeframe, frame)) return none;
  const ratio = Math.max(1, Math.ceil(nominalMs(timeframe) / nominalMs(frame)));
  const key = { instrument: stored.id, timeframe: frame, priceSide };
  const from = barStart(cursor.track, timeframe, range.from);
  const most = Math.min(mostBars, (limit + 2) * ratio);
  let bars = newestOf(source, key, from, until, most);
  // Aggregation must begin at the start of a longer bar, or that bar would be a torso.
  if (frame !== timeframe && bars.length === most) {
    const whole = barSpan(timeframe, calendar, barMoment(frame, calendar, candleAt(bars, 0).time)).end;
    bars = sliceCandles(bars, firstBarAtOrAfter(bars, whole), bars.length);
  }
  if (bars.length > 0) {
    const last = candleAt(bars, bars.length - 1);
    if (barSpan(frame, calendar, barMoment(frame, calendar, last.time)).end > now) {
      const partial = cursor.partialBar(priceSide, epochMs(Math.min(now, cursor.track.to - 1)));
      const closed = sliceCandles(bars, 0, bars.length - 1);
      bars = partial === undefined ? closed : concatCandles([closed, candleColumnsOf([partial])]);
    }
  }
  return onSessionTimes(cursor.track, timeframe, aggregateCandles(bars, frame, timeframe, calendar));
}

/** Stored longer bars from before the finest history begins: years of weeks before the months of minutes. */
function olderBars(
  source: ReplaySource,
  track: Track,
  request: HistoryRequest,
  before: number,
): CandleColumns {
  const { stored, calendar } = track;
  const { timeframe, priceSide, limit } = request;
  const frame = olderFrame(source, track, timeframe, priceSide);
  if (frame === undefined) return createCandleColumns(0);
  const ratio = Math.max(1, Math.ceil(nominalMs(timeframe) / nominalMs(frame)));
  const key = { instrument: stored.id, timeframe: frame, priceSide };
  const from = barStart(track, timeframe, request.range.from);
  // Stamped with midnight UTC, a bar of days may stand before the moment its day begins.
  const bars = newestOf(source, key, from - dayMs, before, Math.min(mostBars, (limit + 1) * ratio));
  const made = onSessionTimes(track, timeframe, aggregateCandles(bars, frame, timeframe, calendar));
  const wholeBars = Array.from(made.time).findLastIndex(
    (time) => barSpan(timeframe, calendar, epochMs(time)).end <= before,
  );
  return sliceCandles(made, 0, wholeBars + 1);
}

/** At most so many bars of a stretch, the newest; reads no more than the stretch or the number holds. */
function newestOf(
  source: ReplaySource,
  key: SeriesKey,
  from: number,
  before: number,
  most: number,
): CandleColumns {
  if ((before - from) / nominalMs(key.timeframe) < most) {
    return source.candles(key, { from: epochMs(from), to: epochMs(Math.max(from, before)) });
  }
  const bars = source.candlesBefore(key, before, most);
  return sliceCandles(bars, firstBarAtOrAfter(bars, from), bars.length);
}

function olderFrame(
  source: ReplaySource,
  track: Track,
  timeframe: Timeframe,
  side: PriceSide,
): Timeframe | undefined {
  const frames = source
    .seriesSummaries(track.stored.id)
    .filter(
      (one) => one.priceSide === side && (one.timeframe === timeframe || isMadeOf(timeframe, one.timeframe)),
    )
    .filter((one) => track.content.kind !== 'bars' || one.timeframe !== track.content.timeframe)
    .map((one) => one.timeframe);
  return frames.toSorted(compareTimeframes).at(-1);
}

function hasBarsBefore(
  source: ReplaySource,
  track: Track,
  request: HistoryRequest,
  before: EpochMs,
): boolean {
  const { calendar, stored, content } = track;
  const { timeframe, priceSide } = request;
  const beginsBefore = (moment: EpochMs) => barStart(track, timeframe, moment) < before;
  if (content.kind !== 'bars' && isSideOf(content.kind, priceSide)) {
    const ticks = source.tickSummaries(stored.id).find(({ kind }) => kind === content.kind);
    if (ticks !== undefined && beginsBefore(ticks.first)) return true;
  }
  return source
    .seriesSummaries(stored.id)
    .filter((one) => one.priceSide === priceSide)
    .filter((one) => one.timeframe === timeframe || isMadeOf(timeframe, one.timeframe))
    .some((one) => beginsBefore(barMoment(one.timeframe, calendar, one.first)));
}

/** Bars of trades are made of trades, those of the bid and the ask of quotes. */
function isSideOf(kind: 'quote' | 'trade', side: PriceSide): boolean {
  return (kind === 'trade') === (side === 'trade');
}

/** Looks back far enough for the bars that are asked for; further where the market was closed. */
function barsFromTicks(
  source: ReplaySource,
  track: Track,
  request: HistoryRequest,
  until: EpochMs,
): CandleColumns {
  const { timeframe, range, limit } = request;
  const kind = track.content.kind === 'trade' ? 'trade' : 'quote';
  const stored = source.tickSummaries(track.stored.id).find((one) => one.kind === kind);
  const oldest = Math.max(range.from, stored?.first ?? until);
  for (let reach = (limit + 1) * nominalMs(timeframe); ; reach *= 4) {
    const from = barStart(track, timeframe, epochMs(Math.max(oldest, until - reach)));
    const bars = buildBars(source, track, request, { from, to: until });
    if (bars.length > limit || from <= oldest) return bars;
  }
}

function buildBars(
  source: ReplaySource,
  track: Track,
  { timeframe, priceSide }: HistoryRequest,
  range: TimeRange,
): CandleColumns {
  const bars: Candle[] = [];
  const builder = new CandleBuilder(
    [timeframe],
    track.calendar,
    (frame, time, open, high, low, close, volume) => {
      if (frame === timeframe) bars.push({ time: epochMs(time), open, high, low, close, volume });
    },
  );
  const kind = track.content.kind === 'trade' ? 'trade' : 'quote';
  for (let at = range.from; at < range.to; ) {
    const ticks = wholeMoments(source, track.stored.id, kind, { from: at, to: range.to }, 65_536);
    if (ticks.length === 0) break;
    const prices = ticks.kind === 'trade' ? ticks.price : priceSide === 'ask' ? ticks.ask : ticks.bid;
    for (let index = 0; index < ticks.length; index += 1) {
      const price = prices[index] as number;
      // A side that is not known moves nothing, as in a live feed.
      if (Number.isNaN(price)) continue;
      const volume = ticks.kind === 'trade' ? (ticks.size[index] as number) : 1;
      builder.tick(ticks.time[index] as number, price, volume);
    }
    at = epochMs((ticks.time[ticks.length - 1] as number) + 1);
  }
  const forming = builder.forming(timeframe);
  return candleColumnsOf(forming === undefined ? bars : [...bars, forming]);
}

function barStart(track: Track, timeframe: Timeframe, time: EpochMs): EpochMs {
  return barSpan(timeframe, track.calendar, time).start;
}

function barEndAfter(track: Track, timeframe: Timeframe, time: EpochMs): EpochMs {
  const span = barSpan(timeframe, track.calendar, time);
  return span.start === time ? time : span.end;
}

/** Stored days stamped with midnight UTC get the moment their trading day really begins, as live days have it. */
function onSessionTimes(track: Track, timeframe: Timeframe, bars: CandleColumns): CandleColumns {
  return {
    ...bars,
    time: bars.time.map((time) =>
      barStart(track, timeframe, barMoment(timeframe, track.calendar, epochMs(time))),
    ),
  };
}
