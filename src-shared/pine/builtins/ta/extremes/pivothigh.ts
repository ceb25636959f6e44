import { pivotBuiltin } from './pivot-built-ins.ts';

export const pivothigh = pivotBuiltin(
  'pivothigh',
  1,
  'The value `rightbars` bars ago, if it is a peak: greater than all values since, and not smaller than any of the `leftbars` before it; else na. A peak is thus known `rightbars` late: plot it with `offset = -rightbars`. Without a source, of the highs.',
);
