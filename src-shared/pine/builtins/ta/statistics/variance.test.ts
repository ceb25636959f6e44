import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/statistics.ts';
import { variance } from './variance.ts';

examine(variance, {
  calls: ({ close }) => [
    [close, 1, true],
    [close, 20, true],
    [close, 14, false],
  ],
  reference: reference.variance,
  lengthAt: 1,
  scale: 0,
});
