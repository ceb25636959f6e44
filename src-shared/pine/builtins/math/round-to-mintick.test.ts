import { expect, test } from 'vitest';
import { roundToTick } from './round-to-mintick.ts';

test('prices go to the nearest tick, halves up', () => {
  expect(roundToTick(1.006, 0.01)).toBe(1.01);
  expect(roundToTick(1.005, 0.01)).toBe(1.01);
  expect(roundToTick(-1.005, 0.01)).toBe(-1);
  expect(roundToTick(1.0672349, 0.00001)).toBe(1.06723);
  expect(roundToTick(4512.3, 0.25)).toBe(4512.25);
  expect(roundToTick(4512.3, 5)).toBe(4510);
  expect(roundToTick(Number.NaN, 0.01)).toBeNaN();
});
