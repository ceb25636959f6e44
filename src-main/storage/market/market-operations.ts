import type { Instrument } from '../../../src-shared/domain/instrument.ts';
import type { TimeRange } from '../../../src-shared/domain/time.ts';
import type { MergeResult } from '../market-store.ts';
import type { Connection } from '../sqlite/connection.ts';
import { type ChunkRow, checkChunk, chunkLength, packChunk, unpackChunk } from './chunk-codec.ts';
import { planChunks } from './chunk-plan.ts';
import { blankColumns, type ColumnSet, type SeriesKind } from './column-set.ts';
import { mergeBars, mergeTicks } from './merge-rows.ts';
import { type SeriesName, seriesLabel } from './series-name.ts';

export interface MergeRequest {
  readonly series: SeriesName;
  readonly columns: ColumnSet;
  /** Also note that this stretch was answered completely. */
  readonly covered?: TimeRange;
  /** Also add this instrument, unless its id is known. */
  readonly instrument?: Instrument;
}

interface StoredChunk extends ChunkRow {
  readonly id: number;
}

/** The writes of market.db. They run on the writer thread. */
export function marketOperations(connection: Connection) {
  const statements = prepare(connection);

  const seriesId = (series: SeriesName): number | undefined =>
    statements.findSeries.pluck().get({ ...series }) as number | undefined;

  return {
    saveInstruments(instruments: readonly Instrument[]): void {
      for (const instrument of instruments) {
        statements.saveInstrument.run(instrumentRow(instrument));
      }
    },

    merge({ series, columns, covered, instrument }: MergeRequest): MergeResult {
      if (instrument !== undefined) statements.addInstrument.run(instrumentRow(instrument));
      const id = seriesId(series) ?? Number(statements.addSeries.run({ ...series }).lastInsertRowid);
      if (covered !== undefined) noteCovered(statements, id, covered);
      const [times] = columns;
      const first = times[0];
      const last = times.at(-1);
      if (first === undefined || last === undefined) return { added: 0, replaced: 0, same: 0 };

      const touched = touchedChunks(statements, id, first, last, times.length);
      for (const chunk of touched) checkChunk(series.kind, seriesLabel(series), chunk);
      const stored = unpackAll(series.kind, touched);
      const merge = series.kind === 'candle' ? mergeBars : mergeTicks;
      const merged = merge(series.kind, stored, columns);
      if (merged.result.added + merged.result.replaced > 0) {
        for (const chunk of touched) statements.removeChunk.run(chunk.id);
        addChunks(statements, id, series.kind, merged.columns);
      }
      return merged.result;
    },

    /** Answers how many rows went. */
    remove(series: SeriesName): number {
      const id = seriesId(series);
      if (id === undefined) return 0;
      const count = statements.countRows.pluck().get(id) as number;
      statements.removeSeries.run(id);
      return count;
    },
  };
}

function instrumentRow(instrument: Instrument) {
  return { ...instrument, expiry: instrument.expiry ?? null };
}

export type MarketOperations = ReturnType<typeof marketOperations>;

/**
 * The chunks that incoming rows fall into, oldest first, and neighbours that still have room: without them every live
 * bar and every page of back-fill would become a chunk of its own.
 */
function touchedChunks(
  { chunkBefore, chunksBetween, chunkAfter }: Statements,
  id: number,
  first: number,
  last: number,
  incoming: number,
): StoredChunk[] {
  const before = chunkBefore.get(id, first) as StoredChunk | undefined;
  const between = chunksBetween.all(id, first, last) as StoredChunk[];
  const after = chunkAfter.get(id, last) as StoredChunk | undefined;
  const isInside = before !== undefined && before.last_time >= first;
  const touched =
    isInside || (before !== undefined && before.count < chunkLength) ? [before, ...between] : between;
  if (after !== undefined && after.count + incoming <= chunkLength) touched.push(after);
  return touched;
}

function unpackAll(kind: SeriesKind, chunks: readonly StoredChunk[]): ColumnSet {
  const stored = blankColumns(
    kind,
    chunks.reduce((sum, { count }) => sum + count, 0),
  );
  let at = 0;
  for (const chunk of chunks) {
    unpackChunk(kind, chunk, 0, chunk.count, stored, at);
    at += chunk.count;
  }
  return stored;
}

