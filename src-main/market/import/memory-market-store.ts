import {
  type Candle,
  type CandleColumns,
  candleColumnsOf,
  candlesOf,
} from '../../../src-shared/domain/candle.ts';
import type { Instrument, InstrumentId } from '../../../src-shared/domain/instrument.ts';
import { type SeriesKey, seriesName } from '../../../src-shared/domain/series.ts';
import {
  createQuoteColumns,
  createTradeColumns,
  type TickColumns,
} from '../../../src-shared/domain/ticks.ts';
import type { EpochMs, TimeRange } from '../../../src-shared/domain/time.ts';
import type { MarketStore, MergeResult, SeriesSummary, TickSummary } from '../../storage/market-store.ts';

/**
 * A market store in memory for tests of what writes to one: the port's rules without a disk. Writes are counted, so that
 * a test can show that nothing was stored.
 */
export class MemoryMarketStore implements MarketStore {
  merges = 0;
  readonly #instruments = new Map<InstrumentId, Instrument>();
  readonly #series = new Map<string, { key: SeriesKey; bars: Map<number, Candle> }>();
  readonly #ticks = new Map<
    string,
    { instrument: InstrumentId; kind: TickColumns['kind']; rows: number[][] }
  >();

  instruments(): readonly Instrument[] {
    return [...this.#instruments.values()];
  }
  instrument(id: InstrumentId): Instrument | undefined {
    return this.#instruments.get(id);
  }
  async saveInstruments(instruments: readonly Instrument[]): Promise<void> {
    for (const one of instruments) this.#instruments.set(one.id, one);
  }

  seriesSummaries(instrument?: InstrumentId): readonly SeriesSummary[] {
    return [...this.#series.values()]
      .filter(({ key, bars }) => bars.size > 0 && (instrument === undefined || key.instrument === instrument))
      .map(({ key, bars }) => {
        const times = [...bars.keys()].sort((a, b) => a - b) as EpochMs[];
        return { ...key, count: times.length, first: times[0] as EpochMs, last: times.at(-1) as EpochMs };
      });
  }
  candles(key: SeriesKey, range: TimeRange): CandleColumns {
    const bars = [...(this.#series.get(seriesName(key))?.bars.values() ?? [])];
    const inside = bars.filter(({ time }) => time >= range.from && time < range.to);
    return candleColumnsOf(inside.sort((a, b) => a.time - b.time));
  }
  candlesBefore(key: SeriesKey, before: number, count: number): CandleColumns {
    const all = this.candles(key, { from: Number.NEGATIVE_INFINITY as EpochMs, to: before as EpochMs });
    return candleColumnsOf(candlesOf(all).slice(-count));
  }
  #add(instrument: Instrument | undefined): void {
    if (instrument !== undefined && !this.#instruments.has(instrument.id)) {
      this.#instruments.set(instrument.id, instrument);
    }
  }
  async mergeCandles(key: SeriesKey, candles: CandleColumns, instrument?: Instrument): Promise<MergeResult> {
    this.merges += 1;
    this.#add(instrument);
    const name = seriesName(key);
    const series = this.#series.get(name) ?? { key, bars: new Map<number, Candle>() };
    this.#series.set(name, series);
    const result = { added: 0, replaced: 0, same: 0 };
    let last = Number.NEGATIVE_INFINITY;
    for (const bar of candlesOf(candles)) {
      if (!(bar.time > last)) throw new RangeError(`times must ascend strictly, ${bar.time} follows ${last}`);
      last = bar.time;
      const before = series.bars.get(bar.time);
      if (before === undefined) result.added += 1;
      else if (JSON.stringify(before) === JSON.stringify(bar)) result.same += 1;
      else result.replaced += 1;
      series.bars.set(bar.time, bar);
    }
    return result;
  }
  coverage(): readonly [] {
    return [];
  }
  mergeCovered(key: SeriesKey, candles: CandleColumns): Promise<MergeResult> {
    return this.mergeCandles(key, candles);
  }

  tickSummaries(instrument?: InstrumentId): readonly TickSummary[] {
    return [...this.#ticks.values()]
      .filter(
        (ticks) => ticks.rows.length > 0 && (instrument === undefined || ticks.instrument === instrument),
      )
      .map(({ instrument: id, kind, rows }) => ({
        instrument: id,
        kind,
        count: rows.length,
        first: rows[0]?.[0] as EpochMs,
        last: rows.at(-1)?.[0] as EpochMs,
      }));
  }
  ticks(instrument: InstrumentId, kind: TickColumns['kind'], range: TimeRange, limit: number): TickColumns {
    const rows = (this.#ticks.get(`${instrument} ${kind}`)?.rows ?? [])
      .filter(([time = 0]) => time >= range.from && time < range.to)
      .slice(0, limit);
    const columns = kind === 'quote' ? createQuoteColumns(rows.length) : createTradeColumns(rows.length);
    for (const [index, row] of rows.entries()) {
      for (const [place, column] of tickArrays(columns).entries()) column[index] = row[place] as number;
    }
    return columns;
  }
  async mergeTicks(
    instrument: InstrumentId,
    ticks: TickColumns,
    description?: Instrument,
  ): Promise<MergeResult> {
    this.merges += 1;
    this.#add(description);
    const name = `${instrument} ${ticks.kind}`;
    const stored = this.#ticks.get(name) ?? { instrument, kind: ticks.kind, rows: [] };
    this.#ticks.set(name, stored);
    const left = new Map<string, number>();
    for (const row of stored.rows) left.set(String(row), (left.get(String(row)) ?? 0) + 1);
    const result = { added: 0, replaced: 0, same: 0 };
    const arrays = tickArrays(ticks);
    for (let index = 0; index < ticks.length; index++) {
      const row = arrays.map((column) => column[index] as number);
      const count = left.get(String(row)) ?? 0;
      left.set(String(row), count - 1);
      if (count > 0) result.same += 1;
      else {
        result.added += 1;
        stored.rows.push(row);
      }
    }
    stored.rows.sort((a, b) => (a[0] as number) - (b[0] as number));
    return result;
  }

  async removeSeries(key: SeriesKey): Promise<number> {
    const count = this.#series.get(seriesName(key))?.bars.size ?? 0;
    this.#series.delete(seriesName(key));
    return count;
  }
  async removeTicks(instrument: InstrumentId, kind: TickColumns['kind']): Promise<number> {
    const count = this.#ticks.get(`${instrument} ${kind}`)?.rows.length ?? 0;
    this.#ticks.delete(`${instrument} ${kind}`);
    return count;
  }
}

function tickArrays(ticks: TickColumns): (Float64Array | Int8Array)[] {
  return ticks.kind === 'quote'
    ? [ticks.time, ticks.bid, ticks.ask, ticks.bidSize, ticks.askSize]
    : [ticks.time, ticks.price, ticks.size, ticks.side];
}
