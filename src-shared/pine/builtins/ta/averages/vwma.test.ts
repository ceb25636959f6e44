import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/averages.ts';
import { vwma } from './vwma.ts';

examine(vwma, {
  calls: ({ close }) => [
    [close, 1],
    [close, 20],
  ],
  reference: reference.vwma,
  lengthAt: 1,
});
