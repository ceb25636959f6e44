import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/statistics.ts';
import { correlation } from './correlation.ts';

examine(correlation, {
  calls: ({ close, volume, high }) => [
    [close, volume, 20],
    [close, high, 9],
  ],
  reference: reference.correlation,
  lengthAt: 2,
  scale: 1,
});