function addChunks(statements: Statements, id: number, kind: SeriesKind, columns: ColumnSet): void {
  const [times] = columns;
  const isSeriesEnd = statements.chunkAfter.get(id, times.at(-1)) === undefined;
  for (const { start, end } of planChunks(times, isSeriesEnd)) {
    const data = packChunk(kind, columns, start, end);
    statements.addChunk.run(id, times[start], times[end - 1], end - start, data);
  }
}

/** Ranges that touch or overlap become one. */
function noteCovered(statements: Statements, id: number, { from, to }: TimeRange): void {
  if (!(from < to)) return;
  const touching = statements.coverageTouching.all(id, to, from) as { from_time: number; to_time: number }[];
  statements.removeCoverage.run(id, to, from);
  statements.addCoverage.run(
    id,
    Math.min(from, ...touching.map(({ from_time }) => from_time)),
    Math.max(to, ...touching.map(({ to_time }) => to_time)),
  );
}

type Statements = ReturnType<typeof prepare>;

function prepare(connection: Connection) {
  return {
    addInstrument: connection.prepare(`
      INSERT INTO instrument
        (id, name, asset_class, currency, tick_size, lot_step, multiplier, calendar, price_side, expiry)
      VALUES
        (@id, @name, @assetClass, @currency, @tickSize, @lotStep, @multiplier, @calendar, @priceSide, @expiry)
      ON CONFLICT (id) DO NOTHING`),
    saveInstrument: connection.prepare(`
      INSERT INTO instrument
        (id, name, asset_class, currency, tick_size, lot_step, multiplier, calendar, price_side, expiry)
      VALUES
        (@id, @name, @assetClass, @currency, @tickSize, @lotStep, @multiplier, @calendar, @priceSide, @expiry)
      ON CONFLICT (id) DO UPDATE SET
        name = excluded.name, asset_class = excluded.asset_class, currency = excluded.currency,
        tick_size = excluded.tick_size, lot_step = excluded.lot_step, multiplier = excluded.multiplier,
        calendar = excluded.calendar, price_side = excluded.price_side, expiry = excluded.expiry`),
    findSeries: connection.prepare(`
      SELECT id FROM series
      WHERE instrument = @instrument AND kind = @kind AND timeframe = @timeframe AND price_side = @priceSide`),
    addSeries: connection.prepare(`
      INSERT INTO series (instrument, kind, timeframe, price_side)
      VALUES (@instrument, @kind, @timeframe, @priceSide)`),
    removeSeries: connection.prepare('DELETE FROM series WHERE id = ?'),
    countRows: connection.prepare('SELECT coalesce(sum(count), 0) FROM chunk WHERE series_id = ?'),
    chunkBefore: connection.prepare(`
      SELECT id, first_time, last_time, count, data FROM chunk
      WHERE series_id = ? AND first_time < ? ORDER BY first_time DESC LIMIT 1`),
    chunksBetween: connection.prepare(`
      SELECT id, first_time, last_time, count, data FROM chunk
      WHERE series_id = ? AND first_time >= ? AND first_time <= ? ORDER BY first_time`),
    chunkAfter: connection.prepare(`
      SELECT id, first_time, last_time, count, data FROM chunk
      WHERE series_id = ? AND first_time > ? ORDER BY first_time LIMIT 1`),
    addChunk: connection.prepare(`
      INSERT INTO chunk (series_id, first_time, last_time, count, data) VALUES (?, ?, ?, ?, ?)`),
    removeChunk: connection.prepare('DELETE FROM chunk WHERE id = ?'),
    coverageTouching: connection.prepare(`
      SELECT from_time, to_time FROM coverage WHERE series_id = ? AND from_time <= ? AND to_time >= ?`),
    removeCoverage: connection.prepare(`
      DELETE FROM coverage WHERE series_id = ? AND from_time <= ? AND to_time >= ?`),
    addCoverage: connection.prepare('INSERT INTO coverage (series_id, from_time, to_time) VALUES (?, ?, ?)'),
  };
}
