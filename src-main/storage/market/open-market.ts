import type {
  AssetClass,
  Instrument,
  InstrumentId,
  PriceSide,
} from '../../../src-shared/domain/instrument.ts';
import type { EpochMs, TimeRange } from '../../../src-shared/domain/time.ts';
import type { Timeframe } from '../../../src-shared/domain/timeframe.ts';
import type { MarketStore, MergeResult, SeriesSummary, TickSummary } from '../market-store.ts';
import type { Reader } from '../sqlite/reader.ts';
import type { Writer } from '../writer/writer.ts';
import { checkRows } from './check-rows.ts';
import {
  buffersOf,
  type ColumnSet,
  cutColumns,
  fromCandles,
  fromTicks,
  toCandles,
  toQuotes,
  toTrades,
} from './column-set.ts';
import type { MarketOperations, MergeRequest } from './market-operations.ts';
import { rowsBefore, rowsBetween, seriesId } from './read-chunks.ts';
import { barSeries, tickSeries } from './series-name.ts';

interface InstrumentRow {
  readonly id: InstrumentId;
  readonly name: string;
  readonly asset_class: AssetClass;
  readonly currency: string;
  readonly tick_size: string;
  readonly lot_step: string;
  readonly multiplier: string;
  readonly calendar: string;
  readonly price_side: PriceSide;
  readonly expiry: EpochMs | null;
}

interface SummaryRow {
  readonly kind: 'candle' | 'quote' | 'trade';
  readonly instrument: InstrumentId;
  readonly timeframe: Timeframe;
  readonly price_side: PriceSide;
  readonly count: number;
  readonly first: EpochMs;
  readonly last: EpochMs;
}

const instrumentColumns =
  'id, name, asset_class, currency, tick_size, lot_step, multiplier, calendar, price_side, expiry';

const summaries = `
  SELECT kind, instrument, timeframe, price_side,
    sum(count) AS count, min(first_time) AS first, max(last_time) AS last
  FROM series JOIN chunk ON chunk.series_id = series.id
  WHERE (kind = 'candle') = @isBars AND (@instrument IS NULL OR instrument = @instrument)
  GROUP BY series.id ORDER BY instrument, kind, timeframe, price_side`;

const coverageOf = `
  SELECT from_time AS "from", to_time AS "to" FROM coverage WHERE series_id = ? ORDER BY from_time`;

/** The market half of storage over an open reader and writer. */
export function openMarket(reader: Reader, writer: Writer<MarketOperations>): MarketStore {
  const merge = async (request: MergeRequest): Promise<MergeResult> => {
    checkRows(request.series.kind, request.columns);
    return writer.run('merge', request, buffersOf(request.columns));
  };
  const summaryRows = (isBars: 0 | 1, instrument: InstrumentId | undefined) =>
    reader.all<SummaryRow>(summaries, { isBars, instrument: instrument ?? null });

  return {
    instruments: () =>
      reader.all<InstrumentRow>(`SELECT ${instrumentColumns} FROM instrument ORDER BY id`).map(instrumentOf),
    instrument: (id) => {
      const row = reader.get<InstrumentRow>(`SELECT ${instrumentColumns} FROM instrument WHERE id = ?`, id);
      return row === undefined ? undefined : instrumentOf(row);
    },
    saveInstruments: (instruments) => writer.run('saveInstruments', instruments),

    seriesSummaries: (instrument) => summaryRows(1, instrument).map(seriesSummaryOf),
    candles: (key, { from, to }) => toCandles(rowsBetween(reader, barSeries(key), from, to)),
    candlesBefore: (key, before, count) => toCandles(rowsBefore(reader, barSeries(key), before, count)),
    mergeCandles: (key, candles, instrument) =>
      merge({ series: barSeries(key), columns: fromCandles(candles), ...adding(instrument) }),
    mergeCovered: (key, candles, covered) =>
      merge({ series: barSeries(key), columns: fromCandles(candles), covered }),
    coverage: (key) => {
      const id = seriesId(reader, barSeries(key));
      return id === undefined ? [] : reader.all<TimeRange>(coverageOf, id);
    },

    tickSummaries: (instrument) => summaryRows(0, instrument).map(tickSummaryOf),
    ticks: (instrument, kind, { from, to }, limit) => {
      const rows = rowsBetween(reader, tickSeries(instrument, kind), from, to, limit + 1);
      const whole = limitedToWholeMoments(rows, limit);
      return kind === 'quote' ? toQuotes(whole) : toTrades(whole);
    },
    mergeTicks: (instrument, ticks, description) =>
      merge({
        series: tickSeries(instrument, ticks.kind),
        columns: fromTicks(ticks),
        ...adding(description),
      }),

    removeSeries: (key) => writer.run('remove', barSeries(key)),
    removeTicks: (instrument, kind) => writer.run('remove', tickSeries(instrument, kind)),
  };
}

function adding(instrument: Instrument | undefined): Pick<MergeRequest, 'instrument'> {
  return instrument === undefined ? {} : { instrument };
}

/** The first rows up to `limit`, ending where a moment ends, unless the first moment alone is longer. */
function limitedToWholeMoments(rows: ColumnSet, limit: number): ColumnSet {
  const [times] = rows;
  if (times.length <= limit) return rows;
  let end = limit;
  while (end > 0 && times[end - 1] === times[limit]) end -= 1;
  return cutColumns(rows, 0, end === 0 ? limit : end);
}

function instrumentOf(row: InstrumentRow): Instrument {
  const { id, name, currency, multiplier, calendar, expiry } = row;
  return {
    id,
    name,
    assetClass: row.asset_class,
    currency,
    tickSize: row.tick_size,
    lotStep: row.lot_step,
    multiplier,
    calendar,
    priceSide: row.price_side,
    ...(expiry === null ? {} : { expiry }),
  };
}

function seriesSummaryOf(row: SummaryRow): SeriesSummary {
  const { instrument, timeframe, count, first, last } = row;
  return { instrument, timeframe, priceSide: row.price_side, count, first, last };
}

function tickSummaryOf({ kind, instrument, count, first, last }: SummaryRow): TickSummary {
  return { kind: kind as TickSummary['kind'], instrument, count, first, last };
}
