import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candleAt, candleColumnsOf, sliceCandles } from '../../../../src-shared/domain/candle.ts';
import { epochMs } from '../../../../src-shared/domain/time.ts';
import { heikinAshi, heikinAshiWarmUp } from './heikin-ashi.ts';

const price = fc.integer({ min: 1, max: 2000 });
const bars = fc.array(fc.tuple(price, price, price, price), { minLength: 1, maxLength: 200 }).map((rows) =>
  candleColumnsOf(
    rows.map(([a, b, c, d], index) => ({
      time: epochMs(index * 60_000),
      open: a,
      high: Math.max(a, b, c, d),
      low: Math.min(a, b, c, d),
      close: b,
      volume: index,
    })),
  ),
);

describe('heikinAshi', () => {
  it('averages the bar for the close and the averaged bar before for the open', () => {
    const result = heikinAshi(
      candleColumnsOf([
        { time: epochMs(0), open: 10, high: 14, low: 8, close: 12, volume: 1 },
        { time: epochMs(1), open: 12, high: 13, low: 9, close: 10, volume: 2 },
      ]),
    );
    expect(candleAt(result, 0)).toEqual({ time: 0, open: 11, high: 14, low: 8, close: 11, volume: 1 });
    expect(candleAt(result, 1)).toEqual({ time: 1, open: 11, high: 13, low: 9, close: 11, volume: 2 });
  });

  it('makes bars that can be true', () => {
    fc.assert(
      fc.property(bars, (columns) => {
        const result = heikinAshi(columns);
        for (let index = 0; index < result.length; index += 1) {
          const { open, high, low, close } = candleAt(result, index);
          expect(high).toBeGreaterThanOrEqual(Math.max(open, close));
          expect(low).toBeLessThanOrEqual(Math.min(open, close));
        }
      }),
    );
  });

  it('says the same of a bar wherever a window begins, given the warm-up before it', () => {
    fc.assert(
      fc.property(bars, (columns) => {
        if (columns.length <= heikinAshiWarmUp) return;
        const whole = heikinAshi(columns);
        const start = columns.length - heikinAshiWarmUp - 1;
        const part = heikinAshi(sliceCandles(columns, start, columns.length));
        expect(part.close[part.length - 1]).toBe(whole.close[whole.length - 1]);
        expect(part.open[part.length - 1]).toBeCloseTo(whole.open[whole.length - 1] ?? Number.NaN, 10);
      }),
    );
  });
});
