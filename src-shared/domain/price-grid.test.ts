import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gridOf, isOnGrid, stepsBetween, toGrid } from './price-grid.ts';

const steps = ['0.00001', '0.00005', '0.0001', '0.001', '0.01', '0.05', '0.25', '0.5', '1', '2.5', '5', '10'];

test.each([
  ['0.00001', 5, 100_000],
  ['0.00005', 5, 20_000],
  ['0.0000001', 7, 10_000_000],
  ['0.25', 2, 4],
  ['0.50', 1, 2],
  ['1', 0, 1],
  ['10', 0, 0.1],
])('steps of %s show %i decimals and are %d to the unit, exactly', (step, decimals, perUnit) => {
  expect(gridOf(step)).toEqual({ decimals, step: Number(step), perUnit });
});

test('the nearest step is the number a person would write, and standing on it is stable', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...steps),
      fc.integer({ min: -10_000_000, max: 10_000_000 }),
      fc.double({ min: -0.49, max: 0.49, noNaN: true }),
      (step, count, dust) => {
        const grid = gridOf(step);
        const written = Number((count * Number(step)).toFixed(grid.decimals));
        const found = toGrid(grid, written + dust * grid.step);
        expect(found + 0).toBe(written + 0);
        expect(toGrid(grid, found)).toBe(found);
        expect(isOnGrid(grid, found)).toBe(true);
        expect(String(found).replace(/^-?\d+\.?/, '').length).toBeLessThanOrEqual(grid.decimals);
      },
    ),
    { numRuns: 3000 },
  );
});

test('steps between two prices are whole and counted exactly', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...steps),
      fc.integer({ min: -1_000_000, max: 1_000_000 }),
      fc.integer({ min: -1_000_000, max: 1_000_000 }),
      (step, from, to) => {
        const grid = gridOf(step);
        const price = (count: number) => Number((count * Number(step)).toFixed(grid.decimals));
        expect(stepsBetween(grid, price(from), price(to)) + 0).toBe(to - from);
      },
    ),
    { numRuns: 2000 },
  );
});

test('a price between the steps does not stand on the grid', () => {
  expect(isOnGrid(gridOf('0.25'), 100.1)).toBe(false);
  expect(isOnGrid(gridOf('0.00005'), 1.10003)).toBe(false);
  expect(toGrid(gridOf('0.25'), 100.125)).toBe(100.25);
});

test.each(['', '0', '0.0', '-1', '1e-5', 'abc', '.5', '1.', '0,01'])('“%s” is not a step', (step) => {
  expect(() => gridOf(step)).toThrow(/is not a step/);
});
