import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/averages.ts';
import { wma } from './wma.ts';

examine(wma, {
  calls: ({ close }) => [
    [close, 1],
    [close, 9],
  ],
  reference: reference.wma,
  lengthAt: 1,
});
