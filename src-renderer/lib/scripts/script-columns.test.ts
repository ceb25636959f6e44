import { expect, test } from 'vitest';
import type { ScriptRows } from '../../../src-shared/stream/script-frame.ts';
import { ScriptColumns } from './script-columns.ts';

function rows(generation: number, first: number, count: number, values: readonly number[]): ScriptRows {
  return {
    channel: 1,
    generation,
    first,
    count,
    time: Float64Array.from(values, (_, row) => (first + row) * 1000),
    columns: [Float64Array.from(values)],
  };
}

const shown = (columns: ScriptColumns) => [...(columns.column(0)?.subarray(0, columns.length) ?? [])];

test('history comes in several frames and is shown once it is whole', () => {
  const columns = new ScriptColumns();
  expect(columns.take(rows(0, 0, 4, [1, 2]))).toBeUndefined();
  expect(shown(columns)).toEqual([]);
  expect(columns.take(rows(0, 2, 4, [3, 4]))).toEqual({ fromRow: 0 });
  expect(shown(columns)).toEqual([1, 2, 3, 4]);
});

test('rows of the same bars are replaced and new ones are added', () => {
  const columns = new ScriptColumns();
  columns.take(rows(0, 0, 3, [1, 2, 3]));
  expect(columns.take(rows(0, 2, 4, [30, 40]))).toEqual({ fromRow: 2 });
  expect(shown(columns)).toEqual([1, 2, 30, 40]);
});

test('another generation replaces everything, but not before it is as long as the run', () => {
  const columns = new ScriptColumns();
  columns.take(rows(0, 0, 3, [1, 2, 3]));
  columns.take(rows(1, 0, 2, [7]));
  expect(shown(columns)).toEqual([1, 2, 3]);
  expect(columns.take(rows(1, 1, 2, [8]))).toEqual({ fromRow: 0 });
  expect(shown(columns)).toEqual([7, 8]);
  expect(columns.generation).toBe(1);
});

test('rows behind a hole are left out', () => {
  const columns = new ScriptColumns();
  columns.take(rows(0, 0, 2, [1, 2]));
  expect(columns.take(rows(0, 5, 6, [9]))).toBeUndefined();
  expect(shown(columns)).toEqual([1, 2]);
});

test('a row is found by the time its bar opens', () => {
  const columns = new ScriptColumns();
  columns.take(rows(0, 0, 5, [1, 2, 3, 4, 5]));
  expect([0, 1500, 2000, 9000].map((time) => columns.rowAtOrAfter(time))).toEqual([0, 2, 2, 5]);
});
