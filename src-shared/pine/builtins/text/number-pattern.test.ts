import { expect, test } from 'vitest';
import { formatByPattern, formatByTick, formatVolume, plainPattern } from './number-pattern.ts';

test.each([
  [1.5, plainPattern, '1.5'],
  [100, plainPattern, '100'],
  [0.5, plainPattern, '0.5'],
  [1 / 3, plainPattern, '0.3333333333'],
  [-2.25, plainPattern, '-2.25'],
  [1234.5678, '#.##', '1234.57'],
  [1234.5, '#,##0.00', '1,234.50'],
  [1234567, '#,###', '1,234,567'],
  [0.1234, '#.##%', '12.34%'],
  [5, '000', '005'],
  [5, '0.000', '5.000'],
  [1.23, '+0.00;-0.00', '+1.23'],
  [-1.23, '+0.00;-0.00', '-1.23'],
  [3, '#', '3'],
  [0, '#.##', '0'],
  [0.4, '#', '0'],
  [12, '$#.00', '$12.00'],
  [Number.NaN, '#.##', 'NaN'],
  [1e21, plainPattern, '1000000000000000000000'],
])('%d by %s is %s', (value, pattern, expected) => {
  expect(formatByPattern(value, pattern)).toBe(expected);
});

test('by the tick a number has the decimals of the tick', () => {
  expect(formatByTick(1.096549999, 0.00001)).toBe('1.09655');
  expect(formatByTick(5123.13, 0.25)).toBe('5123.25');
  expect(formatByTick(5123, 1)).toBe('5123');
});

test('volumes are shortened', () => {
  expect([999, 1500, 2_345_678, 4e9, 1e12, -1500].map(formatVolume)).toEqual([
    '999',
    '1.5K',
    '2.346M',
    '4B',
    '1T',
    '-1.5K',
  ]);
});
