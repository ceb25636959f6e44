import { expect, it } from 'vitest';
import { sparklinePath } from './sparkline-path.ts';

it('spans the box, highest at the top', () => {
  expect(sparklinePath([1, 3, 2], 60, 20)).toBe('M0.0 20.0L30.0 0.0L60.0 10.0');
});

it('draws a flat market in the middle, and nothing from a single price', () => {
  expect(sparklinePath([5, 5], 10, 20)).toBe('M0.0 10.0L10.0 10.0');
  expect(sparklinePath([5], 10, 20)).toBe('');
});
