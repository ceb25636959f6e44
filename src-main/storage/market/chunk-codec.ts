import { Failure } from '../../../src-shared/domain/failure.ts';
import { type ColumnSet, columnWidths, type SeriesKind } from './column-set.ts';

/*
 * A chunk's blob is its columns one after another, each contiguous, little-endian, without header: reading is one copy
 * a column. How many rows it has, its first and last time stand in the row beside it, and must agree.
 */

/** Rows a chunk aims at. Ticks of one moment are never parted, so a chunk of ticks may be longer. */
export const chunkLength = 1024;

if (new Uint8Array(new Uint16Array([1]).buffer)[0] !== 1) {
  throw new Error('stored columns are little-endian, and this machine is not');
}

export interface ChunkRow {
  readonly first_time: number;
  readonly last_time: number;
  readonly count: number;
  readonly data: Uint8Array;
}

function rowBytes(kind: SeriesKind): number {
  return columnWidths[kind].reduce<number>((sum, width) => sum + width, 0);
}

/** The blob of rows `start` up to `end`. */
export function packChunk(kind: SeriesKind, columns: ColumnSet, start: number, end: number): Uint8Array {
  const bytes = new Uint8Array((end - start) * rowBytes(kind));
  let at = 0;
  for (const column of columns) {
    const part = column.subarray(start, end);
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return bytes;
}

/** Copies rows `start` up to `end` of a chunk into columns at `at`. The row must have passed `checkChunk`. */
export function unpackChunk(
  kind: SeriesKind,
  row: ChunkRow,
  start: number,
  end: number,
  to: ColumnSet,
  at: number,
): void {
  const { buffer, byteOffset } = row.data;
  const widths = columnWidths[kind];
  let columnStart = byteOffset;
  for (let index = 0; index < widths.length; index += 1) {
    const width = widths[index] as 8 | 1;
    const target = to[index] as ColumnSet[number];
    const from = columnStart + start * width;
    if (width === 1) target.set(new Int8Array(buffer, from, end - start), at);
    else if (from % 8 === 0) target.set(new Float64Array(buffer, from, end - start), at);
    else {
      const bytes = new Uint8Array(target.buffer, target.byteOffset, target.byteLength);
      bytes.set(new Uint8Array(buffer, from, (end - start) * width), at * width);
    }
    columnStart += row.count * width;
  }
}

/**
 * Frees a blob that has been unpacked; the row is of no use afterwards. Without it a long read leaves as many bytes to
 * the garbage collector as it answers, each in memory that has to be asked for and cleared first.
 */
export function releaseChunk({ data }: ChunkRow): void {
  const { buffer } = data;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === data.byteLength) buffer.transfer(0);
}

/** The chunk's times, without copying where the blob's position in memory allows. */
export function chunkTimes(row: ChunkRow): Float64Array {
  const { buffer, byteOffset } = row.data;
  if (byteOffset % 8 === 0) return new Float64Array(buffer, byteOffset, row.count);
  const times = new Float64Array(row.count);
  new Uint8Array(times.buffer).set(row.data.subarray(0, times.byteLength));
  return times;
}

/** @throws Failure `unavailable` when a blob's length or ends are not what its row says. */
export function checkChunk(kind: SeriesKind, name: string, row: ChunkRow): void {
  const expected = row.count * rowBytes(kind);
  if (row.data.byteLength !== expected) {
    throw damaged(name, row, `its data has ${row.data.byteLength} bytes instead of ${expected}`);
  }
  const times = chunkTimes(row);
  if (times[0] !== row.first_time || times.at(-1) !== row.last_time) {
    throw damaged(name, row, 'its first or last time is not what its index says');
  }
}

function damaged(name: string, row: ChunkRow, why: string): Failure {
  return new Failure(
    'unavailable',
    `The stored ${name} from ${safeTime(row.first_time)} is damaged: ${why}. Remove this series and fetch or import it again.`,
    { data: { series: name, firstTime: row.first_time } },
  );
}

function safeTime(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? String(time) : date.toISOString();
}
