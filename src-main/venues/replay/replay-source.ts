import type { CandleColumns } from '../../../src-shared/domain/candle.ts';
import type { Instrument, InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { SeriesKey } from '../../../src-shared/domain/series.ts';
import type { TickColumns } from '../../../src-shared/domain/ticks.ts';
import type { EpochMs, TimeRange } from '../../../src-shared/domain/time.ts';

/** Stored history as a replay reads it. The market store is one. */
export interface ReplaySource {
  instruments(): readonly Instrument[];
  instrument(id: InstrumentId): Instrument | undefined;
  seriesSummaries(
    instrument?: InstrumentId,
  ): readonly (SeriesKey & { readonly count: number; readonly first: EpochMs; readonly last: EpochMs })[];
  candles(key: SeriesKey, range: TimeRange): CandleColumns;
  candlesBefore(key: SeriesKey, before: number, count: number): CandleColumns;
  tickSummaries(instrument?: InstrumentId): readonly {
    readonly instrument: InstrumentId;
    readonly kind: TickColumns['kind'];
    readonly count: number;
    readonly first: EpochMs;
    readonly last: EpochMs;
  }[];
  ticks(instrument: InstrumentId, kind: TickColumns['kind'], range: TimeRange, limit: number): TickColumns;
}

/** Ticks as the source gives them, but always all of one moment, however many they are. */
export function wholeMoments(
  source: ReplaySource,
  instrument: InstrumentId,
  kind: TickColumns['kind'],
  range: TimeRange,
  limit: number,
): TickColumns {
  for (let size = limit; ; size *= 4) {
    const ticks = source.ticks(instrument, kind, range, size);
    // A moment that fills the whole answer may have been cut.
    if (ticks.length < size || ticks.time[0] !== ticks.time[ticks.length - 1]) return ticks;
  }
}
