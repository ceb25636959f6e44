import type { Builtin } from '../builtin.ts';
import { arrayContents } from './array-contents.ts';
import { arrayMaking } from './array-making.ts';
import { arrayStatistics } from './array-statistics.ts';
import { maps } from './maps.ts';
import { matrixAlgebra } from './matrix-algebra.ts';
import { matrixContents } from './matrix-contents.ts';

/** Arrays, maps and matrices. */
export const collectionBuiltins: readonly Builtin[] = [
  ...arrayMaking,
  ...arrayContents,
  ...arrayStatistics,
  ...maps,
  ...matrixContents,
  ...matrixAlgebra,
];
