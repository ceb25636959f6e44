import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/oscillators.ts';
import { mfi } from './mfi.ts';

examine(mfi, {
  calls: ({ close }) => [[close, 14]],
  reference: reference.mfi,
  lengthAt: 1,
  scale: 100,
});
