import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/statistics.ts';
import { percentileLinearInterpolation } from './percentile-linear-interpolation.ts';

examine(percentileLinearInterpolation, {
  calls: ({ close }) => [
    [close, 20, 20],
    [close, 7, 50],
    [close, 5, 100],
    [close, 100, 99],
  ],
  reference: reference.percentileLinearInterpolation,
  lengthAt: 1,
});
