import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/volume.ts';
import { wad } from './wad.ts';

examine(wad, {
  calls: () => [[]],
  reference: reference.wad,
});
