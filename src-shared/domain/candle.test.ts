import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Candle,
  candleAt,
  candleColumnsOf,
  candleFault,
  candlesOf,
  concatCandles,
  createCandleColumns,
  firstBarAtOrAfter,
  sliceCandles,
} from './candle.ts';
import { epochMs } from './time.ts';

const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const candle: fc.Arbitrary<Candle> = fc.record(
  {
    time: fc.integer({ min: 0, max: 2_000_000_000_000 }).map(epochMs),
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
  },
  { noNullPrototype: true },
);
const candles = fc.array(candle, { maxLength: 60 });

test('columns keep every bit of every bar, cut and joined again', () => {
  fc.assert(
    fc.property(candles, fc.nat(60), (bars, cut) => {
      const columns = candleColumnsOf(bars);
      expect(candlesOf(columns)).toStrictEqual(bars);
      const halves = [sliceCandles(columns, 0, cut), sliceCandles(columns, cut, columns.length)];
      expect(candlesOf(concatCandles(halves))).toStrictEqual(bars);
    }),
    { numRuns: 300 },
  );
});

test('a slice is a view, a join is a copy', () => {
  const columns = createCandleColumns(3);
  sliceCandles(columns, 1, 2).close[0] = 7;
  expect(columns.close[1]).toBe(7);
  concatCandles([columns]).close[1] = 8;
  expect(columns.close[1]).toBe(7);
});

test('the first bar at or after a time is found as by looking at each', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(1000), { maxLength: 40 }),
      fc.integer({ min: -5, max: 1005 }),
      (times, time) => {
        const sorted = times.toSorted((a, b) => a - b);
        const columns = { ...createCandleColumns(sorted.length), time: Float64Array.from(sorted) };
        const expected = sorted.findIndex((one) => one >= time);
        expect(firstBarAtOrAfter(columns, time)).toBe(expected === -1 ? sorted.length : expected);
      },
    ),
    { numRuns: 500 },
  );
});

test('asking for a bar that is not there is a bug that says which', () => {
  expect(() => candleAt(createCandleColumns(2), 2)).toThrow('bar 2 of 2');
});

const sound: Candle = { time: epochMs(0), open: 2, high: 3, low: 1, close: 2, volume: 0 };
test.each([
  [{}, undefined],
  [{ open: -2, high: -1, low: -3, close: -2 }, undefined],
  [{ high: 0 }, 'the high 0 is below the low 1'],
  [{ open: 4 }, 'the high 3 is below the open or close'],
  [{ close: 0.5 }, 'the low 1 is above the open or close'],
  [{ volume: -1 }, 'the volume -1 is negative'],
  [{ close: Number.NaN }, 'a value is missing or not a number'],
  [{ high: Number.POSITIVE_INFINITY }, 'a value is missing or not a number'],
])('a bar with %j has the fault: %s', (change, fault) => {
  expect(candleFault({ ...sound, ...change })).toBe(fault);
});
