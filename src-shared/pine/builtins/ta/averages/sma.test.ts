import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/averages.ts';
import { sma } from './sma.ts';

examine(sma, {
  calls: ({ close }) => [
    [close, 1],
    [close, 14],
  ],
  reference: reference.sma,
  lengthAt: 1,
});
