import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/statistics.ts';
import { mode } from './mode.ts';

examine(mode, {
  calls: ({ close }) => [
    [close, 1],
    [close, 20],
  ],
  reference: reference.mode,
  lengthAt: 1,
});
