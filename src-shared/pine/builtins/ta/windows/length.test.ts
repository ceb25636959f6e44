import { expect, test } from 'vitest';
import { emptyBars } from '../../testing/columns.ts';
import { testContext } from '../../testing/run-builtin.ts';
import { Length } from './length.ts';

const context = testContext(emptyBars(1));

test('a length is cut to a whole number, and na stays na', () => {
  const length = new Length(context, undefined);
  expect(length.of(7.9)).toBe(7);
  expect(length.of(Number.NaN)).toBeNaN();
  expect(length.longest).toBe(5000);
});

test('S3: a length that is too small or too large ends the script with a sentence', () => {
  expect(() => new Length(context, undefined).of(0)).toThrow('“length” is 0; it must be at least 1.');
  expect(() => new Length(context, undefined).of(5001)).toThrow('at most 5000 bars');
  expect(() => new Length(context, 1e9)).toThrow('at most 10000 bars');
});
