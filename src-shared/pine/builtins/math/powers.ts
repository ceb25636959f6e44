import type { BuiltinFunction } from '../builtin.ts';
import { finite, pure } from './pure.ts';

const ofNumber = ['(number: series float) strongest float'];

export const powers: readonly BuiltinFunction[] = [
  pure('exp', 'Euler’s number to the power of `number`; na for na.', ofNumber, Math.exp),
  pure('log', 'Natural logarithm; na for 0 and below.', ofNumber, (number = Number.NaN) =>
    finite(Math.log(number)),
  ),
  pure('log10', 'Logarithm to base 10; na for 0 and below.', ofNumber, (number = Number.NaN) =>
    finite(Math.log10(number)),
  ),
  pure('sqrt', 'Square root; na below 0.', ofNumber, Math.sqrt),
  pure(
    'pow',
    '`base` to the power of `exponent`; na where it is not defined, such as the root of a negative number, and for na.',
    ['(base: series float, exponent: series float) strongest float'],
    (base = Number.NaN, exponent = Number.NaN) => {
      if (Number.isNaN(base)) return Number.NaN;
      return finite(exponent === 0.5 ? Math.sqrt(base) : base ** exponent);
    },
  ),
];
