import type { Builtin } from '../builtin.ts';
import { comparison } from './comparison.ts';
import { mathConstants } from './constants.ts';
import { naBuiltins } from './na.ts';
import { powers } from './powers.ts';
import { random } from './random.ts';
import { roundToMintick } from './round-to-mintick.ts';
import { rounding } from './rounding.ts';
import { sum } from './sum.ts';
import { trigonometry } from './trigonometry.ts';

/** Every `math.*`, and what deals with na. */
export const mathBuiltins: readonly Builtin[] = [
  ...mathConstants,
  ...comparison,
  ...rounding,
  roundToMintick,
  ...powers,
  ...trigonometry,
  sum,
  random,
  ...naBuiltins,
];
