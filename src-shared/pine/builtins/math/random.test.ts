import { expect, test } from 'vitest';
import { emptyBars } from '../testing/columns.ts';
import { callOf, runBuiltin, testContext } from '../testing/run-builtin.ts';
import { random } from './random.ts';

const bars = emptyBars(2000);

test('numbers lie in the range, are spread over it, and do not repeat', () => {
  const numbers = runBuiltin(random, bars, [-1, 3, undefined]) as number[];
  expect(numbers.every((number) => number >= -1 && number < 3)).toBe(true);
  expect(new Set(numbers).size).toBe(numbers.length);
  const quarters = [0, 1, 2, 3].map(
    (from) => numbers.filter((number) => Math.floor(number + 1) === from).length,
  );
  expect(Math.min(...quarters)).toBeGreaterThan(400);
});

test('the same seed gives the same numbers on every run, another seed others', () => {
  const seeded = runBuiltin(random, bars, [0, 1, 42]);
  expect(runBuiltin(random, bars, [0, 1, 42])).toEqual(seeded);
  expect(runBuiltin(random, bars, [0, 1, 43])).not.toEqual(seeded);
});

test('an open bar that is run again draws the same number', () => {
  const { state, next } = callOf(random, testContext(bars), [0, 1, 7]);
  next(0);
  state.save();
  const first = next(1);
  next(1);
  state.restore();
  expect(next(1)).toBe(first);
});
