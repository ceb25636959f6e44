import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gridOf } from '../../../src-shared/domain/price-grid.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { barPath, pathShape, pointsPerBar } from './bar-path.ts';

const tickSizes = ['0.00005', '0.01', '0.25', '1'];
const market = fc
  .record({
    tickSize: fc.constantFrom(...tickSizes),
    steps: fc.tuple(
      fc.integer({ min: -50_000, max: 50_000 }),
      fc.nat(400),
      fc.nat(400),
      fc.nat(400),
      fc.nat(400),
    ),
    volume: fc.oneof(
      fc.nat(1_000_000),
      fc.double({ min: 0, max: 1e12, noNaN: true }),
      fc.constantFrom(0, 1, 5e-324, 2 ** 53, 1e300, 0.1),
    ),
    lot: fc.constantFrom(1, 0.0001, 1000),
    time: fc.integer({ min: 0, max: 2e12 }).map((time) => Math.floor(time / 60_000) * 60_000),
    barMs: fc.constantFrom(1000, 60_000, 300_000, 3_600_000, 86_400_000, 82_800_000),
    seed: fc.integer({ min: 0, max: 0xffff_ffff }),
  })
  .map(({ tickSize, steps: [low, ...ups], ...rest }) => {
    const grid = gridOf(tickSize);
    const price = (count: number) => Number((count * grid.step).toFixed(grid.decimals));
    const [open = 0, close = 0, ...others] = ups;
    const high = Math.max(open, close, ...others);
    const floor = Math.min(open, close, ...others);
    const bar = {
      time: epochMs(rest.time),
      open: price(low + open),
      high: price(low + high),
      low: price(low + floor),
      close: price(low + close),
      volume: rest.volume,
    };
    return { grid, bar, ...rest };
  });

test('a path keeps open, high, low, close and volume to the last bit, however its parts are added', () => {
  fc.assert(
    fc.property(market, fc.nat(1000), ({ grid, bar, barMs, lot, seed }, cut) => {
      const points = pointsPerBar(barMs);
      const path = barPath(bar, bar.time + barMs, pathShape(bar, points, seed), grid, lot);
      const prices = [...path.price];
      expect(prices[0]).toBe(bar.open);
      expect(prices.at(-1)).toBe(bar.close);
      expect(Math.max(...prices)).toBe(bar.high);
      expect(Math.min(...prices)).toBe(bar.low);
      const sum = (parts: readonly number[]) => parts.reduce((total, part) => total + part, 0);
      const parts = [...path.volume];
      const at = cut % points;
      expect(sum(parts)).toBe(bar.volume);
      expect(sum(parts.slice(0, at)) + sum(parts.slice(at))).toBe(bar.volume);
      expect(sum(parts.toReversed())).toBe(bar.volume);
      expect(parts.every((part) => part >= 0)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

test('its moments ascend inside the bar, and its prices stand on the grid', () => {
  fc.assert(
    fc.property(market, ({ grid, bar, barMs, lot, seed }) => {
      const path = barPath(bar, bar.time + barMs, pathShape(bar, pointsPerBar(barMs), seed), grid, lot);
      const times = [...path.time];
      expect(times[0]).toBe(bar.time);
      expect(times.at(-1)).toBeLessThan(bar.time + barMs);
      expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
      for (const price of path.price)
        expect(Math.abs(price / grid.step - Math.round(price / grid.step))).toBeLessThan(1e-6);
    }),
    { numRuns: 1000 },
  );
});

test('whole lots stay whole, up bars visit their low first, down bars their high', () => {
  fc.assert(
    fc.property(market, fc.nat(100_000), ({ grid, bar, barMs, seed }, lots) => {
      const path = barPath({ ...bar, volume: lots }, bar.time + barMs, pathShape(bar, 16, seed), grid, 1);
      expect([...path.volume].every(Number.isInteger)).toBe(true);
      const [first, other] = bar.close >= bar.open ? [bar.low, bar.high] : [bar.high, bar.low];
      expect(path.price.indexOf(first)).toBeLessThanOrEqual(path.price.lastIndexOf(other));
    }),
    { numRuns: 1000 },
  );
});

test('the same seed and bar walk the same path, another seed another, and a bar has the points that its length deserves', () => {
  const bar = { time: epochMs(60_000), open: 10, high: 20, low: 5, close: 15, volume: 100 };
  const walk = (seed: number) => [
    ...barPath(bar, 120_000, pathShape(bar, 16, seed), gridOf('0.25'), 1).price,
  ];
  expect(walk(1)).toEqual(walk(1));
  expect(walk(1)).not.toEqual(walk(2));
  expect([1000, 60_000, 300_000, 3_600_000, 86_400_000].map(pointsPerBar)).toEqual([16, 16, 30, 60, 120]);
});
