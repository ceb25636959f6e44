import { extremeBuiltin } from './extreme-built-ins.ts';

export const highestbars = extremeBuiltin(
  'highestbars',
  1,
  'offset',
  'Where the largest value of the last `length` bars is: 0 for this bar, -1 for the one before. Of equal values it is the oldest. Without a source, that of the highest high. na values are passed over. na on the first length - 1 bars.',
);
