import { extremeBuiltin } from './extreme-built-ins.ts';

export const lowest = extremeBuiltin(
  'lowest',
  -1,
  'value',
  'The smallest value of the last `length` bars, this one included; without a source, the lowest low. na values are passed over. na on the first length - 1 bars.',
);
