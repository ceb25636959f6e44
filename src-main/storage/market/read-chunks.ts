import type { Reader } from '../sqlite/reader.ts';
import { type ChunkRow, checkChunk, chunkTimes, releaseChunk, unpackChunk } from './chunk-codec.ts';
import { blankColumns, type ColumnSet, cutColumns, firstAtOrAfter } from './column-set.ts';
import { type SeriesName, seriesLabel } from './series-name.ts';

const columns = 'first_time, last_time, count, data';

/** The chunk in which `from` falls begins before it; chunks never overlap, so it is the last one that does. */
const chunksInRange = `
  SELECT ${columns} FROM chunk
  WHERE series_id = @id AND first_time < @to AND first_time >= coalesce(
    (SELECT max(first_time) FROM chunk WHERE series_id = @id AND first_time <= @from), @from)
  ORDER BY first_time`;

const chunksBackwards = `
  SELECT ${columns} FROM chunk WHERE series_id = @id AND first_time < @before ORDER BY first_time DESC`;

/** The same chunks without their blobs: the counts stand in the index. */
const countsInRange = chunksInRange.replace(columns, 'count');
const countsBackwards = chunksBackwards.replace(columns, 'count');

const findSeries =
  'SELECT id FROM series WHERE instrument = ? AND kind = ? AND timeframe = ? AND price_side = ?';

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
  const id = seriesId(reader, series);
  if (id === undefined || !(from < to)) return blankColumns(series.kind, 0);
  const range = { id, from, to };
  return reader.snapshot(() => {
    const found = blankColumns(series.kind, roomFor(reader.each(countsInRange, range), enough));
    let length = 0;
    for (const row of reader.each<ChunkRow>(chunksInRange, range)) {
      checkChunk(series.kind, seriesLabel(series), row);
      const { start, end } = rowsInside(row, from, to);
      unpackChunk(series.kind, row, start, end, found, length);
      releaseChunk(row);
      length += end - start;
      if (length >= enough) break;
    }
    return cutColumns(found, 0, length);
  });
}

/** The newest `count` rows with `time < before`, oldest first. */
export function rowsBefore(reader: Reader, series: SeriesName, before: number, count: number): ColumnSet {
  const id = seriesId(reader, series);
  if (id === undefined || !(count > 0)) return blankColumns(series.kind, 0);
  const wanted = Math.floor(count);
  const range = { id, before };
  return reader.snapshot(() => {
    const room = roomFor(reader.each(countsBackwards, range), wanted);
    const found = blankColumns(series.kind, room);
    const oldest = Math.max(0, room - wanted);
    let at = room;
    for (const row of reader.each<ChunkRow>(chunksBackwards, range)) {
      checkChunk(series.kind, seriesLabel(series), row);
      const { end } = rowsInside(row, Number.NEGATIVE_INFINITY, before);
      const start = Math.max(0, end - (at - oldest));
      at -= end - start;
      unpackChunk(series.kind, row, start, end, found, at);
      releaseChunk(row);
      if (at === oldest) break;
    }
    return cutColumns(found, at, room);
  });
}

/**
 * Rows in the first chunks that together must hold `enough`, of which only the first may lie partly outside. The counts
 * stand in an index, so that columns can be made before any blob is read, and each blob let go before the next.
 */
function roomFor(counts: Iterable<{ readonly count: number }>, enough: number): number {
  let first: number | undefined;
  let room = 0;
  for (const { count } of counts) {
    first ??= count;
    room += count;
    if (room - first >= enough) break;
  }
  return room;
}

function rowsInside(row: ChunkRow, from: number, to: number): { start: number; end: number } {
  const isWhole = row.first_time >= from && row.last_time < to;
  if (isWhole) return { start: 0, end: row.count };
  const times = chunkTimes(row);
  return { start: firstAtOrAfter(times, from), end: firstAtOrAfter(times, to) };
}
