import type { BuiltinFunction } from '../builtin.ts';
import { pure } from './pure.ts';

const toInt = ['(number: series float) strongest int'];

function round(number: number): number {
  return number < 0 ? -Math.round(-number) : Math.round(number);
}

export const rounding: readonly BuiltinFunction[] = [
  pure('floor', 'The largest whole number not above `number`: -2 for -1.5. na for na.', toInt, Math.floor),
  pure('ceil', 'The smallest whole number not below `number`: -1 for -1.5. na for na.', toInt, Math.ceil),
  pure(
    'round',
    'The nearest whole number; halves away from 0. With `precision`, the nearest number with so many decimals. na for na.',
    [...toInt, '(number: series float, precision: series int) strongest float'],
    (number = Number.NaN, precision = 0) => {
      const scale = 10 ** Math.trunc(precision);
      const scaled = number * scale;
      // So many decimals that there is nothing to round, or more than a number has.
      if (!Number.isFinite(scaled) && !Number.isNaN(scale)) return number;
      return round(scaled) / scale;
    },
  ),
];
