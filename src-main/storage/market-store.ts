import type { CandleColumns } from '../../src-shared/domain/candle.ts';
import type { Instrument, InstrumentId } from '../../src-shared/domain/instrument.ts';
import type { SeriesKey } from '../../src-shared/domain/series.ts';
import type { TickColumns } from '../../src-shared/domain/ticks.ts';
import type { EpochMs, TimeRange } from '../../src-shared/domain/time.ts';

/** What is stored of one series, answered from an index without reading the bars. */
export interface SeriesSummary extends SeriesKey {
  readonly count: number;
  readonly first: EpochMs;
  readonly last: EpochMs;
}

export interface TickSummary {
  readonly instrument: InstrumentId;
  readonly kind: TickColumns['kind'];
  readonly count: number;
  readonly first: EpochMs;
  readonly last: EpochMs;
}

/** What a merge did. Rows that were there already, value for value, are `same`. */
export interface MergeResult {
  readonly added: number;
  readonly replaced: number;
  readonly same: number;
}

/** A stretch that was asked of a venue and answered completely, so that an empty part of it is known to be empty. */
export interface Coverage extends TimeRange {}

/**
 * market.db: instruments, bars and ticks. Reads are synchronous, on read-only connections. Writes go to the writer
 * thread and resolve after their commit; each is one transaction, all or nothing. It may be rebuilt from its sources.
 */
export interface MarketStore {
  instruments(): readonly Instrument[];
  instrument(id: InstrumentId): Instrument | undefined;
  /** Adds or replaces by id. */
  saveInstruments(instruments: readonly Instrument[]): Promise<void>;

  seriesSummaries(instrument?: InstrumentId): readonly SeriesSummary[];
  /** Bars with `from <= time < to`, oldest first. */
  candles(key: SeriesKey, range: TimeRange): CandleColumns;
  /** The newest `count` bars with `time < before`, oldest first. */
  candlesBefore(key: SeriesKey, before: number, count: number): CandleColumns;
  /**
   * Joins bars into a series by open time. The columns' buffers are handed over (transferred). Times must ascend strictly.
   * @param instrument added in the same transaction, unless its id is known by then.
   */
  mergeCandles(key: SeriesKey, candles: CandleColumns, instrument?: Instrument): Promise<MergeResult>;
  coverage(key: SeriesKey): readonly Coverage[];
  /** Merges bars and notes that the stretch is complete, in one transaction. */
  mergeCovered(key: SeriesKey, candles: CandleColumns, covered: TimeRange): Promise<MergeResult>;

  tickSummaries(instrument?: InstrumentId): readonly TickSummary[];
  /** At most `limit` ticks with `from <= time < to`, oldest first, never cutting a group of equal times in two unless it is longer than `limit`. */
  ticks(instrument: InstrumentId, kind: TickColumns['kind'], range: TimeRange, limit: number): TickColumns;
  /**
   * Joins ticks; identical rows are told apart by how often they occur at one time, so the same file again adds nothing.
   * @param description added in the same transaction, unless its id is known by then.
   */
  mergeTicks(instrument: InstrumentId, ticks: TickColumns, description?: Instrument): Promise<MergeResult>;

  removeSeries(key: SeriesKey): Promise<number>;
  removeTicks(instrument: InstrumentId, kind: TickColumns['kind']): Promise<number>;
}
