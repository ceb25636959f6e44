import { expect } from 'vitest';
import type { Result } from './columns.ts';

/** Fails at the first bar where the results differ by more than `relative` of the larger, or of `scale`; na must be na. */
export function expectSame(
  got: readonly Result[],
  expected: readonly Result[],
  scale = 0,
  relative = 1e-9,
): void {
  expect(got.length).toBe(expected.length);
  for (let bar = 0; bar < expected.length; bar += 1) {
    const is = got[bar] as Result;
    const should = expected[bar] as Result;
    if (!isSame(is, should, scale, relative)) {
      expect.fail(`bar ${bar} is ${show(is)}, not ${show(should)}`);
    }
  }
}

function isSame(got: Result, expected: Result, scale: number, relative: number): boolean {
  if (Array.isArray(got) && Array.isArray(expected)) {
    return (
      got.length === expected.length &&
      got.every((value, index) => isSame(value as number, expected[index] as number, scale, relative))
    );
  }
  if (typeof got !== 'number' || typeof expected !== 'number') return got === expected;
  if (Number.isNaN(expected)) return Number.isNaN(got);
  return Math.abs(got - expected) <= relative * Math.max(Math.abs(expected), scale);
}

function show(value: Result): string {
  return Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
}
