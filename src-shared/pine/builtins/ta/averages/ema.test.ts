import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/averages.ts';
import { ema } from './ema.ts';

examine(ema, {
  calls: ({ close }) => [
    [close, 1],
    [close, 20],
  ],
  reference: reference.ema,
});
