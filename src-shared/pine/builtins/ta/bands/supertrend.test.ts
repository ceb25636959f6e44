import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/bands.ts';
import { supertrend } from './supertrend.ts';

examine(supertrend, {
  calls: () => [
    [3, 10],
    [1.5, 3],
    [1, 1],
  ],
  reference: reference.supertrend,
});
