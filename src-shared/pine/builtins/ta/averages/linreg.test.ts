import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/averages.ts';
import { linreg } from './linreg.ts';

examine(linreg, {
  calls: ({ close }) => [
    [close, 1, 0],
    [close, 14, 0],
    [close, 25, 3],
  ],
  reference: reference.linreg,
  lengthAt: 1,
});
