import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/bands.ts';
import { dmi } from './dmi.ts';

examine(dmi, {
  calls: () => [
    [17, 14],
    [3, 2],
    [1, 1],
  ],
  reference: reference.dmi,
  scale: 100,
});
