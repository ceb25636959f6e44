import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/bands.ts';
import { kc } from './kc.ts';

examine(kc, {
  calls: ({ close }) => [
    [close, 20, 1.5, true],
    [close, 5, 2, false],
  ],
  reference: reference.kc,
});
