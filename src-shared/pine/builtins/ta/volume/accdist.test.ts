import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/volume.ts';
import { accdist } from './accdist.ts';

examine(accdist, {
  calls: () => [[]],
  reference: reference.accdist,
  scale: 1e3,
});
