import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candleColumnsOf } from '../../../../../src-shared/domain/candle.ts';
import { epochMs } from '../../../../../src-shared/domain/time.ts';
import { BarStore } from '../../model/bar-store.ts';
import { nearestBarPrice } from '../magnet.ts';
import { fibonacciPrice } from './fibonacci-retracement.ts';
import { positionAnchorMoved, rewardToRisk } from './position.ts';

describe('fibonacciPrice', () => {
  it('is where the move ended at 0, where it began at 1, and between them in between', () => {
    expect(fibonacciPrice(100, 200, 0)).toBe(200);
    expect(fibonacciPrice(100, 200, 1)).toBe(100);
    expect(fibonacciPrice(100, 200, 0.382)).toBeCloseTo(161.8, 9);
    expect(fibonacciPrice(200, 100, 0.618)).toBeCloseTo(161.8, 9);
  });
});

describe('the position tool', () => {
  const long = [
    { time: 0, price: 100 },
    { time: 10, price: 110 },
    { time: 10, price: 95 },
  ];

  it('measures reward in units of risk', () => {
    expect(rewardToRisk(100, 110, 95)).toBe(2);
    expect(rewardToRisk(100, 90, 102)).toBe(5);
    expect(rewardToRisk(100, 110, 100)).toBeNaN();
  });

  it('moves the end of target and stop together', () => {
    expect(positionAnchorMoved(1, long, 1, { time: 30, price: 120 })).toEqual([
      { time: 0, price: 100 },
      { time: 30, price: 120 },
      { time: 30, price: 95 },
    ]);
  });

  it('keeps target and stop on their own sides of the entry, wherever they are dragged', () => {
    const to = fc.record({ time: fc.nat(100), price: fc.integer({ min: 50, max: 150 }) });
    fc.assert(
      fc.property(
        fc.constantFrom(0, 1, 2),
        to,
        fc.constantFrom(1 as const, -1 as const),
        (index, moved, side) => {
          const before = side === 1 ? long : long.map(({ time, price }) => ({ time, price: 200 - price }));
          const [entry, target, stop] = positionAnchorMoved(side, before, index, moved);
          expect(((target?.price ?? 0) - (entry?.price ?? 0)) * side).toBeGreaterThanOrEqual(0);
          expect(((entry?.price ?? 0) - (stop?.price ?? 0)) * side).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe('the magnet', () => {
  const store = new BarStore();
  store.replaceAll(
    candleColumnsOf([{ time: epochMs(60_000), open: 10, high: 14, low: 8, close: 12, volume: 1 }]),
  );
  const yOfPrice = (price: number) => 200 - price * 10;

  it('draws to the nearest of open, high, low and close', () => {
    expect(nearestBarPrice(store, 0.3, yOfPrice(13.4), yOfPrice)).toEqual({ time: 60_000, price: 14 });
    expect(nearestBarPrice(store, 0, yOfPrice(10.9), yOfPrice)).toEqual({ time: 60_000, price: 10 });
  });

  it('lets go where no price is near and where there is no bar', () => {
    expect(nearestBarPrice(store, 0, yOfPrice(20), yOfPrice)).toBeUndefined();
    expect(nearestBarPrice(store, 3, yOfPrice(10), yOfPrice)).toBeUndefined();
  });
});
