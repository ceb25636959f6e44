import { extremeBuiltin } from './extreme-built-ins.ts';

export const lowestbars = extremeBuiltin(
  'lowestbars',
  -1,
  'offset',
  'Where the smallest value of the last `length` bars is: 0 for this bar, -1 for the one before. Of equal values it is the oldest. Without a source, that of the lowest low. na values are passed over. na on the first length - 1 bars.',
);
