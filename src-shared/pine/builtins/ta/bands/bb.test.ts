import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/bands.ts';
import { bb } from './bb.ts';

examine(bb, {
  calls: ({ close }) => [
    [close, 20, 2],
    [close, 3, 1.5],
  ],
  reference: reference.bb,
  lengthAt: 1,
});
