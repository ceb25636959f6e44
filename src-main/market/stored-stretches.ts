import { barSpan } from '../../src-shared/domain/bar-times.ts';
import { isMadeOf } from '../../src-shared/domain/bar-tree.ts';
import { barMoment } from '../../src-shared/domain/candle-builder.ts';
import type { SeriesKey } from '../../src-shared/domain/series.ts';
import { epochMs, type TimeRange } from '../../src-shared/domain/time.ts';
import { compareTimeframes, type Timeframe } from '../../src-shared/domain/timeframe.ts';
import type { TradingCalendar } from '../../src-shared/domain/trading-calendar.ts';
import type { MarketStore, SeriesSummary, TickSummary } from '../storage/market-store.ts';
import { uncovered } from './uncovered.ts';

/** What bars can be made of: a stored series, or the stored ticks. */
export type BarSource =
  | { readonly kind: 'bars'; readonly stored: SeriesSummary }
  | { readonly kind: 'ticks'; readonly stored: TickSummary };

/** A stretch of whole bars that one source answers for. */
export interface Stretch extends TimeRange {
  readonly source: BarSource;
}

/**
 * Which stored source makes the bars of which stretch, newest first, no moment twice. The series of the very timeframe
 * comes first; what lies outside of it is left to the next shorter one, and at last to the ticks. A bar at the edge of a
 * source, which may lack a part, is made there only when no other source has the whole of it.
 */
export function storedStretches(market: MarketStore, key: SeriesKey, calendar: TradingCalendar): Stretch[] {
  const sources = sourcesOf(market, key).map((source) => ({
    source,
    ...extentOf(source, key.timeframe, calendar),
  }));
  const claimed: Stretch[] = [];
  const claim = (source: BarSource, wanted: TimeRange) => {
    for (const free of uncovered(claimed, wanted)) claimed.push({ source, ...free });
  };
  for (const { source, whole } of sources) if (whole.from < whole.to) claim(source, whole);
  for (const { source, touched } of sources) claim(source, touched);
  return joined(claimed.toSorted((a, b) => b.from - a.from));
}

/** The best source first. */
function sourcesOf(market: MarketStore, { instrument, timeframe, priceSide }: SeriesKey): BarSource[] {
  const series = market
    .seriesSummaries(instrument)
    .filter((one) => one.priceSide === priceSide && one.count > 0)
    .filter((one) => one.timeframe === timeframe || isMadeOf(timeframe, one.timeframe))
    .toSorted((a, b) => compareTimeframes(b.timeframe, a.timeframe));
  const kind = priceSide === 'trade' ? 'trade' : 'quote';
  const ticks = market.tickSummaries(instrument).filter((one) => one.kind === kind && one.count > 0);
  return [
    ...series.map((stored) => ({ kind: 'bars' as const, stored })),
    ...ticks.map((stored) => ({ kind: 'ticks' as const, stored })),
  ];
}

/** The bars of the timeframe that a source touches, and those of them that it surely has the whole of. */
function extentOf(
  { kind, stored }: BarSource,
  timeframe: Timeframe,
  calendar: TradingCalendar,
): { touched: TimeRange; whole: TimeRange } {
  const moment = (time: typeof stored.first) =>
    kind === 'bars' ? barMoment(stored.timeframe, calendar, time) : time;
  const first = barSpan(timeframe, calendar, moment(stored.first));
  const last = barSpan(timeframe, calendar, moment(stored.last));
  const touched = { from: first.start, to: last.end };
  if (kind === 'bars' && stored.timeframe === timeframe) return { touched, whole: touched };
  const end =
    kind === 'bars' ? barSpan(stored.timeframe, calendar, moment(stored.last)).end : epochMs(stored.last + 1);
  return {
    touched,
    whole: {
      from: moment(stored.first) <= first.start ? first.start : first.end,
      to: end >= last.end ? last.end : last.start,
    },
  };
}

/** Neighbouring stretches of one source as one. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const stretch of stretches) {
    const newer = result.at(-1);
    if (newer?.source === stretch.source && newer.from === stretch.to) {
      result[result.length - 1] = { ...newer, from: stretch.from };
    } else {
      result.push(stretch);
    }
  }
  return result;
}
