import { expect, test } from 'vitest';
import type { FillCard } from '../../../src-shared/contract/trading.ts';
import { cursorOf, mergeFills, withOlder } from './fill-list.ts';

const fill = (id: string, time: number, quantity = '1') => ({ id, time, quantity }) as FillCard;
const idsOf = (fills: readonly FillCard[]) => fills.map(({ id }) => id);

test('O7: a fill that is heard twice is shown once, newest first', () => {
  expect(idsOf(mergeFills([fill('a', 1), fill('b', 2)], [fill('b', 2), fill('c', 3)]))).toEqual([
    'c',
    'b',
    'a',
  ]);
});

test('the later word on a fill counts', () => {
  expect(mergeFills([fill('a', 1, '2')], [fill('a', 1, '1.5')])).toEqual([fill('a', 1, '1.5')]);
  expect(withOlder([fill('a', 1, '1.5')], [fill('a', 1, '2')])).toEqual([fill('a', 1, '1.5')]);
});

test('O7: a stand-in that is no longer among the newest goes, and what is older than they are stays', () => {
  const kept = [fill('stand-in', 5), fill('old', 1)];
  expect(idsOf(mergeFills(kept, [fill('real', 5), fill('first', 4)]))).toEqual(['real', 'first', 'old']);
  expect(idsOf(mergeFills(kept, []))).toEqual(['stand-in', 'old']);
});

test('pages follow one another within a millisecond too', () => {
  const shown = withOlder([fill('c', 10)], [fill('b', 10), fill('a', 10)]);
  expect(idsOf(shown)).toEqual(['c', 'b', 'a']);
  expect(cursorOf(shown)).toEqual({ time: 10, id: 'a' });
  expect(cursorOf([])).toBeNull();
});
