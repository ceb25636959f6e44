import { expect, test } from 'vitest';
import { costByLine, costText, dearestLines } from './profile-lines.ts';

/** Ten characters a line. */
const lineOf = (offset: number) => Math.floor(offset / 10) + 1;
const statements = [
  { start: 12, ownMs: 1 },
  { start: 15, ownMs: 2 },
  { start: 30, ownMs: 6 },
  { start: 41, ownMs: 0.5 },
  { start: 52, ownMs: 0.5 },
  { start: 60, ownMs: 0 },
];

test('statements of one line cost together', () => {
  expect([...costByLine(statements, lineOf)]).toEqual([
    [2, 3],
    [4, 6],
    [5, 0.5],
    [6, 0.5],
    [7, 0],
  ]);
});

test('the dearest lines come first, each with its share and its place', () => {
  expect(dearestLines(statements, lineOf, 2)).toEqual([
    { line: 4, ms: 6, share: 0.6, start: 30 },
    { line: 2, ms: 3, share: 0.3, start: 12 },
  ]);
  expect(dearestLines([{ start: 0, ownMs: 0 }], lineOf)).toEqual([]);
});

test('a cost is written short', () => {
  expect([0.0004, 0.19, 8.25, 123.4].map(costText)).toEqual(['', '190µs', '8.3ms', '123ms']);
});
