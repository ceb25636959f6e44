import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/volume.ts';
import { pvi } from './pvi.ts';

examine(pvi, {
  calls: () => [[]],
  reference: reference.pvi,
});
