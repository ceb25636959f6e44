import { barSpan } from '../../../src-shared/domain/bar-times.ts';
import { calendarOf } from '../../../src-shared/domain/calendars.ts';
import { barMoment } from '../../../src-shared/domain/candle-builder.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { Instrument, InstrumentId, PriceSide } from '../../../src-shared/domain/instrument.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import { compareTimeframes, type Timeframe } from '../../../src-shared/domain/timeframe.ts';
import type { TradingCalendar } from '../../../src-shared/domain/trading-calendar.ts';
import type { ReplaySource } from './replay-source.ts';
import { replayedInstrument } from './symbols.ts';

/** What a track is played from: the finest that is stored. Bars of both quote sides are played together. */
export type TrackContent =
  | { readonly kind: 'quote' }
  | { readonly kind: 'trade' }
  | { readonly kind: 'bars'; readonly timeframe: Timeframe; readonly sides: readonly PriceSide[] };

/** One market of a replay. `from` is where the common clock stands at 0 for it. */
export interface Track {
  readonly stored: Instrument;
  readonly instrument: Instrument;
  readonly calendar: TradingCalendar;
  readonly content: TrackContent;
  readonly from: EpochMs;
  /** After the last event. */
  readonly to: EpochMs;
}

export interface TrackRequest {
  readonly source: InstrumentId;
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
}

/** @throws Failure `not-found` when nothing is stored, `invalid` when the range has nothing in it. */
export function planTrack(source: ReplaySource, request: TrackRequest): Track {
  const stored = source.instrument(request.source);
  const found = stored && finestContent(source, stored.id);
  if (stored === undefined || found === undefined) {
    throw new Failure('not-found', `No history of ${request.source} is stored. Import some first.`);
  }
  const calendar = calendarOf(stored.calendar);
  const end =
    found.content.kind === 'bars'
      ? barSpan(found.content.timeframe, calendar, barMoment(found.content.timeframe, calendar, found.last))
          .end
      : epochMs(found.last + 1);
  const from = epochMs(Math.max(request.from ?? found.first, found.first));
  const to = epochMs(Math.min(request.to ?? end, end));
  if (from >= to) {
    throw new Failure('invalid', `Nothing of ${request.source} is stored in that range.`, {
      data: { first: found.first, last: found.last },
    });
  }
  return { stored, instrument: replayedInstrument(stored), calendar, content: found.content, from, to };
}

export function finestContent(
  source: ReplaySource,
  id: InstrumentId,
): { content: TrackContent; first: EpochMs; last: EpochMs } | undefined {
  const ticks = source.tickSummaries(id).toSorted((a, b) => b.count - a.count)[0];
  if (ticks !== undefined) return { content: { kind: ticks.kind }, first: ticks.first, last: ticks.last };
  const series = source.seriesSummaries(id).toSorted((a, b) => compareTimeframes(a.timeframe, b.timeframe));
  const finest = series[0];
  if (finest === undefined) return undefined;
  const sameFrame = series.filter((one) => one.timeframe === finest.timeframe);
  const traded = sameFrame.find((one) => one.priceSide === 'trade');
  const sides = traded
    ? (['trade'] as const)
    : sameFrame
        .map((one) => one.priceSide)
        .toSorted()
        .reverse();
  const played = traded ? [traded] : sameFrame;
  return {
    content: { kind: 'bars', timeframe: finest.timeframe, sides },
    first: epochMs(Math.min(...played.map((one) => one.first))),
    last: epochMs(Math.max(...played.map((one) => one.last))),
  };
}
