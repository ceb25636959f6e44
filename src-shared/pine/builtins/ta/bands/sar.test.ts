import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/bands.ts';
import { sar } from './sar.ts';

examine(sar, {
  calls: () => [
    [0.02, 0.02, 0.2],
    [0.1, 0.1, 0.5],
  ],
  reference: reference.sar,
});
