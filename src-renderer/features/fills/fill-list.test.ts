import { expect, test } from 'vitest';
import type { FillCard } from '../../../src-shared/contract/trading.ts';
import { mergeFills, olderThan } from './fill-list.ts';

const fill = (id: string, time: number, isSynthetic = false) => ({ id, time, isSynthetic }) as FillCard;

test('O7: a fill that is heard twice is shown once, newest first', () => {
  const merged = mergeFills([fill('a', 1), fill('b', 2)], [fill('b', 2), fill('c', 3)]);
  expect(merged.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
});

test('the later word on a fill counts', () => {
  const [only] = mergeFills([fill('a', 1, true)], [fill('a', 1, false)]);
  expect(only?.isSynthetic).toBe(false);
});

test('older ones are asked for from the oldest millisecond on, and from before it when that brought nothing', () => {
  const shown = [fill('b', 20), fill('a', 10)];
  expect(olderThan(shown, null)).toBe(11);
  expect(olderThan(shown, 21)).toBe(11);
  expect(olderThan(shown, 11)).toBe(10);
  expect(olderThan([], null)).toBeNull();
});
