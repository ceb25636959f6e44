import type { MergeResult } from '../market-store.ts';
import { blankColumns, type ColumnSet, copyRows, cutColumns, type SeriesKind } from './column-set.ts';

export interface Merged {
  readonly columns: ColumnSet;
  readonly result: MergeResult;
}

/**
 * Joins bars by their time: a bar that is there already is replaced by the incoming one. Both sides ascend strictly.
 * Stretches that belong to one side alone are copied whole.
 */
export function mergeBars(kind: SeriesKind, stored: ColumnSet, incoming: ColumnSet): Merged {
  const [storedTimes] = stored;
  const [incomingTimes] = incoming;
  const out = blankColumns(kind, storedTimes.length + incomingTimes.length);
  let added = 0;
  let replaced = 0;
  let same = 0;
  let i = 0;
  let j = 0;
  let at = 0;
  while (i < storedTimes.length || j < incomingTimes.length) {
    const storedTime = storedTimes[i] ?? Number.POSITIVE_INFINITY;
    const incomingTime = incomingTimes[j] ?? Number.POSITIVE_INFINITY;
    if (storedTime < incomingTime) {
      const end = runEnd(storedTimes, i, incomingTime);
      copyRows(stored, i, end, out, at);
      at += end - i;
      i = end;
    } else if (incomingTime < storedTime) {
      const end = runEnd(incomingTimes, j, storedTime);
      copyRows(incoming, j, end, out, at);
      at += end - j;
      added += end - j;
      j = end;
    } else {
      if (isSameRow(stored, i, incoming, j)) same += 1;
      else replaced += 1;
      copyRow(incoming, j, out, at);
      at += 1;
      i += 1;
      j += 1;
    }
  }
  return { columns: cutColumns(out, 0, at), result: { added, replaced, same } };
}

/**
 * Joins ticks. Times may repeat and so may whole ticks: of one moment's ticks the result holds each as often as the side
 * that has it more often, stored ones first, so that the same file again adds nothing.
 */
export function mergeTicks(kind: SeriesKind, stored: ColumnSet, incoming: ColumnSet): Merged {
  const [storedTimes] = stored;
  const [incomingTimes] = incoming;
  const out = blankColumns(kind, storedTimes.length + incomingTimes.length);
  let same = 0;
  let i = 0;
  let j = 0;
  let at = 0;
  const copyRun = (from: ColumnSet, start: number, end: number) => {
    copyRows(from, start, end, out, at);
    at += end - start;
  };
  while (i < storedTimes.length || j < incomingTimes.length) {
    const storedTime = storedTimes[i] ?? Number.POSITIVE_INFINITY;
    const incomingTime = incomingTimes[j] ?? Number.POSITIVE_INFINITY;
    if (storedTime < incomingTime) {
      const end = runEnd(storedTimes, i, incomingTime);
      copyRun(stored, i, end);
      i = end;
    } else if (incomingTime < storedTime) {
      const end = runEnd(incomingTimes, j, storedTime);
      copyRun(incoming, j, end);
      j = end;
    } else {
      const storedEnd = groupEnd(storedTimes, i);
      const incomingEnd = groupEnd(incomingTimes, j);
      copyRun(stored, i, storedEnd);
      const missing = missingRows(stored, i, storedEnd, incoming, j, incomingEnd);
      same += incomingEnd - j - missing.length;
      for (const row of missing) copyRun(incoming, row, row + 1);
      i = storedEnd;
      j = incomingEnd;
    }
  }
  return {
    columns: cutColumns(out, 0, at),
    result: { added: incomingTimes.length - same, replaced: 0, same },
  };
}

/** First row from `start` whose time is not before `limit`. Walks doubling steps: runs are one row or very long. */
function runEnd(times: Float64Array, start: number, limit: number): number {
  let step = 1;
  let low = start;
  while (low + step < times.length && (times[low + step] as number) < limit) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, times.length);
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) < limit) low = middle;
    else high = middle;
  }
  return high;
}

/** First row after `start` with another time. */
export function groupEnd(times: Float64Array, start: number): number {
  const time = times[start];
  let end = start + 1;
  while (end < times.length && times[end] === time) end += 1;
  return end;
}

/** Incoming rows of one moment that have no stored counterpart left. */
function missingRows(
  stored: ColumnSet,
  storedStart: number,
  storedEnd: number,
  incoming: ColumnSet,
  incomingStart: number,
  incomingEnd: number,
): number[] {
  const unmatched = new Map<string, number>();
  for (let row = storedStart; row < storedEnd; row += 1) {
    const key = rowKey(stored, row);
    unmatched.set(key, (unmatched.get(key) ?? 0) + 1);
  }
  const missing: number[] = [];
  for (let row = incomingStart; row < incomingEnd; row += 1) {
    const key = rowKey(incoming, row);
    const left = unmatched.get(key) ?? 0;
    if (left > 0) unmatched.set(key, left - 1);
    else missing.push(row);
  }
  return missing;
}

function rowKey(columns: ColumnSet, row: number): string {
  return columns.map((column) => column[row]).join(' ');
}

function isSameRow(a: ColumnSet, i: number, b: ColumnSet, j: number): boolean {
  for (let column = 0; column < a.length; column += 1) {
    if (!Object.is(a[column]?.[i], b[column]?.[j])) return false;
  }
  return true;
}

function copyRow(from: ColumnSet, row: number, to: ColumnSet, at: number): void {
  for (let column = 0; column < from.length; column += 1) {
    (to[column] as Float64Array)[at] = (from[column] as Float64Array)[row] as number;
  }
}
