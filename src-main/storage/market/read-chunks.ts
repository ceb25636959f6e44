import type { Reader } from '../sqlite/reader.ts';
import { type ChunkRow, checkChunk, chunkTimes, unpackChunk } from './chunk-codec.ts';
import { blankColumns, type ColumnSet, firstAtOrAfter } from './column-set.ts';
import { type SeriesName, seriesLabel } from './series-name.ts';

const columns = 'first_time, last_time, count, data';

/** The chunk in which `from` falls begins before it; chunks never overlap, so it is the last one that does. */
const chunksInRange = `
  SELECT ${columns} FROM chunk
  WHERE series_id = @id AND first_time < @to AND first_time >= coalesce(
    (SELECT max(first_time) FROM chunk WHERE series_id = @id AND first_time <= @from), @from)
  ORDER BY first_time`;

const chunksBackwards = `
  SELECT ${columns} FROM chunk WHERE series_id = ? AND first_time < ? ORDER BY first_time DESC`;

const findSeries =
  'SELECT id FROM series WHERE instrument = ? AND kind = ? AND timeframe = ? AND price_side = ?';

interface Slice {
  readonly row: ChunkRow;
  readonly start: number;
  readonly end: number;
}

export function seriesId(
  reader: Reader,
  { kind, instrument, timeframe, priceSide }: SeriesName,
): number | undefined {
  return reader.get<{ id: number }>(findSeries, instrument, kind, timeframe, priceSide)?.id;
}

/** Rows with `from <= time < to`, oldest first; at most so many chunks are read that `enough` rows are found. */
export function rowsBetween(
  reader: Reader,
  series: SeriesName,
  from: number,
  to: number,
  enough = Number.POSITIVE_INFINITY,
): ColumnSet {
  const slices: Slice[] = [];
  const id = seriesId(reader, series);
  if (id === undefined || !(from < to)) return blankColumns(series.kind, 0);
  let found = 0;
  for (const row of reader.each<ChunkRow>(chunksInRange, { id, from, to })) {
    checkChunk(series.kind, seriesLabel(series), row);
    const slice = sliceOf(row, from, to);
    slices.push(slice);
    found += slice.end - slice.start;
    if (found >= enough) break;
  }
  return join(series, slices);
}

/** The newest `count` rows with `time < before`, oldest first. */
export function rowsBefore(reader: Reader, series: SeriesName, before: number, count: number): ColumnSet {
  const slices: Slice[] = [];
  const id = seriesId(reader, series);
  if (id === undefined || !(count > 0)) return blankColumns(series.kind, 0);
  let missing = Math.floor(count);
  for (const row of reader.each<ChunkRow>(chunksBackwards, id, before)) {
    checkChunk(series.kind, seriesLabel(series), row);
    const { end } = sliceOf(row, Number.NEGATIVE_INFINITY, before);
    const start = Math.max(0, end - missing);
    slices.unshift({ row, start, end });
    missing -= end - start;
    if (missing === 0) break;
  }
  return join(series, slices);
}

function sliceOf(row: ChunkRow, from: number, to: number): Slice {
  const isWhole = row.first_time >= from && row.last_time < to;
  if (isWhole) return { row, start: 0, end: row.count };
  const times = chunkTimes(row);
  return { row, start: firstAtOrAfter(times, from), end: firstAtOrAfter(times, to) };
}

function join({ kind }: SeriesName, slices: readonly Slice[]): ColumnSet {
  const whole = blankColumns(
    kind,
    slices.reduce((sum, { start, end }) => sum + end - start, 0),
  );
  let at = 0;
  for (const { row, start, end } of slices) {
    unpackChunk(kind, row, start, end, whole, at);
    at += end - start;
  }
  return whole;
}
