import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ladderOf, sizeDecimals } from './ladder.ts';

const side = (...levels: readonly (readonly [price: number, size: number])[]) => ({
  price: Float64Array.from(levels, ([price]) => price),
  size: Float64Array.from(levels, ([, size]) => size),
});
const book = {
  bids: side([100.4, 1], [100.3, 2], [99.9, 4], [99.5, 8]),
  asks: side([100.6, 3], [100.7, 5], [101.2, 7]),
};

describe('a ladder', () => {
  it('adds up from the best price outwards, with what taking it all would cost', () => {
    const { bids, asks } = ladderOf(book, 3, 0);
    expect(bids.map(({ price, size, total }) => [price, size, total])).toEqual([
      [100.4, 1, 1],
      [100.3, 2, 3],
      [99.9, 4, 7],
    ]);
    expect(asks[1]?.cost).toBeCloseTo(100.6 * 3 + 100.7 * 5);
  });

  it('knows its spread, its middle and which side weighs more', () => {
    const { spread, middle, largestSize, largestTotal, bidShare } = ladderOf(book, 10, 0);
    expect([spread, middle].map((value) => Number(value.toFixed(6)))).toEqual([0.2, 100.5]);
    expect([largestSize, largestTotal]).toEqual([8, 15]);
    expect(bidShare).toBeCloseTo(0.5);
  });

  it('groups away from the spread, and leaves out the group that the book ends in', () => {
    const { bids, asks, spread } = ladderOf(book, 10, 0.5);
    expect(bids.map(({ price, size }) => [price, size])).toEqual([[100, 3]]);
    expect(asks.map(({ price, size }) => [price, size])).toEqual([[101, 8]]);
    expect(spread).toBeCloseTo(0.2);
  });

  it('is not fooled by doubles: 0.3 belongs to the row 0.3', () => {
    const tenths = side([0.3, 1], [0.1 + 0.1, 2], [0.1, 3]);
    expect(ladderOf({ bids: tenths, asks: side() }, 5, 0.1).bids.map(({ size }) => size)).toEqual([1, 2]);
    const rising = side([0.1 + 0.2, 1], [0.4, 2], [0.5, 1]);
    expect(ladderOf({ bids: side(), asks: rising }, 5, 0.1).asks.map(({ size }) => size)).toEqual([1, 2]);
  });

  it('of an empty book has no rows and no figures', () => {
    const empty = ladderOf({ bids: side(), asks: side() }, 10, 0);
    expect(empty).toMatchObject({ bids: [], asks: [], largestSize: 0, largestTotal: 0 });
    expect([empty.spread, empty.middle, empty.bidShare]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  it('never shows a better price than there is, whatever the grouping, and loses nothing in between', () => {
    const levels = fc.uniqueArray(fc.integer({ min: 1, max: 5000 }), { minLength: 2, maxLength: 50 });
    fc.assert(
      fc.property(levels, fc.constantFrom(0.05, 0.25, 1, 7.5), (ticks, step) => {
        const prices = ticks.toSorted((a, b) => a - b).map((tick) => tick * 0.05);
        const { asks } = ladderOf(
          { bids: side(), asks: side(...prices.map((price) => [price, 1] as const)) },
          100,
          step,
        );
        for (const [index, row] of asks.entries()) {
          const before = asks[index - 1]?.total ?? 0;
          expect(row.total - before).toBeCloseTo(row.size);
          for (let one = before; one < row.total; one += 1) {
            expect(prices[one] as number).toBeLessThanOrEqual(row.price + 1e-6);
            expect(prices[one] as number).toBeGreaterThan(row.price - step - 1e-6);
          }
        }
      }),
    );
  });
});

describe('sizes', () => {
  it('keep the digits that matter, and never more than a lot has', () => {
    expect([0.02, 3.4, 82, 4100, 2_000_000].map((largest) => sizeDecimals(largest, 8))).toEqual([
      5, 4, 3, 1, 0,
    ]);
    expect(sizeDecimals(3, 0)).toBe(0);
    expect(sizeDecimals(0, 8)).toBe(2);
  });
});
