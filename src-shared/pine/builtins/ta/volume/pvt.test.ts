import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/volume.ts';
import { pvt } from './pvt.ts';

examine(pvt, {
  calls: () => [[]],
  reference: reference.pvt,
  scale: 1e3,
});
