import { extremeBuiltin } from './extreme-built-ins.ts';

export const highest = extremeBuiltin(
  'highest',
  1,
  'value',
  'The largest value of the last `length` bars, this one included; without a source, the highest high. na values are passed over. na on the first length - 1 bars.',
);
