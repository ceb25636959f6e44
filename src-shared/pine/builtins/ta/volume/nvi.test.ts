import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/volume.ts';
import { nvi } from './nvi.ts';

examine(nvi, {
  calls: () => [[]],
  reference: reference.nvi,
});
