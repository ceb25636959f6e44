import { pivotBuiltin } from './pivot-built-ins.ts';

export const pivotlow = pivotBuiltin(
  'pivotlow',
  -1,
  'The value `rightbars` bars ago, if it is a trough: smaller than all values since, and not greater than any of the `leftbars` before it; else na. A trough is thus known `rightbars` late: plot it with `offset = -rightbars`. Without a source, of the lows.',
);
