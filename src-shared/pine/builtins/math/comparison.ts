import type { BuiltinFunction } from '../builtin.ts';
import { inline } from './pure.ts';

export const comparison: readonly BuiltinFunction[] = [
  inline(
    'abs',
    'The number without its sign; na for na.',
    ['(number: series int) strongest int', '(number: series float) strongest float'],
    (number) => `Math.abs(${number})`,
    Math.abs,
  ),
  inline(
    'sign',
    '1 above 0, -1 below, 0 for 0; na for na.',
    ['(number: series float) strongest float'],
    (number) => `Math.sign(${number})`,
    Math.sign,
  ),
  inline(
    'max',
    'The largest of two or more numbers; na if one is na.',
    [
      '(number0: series int, number1...: series int) strongest int',
      '(number0: series float, number1...: series float) strongest float',
    ],
    (...numbers) => `Math.max(${numbers.join(', ')})`,
    Math.max,
  ),
  inline(
    'min',
    'The smallest of two or more numbers; na if one is na.',
    [
      '(number0: series int, number1...: series int) strongest int',
      '(number0: series float, number1...: series float) strongest float',
    ],
    (...numbers) => `Math.min(${numbers.join(', ')})`,
    Math.min,
  ),
  inline(
    'avg',
    'The mean of two or more numbers; na if one is na.',
    ['(number0: series float, number1...: series float) strongest float'],
    (...numbers) => `(${numbers.join(' + ')}) / ${numbers.length}`,
    (...numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length,
  ),
];
