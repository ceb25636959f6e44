import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/bands.ts';
import { bbw } from './bbw.ts';

examine(bbw, {
  calls: ({ close }) => [
    [close, 20, 2],
    [close, 3, 1.5],
  ],
  reference: reference.bbw,
  lengthAt: 1,
});
