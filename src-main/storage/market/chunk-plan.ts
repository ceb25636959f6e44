import { chunkLength } from './chunk-codec.ts';
import { groupEnd } from './merge-rows.ts';

/** Rows `start` up to `end` become one chunk. */
export interface ChunkSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * Where to cut rows into chunks. At the end of a series chunks are filled up and the rest is left for what comes next;
 * in the middle the rows are spread evenly, so that filling small gaps does not leave crumbs. Rows of one moment stay
 * together.
 */
export function planChunks(times: Float64Array, isSeriesEnd: boolean): ChunkSpan[] {
  const target = isSeriesEnd
    ? chunkLength
    : Math.ceil(times.length / Math.max(1, Math.ceil(times.length / chunkLength)));
  const spans: ChunkSpan[] = [];
  let start = 0;
  while (start < times.length) {
    const end = cutBetweenMoments(times, start, Math.min(start + target, times.length));
    spans.push({ start, end });
    start = end;
  }
  return spans;
}

/** The last change of time at or before `wanted`; if the whole stretch is one moment, its end. */
function cutBetweenMoments(times: Float64Array, start: number, wanted: number): number {
  if (wanted === times.length || times[wanted] !== times[wanted - 1]) return wanted;
  let end = wanted - 1;
  while (end > start && times[end - 1] === times[wanted]) end -= 1;
  return end > start ? end : groupEnd(times, start);
}
