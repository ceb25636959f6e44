import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candleColumnsOf } from '../../../../src-shared/domain/candle.ts';
import { epochMs } from '../../../../src-shared/domain/time.ts';
import { indexOfTime, timeOfIndex } from './bar-axis.ts';
import { BarStore } from './bar-store.ts';

const minute = 60_000;

function storeWith(times: readonly number[]): BarStore {
  const store = new BarStore();
  store.replaceAll(
    candleColumnsOf(
      times.map((time) => ({ time: epochMs(time), open: 1, high: 1, low: 1, close: 1, volume: 0 })),
    ),
  );
  return store;
}

/** Minutes with pauses of any length, as nights and weekends make them. */
const times = fc
  .array(fc.integer({ min: 1, max: 4000 }), { minLength: 2, maxLength: 60 })
  .map((steps) => steps.map((_, index) => steps.slice(0, index + 1).reduce((a, b) => a + b) * minute));

describe('the bar axis', () => {
  it('goes from time to bar and back, inside and outside of what is stored', () => {
    fc.assert(
      fc.property(times, fc.double({ min: -50, max: 120, noNaN: true }), (list, index) => {
        const store = storeWith(list);
        const time = timeOfIndex(store, index, minute);
        expect(indexOfTime(store, time, minute)).toBeCloseTo(index, 5);
      }),
    );
  });

  it('finds every stored bar exactly', () => {
    fc.assert(
      fc.property(times, (list) => {
        const store = storeWith(list);
        for (const [index, time] of list.entries()) {
          expect(indexOfTime(store, time, minute)).toBe(index);
          expect(timeOfIndex(store, index, minute)).toBe(time);
        }
      }),
    );
  });

  it('never runs backwards', () => {
    fc.assert(
      fc.property(times, fc.nat(1e9), fc.nat(1e9), (list, a, b) => {
        const store = storeWith(list);
        const [early, late] = [Math.min(a, b), Math.max(a, b)];
        expect(indexOfTime(store, early, minute)).toBeLessThanOrEqual(indexOfTime(store, late, minute));
      }),
    );
  });
});
