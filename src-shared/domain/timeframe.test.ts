import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  compareTimeframes,
  isIntraday,
  nominalMs,
  parseTimeframe,
  standardTimeframes,
  timeframe,
  timeframeOfMs,
  timeframeParts,
} from './timeframe.ts';

test.each([
  ['5', '5m'],
  ['5m', '5m'],
  [' 15 m ', '15m'],
  ['60', '1h'],
  ['4H', '4h'],
  ['d', '1D'],
  ['1w', '1W'],
  ['M', '1M'],
  ['m', '1m'],
  ['90s', '90s'],
  ['120s', '2m'],
  ['3600s', '1h'],
  ['1440m', '1D'],
  ['24h', '1D'],
  ['90', '90m'],
  ['07m', '7m'],
  ['12M', '12M'],
])('“%s” is read as %s', (text, expected) => {
  expect(parseTimeframe(text)).toBe(expected);
});

test.each([
  '',
  ' ',
  '0',
  '0m',
  '-5m',
  '1.5h',
  '5x',
  '5mm',
  '3601s',
  '1441',
  '25h',
  '32D',
  '53W',
  '13M',
  '1e3',
  '１m',
])('“%s” is not a timeframe', (text) => {
  expect(parseTimeframe(text)).toBeUndefined();
  expect(() => timeframe(text)).toThrow(/is not a timeframe/);
});

const anyFrame = fc
  .tuple(fc.integer({ min: 1, max: 3600 }), fc.constantFrom('s', 'm', 'h', 'D', 'W', 'M'))
  .map(([count, unit]) => parseTimeframe(`${count}${unit}`))
  .filter((frame) => frame !== undefined);

test('a timeframe has one name: reading it again changes nothing, and equal lengths below a day are equal names', () => {
  fc.assert(
    fc.property(anyFrame, anyFrame, (a, b) => {
      expect(parseTimeframe(a)).toBe(a);
      const { count, unit } = timeframeParts(a);
      expect(`${count}${unit}`).toBe(a);
      if (isIntraday(a) && isIntraday(b) && nominalMs(a) === nominalMs(b)) expect(a).toBe(b);
      expect(Math.sign(compareTimeframes(a, b))).toBe(Math.sign(nominalMs(a) - nominalMs(b)));
    }),
    { numRuns: 2000 },
  );
});

test('a length in ms finds the timeframe of that length', () => {
  for (const frame of standardTimeframes) expect(timeframeOfMs(nominalMs(frame))).toBe(frame);
  expect(timeframeOfMs(45_000)).toBe('45s');
  expect(timeframeOfMs(2 * 86_400_000)).toBe('2D');
  expect(timeframeOfMs(1500)).toBeUndefined();
  expect(timeframeOfMs(0)).toBeUndefined();
  expect(timeframeOfMs(25 * 3_600_000)).toBeUndefined();
});
