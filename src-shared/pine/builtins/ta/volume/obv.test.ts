import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/volume.ts';
import { obv } from './obv.ts';

examine(obv, {
  calls: () => [[]],
  reference: reference.obv,
  scale: 1e3,
});
