import { expect, test } from 'vitest';
import { valuesByLine } from './inline-values.ts';
import { costByLine, costText } from './profile-lines.ts';

const lineOf = (offset: number) => Math.floor(offset / 10) + 1;
const value = (start: number, name: string | null, text: string) => ({ start, end: start + 1, name, text });

test('variables of one line stand behind it, the last value of each; expressions are left out', () => {
  const lines = valuesByLine(
    [value(0, 'a', '1'), value(3, 'b', '2'), value(4, null, '9'), value(5, 'a', '3'), value(12, 'c', 'na')],
    lineOf,
  );
  expect([...lines]).toEqual([
    [1, 'a = 3   b = 2'],
    [2, 'c = na'],
  ]);
});

test('more than a line can show is cut', () => {
  const many = Array.from({ length: 20 }, (_, index) => value(index / 4, `v${index}`, 'x'.repeat(40)));
  const [line] = valuesByLine(many, lineOf).values();
  expect(line?.length).toBe(140);
  expect(line?.endsWith('…')).toBe(true);
});

test('the cost of a line is that of its statements without what is inside them', () => {
  const costs = costByLine(
    [
      { start: 0, ownMs: 1 },
      { start: 5, ownMs: 2 },
      { start: 11, ownMs: 0.5 },
    ],
    lineOf,
  );
  expect([...costs]).toEqual([
    [1, 3],
    [2, 0.5],
  ]);
});

test.each([
  [undefined, ''],
  [0.0001, ''],
  [0.25, '250µs'],
  [3.14, '3.1ms'],
  [250.4, '250ms'],
])('%s ms is written “%s”', (ms, text) => {
  expect(costText(ms)).toBe(text);
});
