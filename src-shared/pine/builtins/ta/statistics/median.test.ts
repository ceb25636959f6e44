import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/statistics.ts';
import { median } from './median.ts';

examine(median, {
  calls: ({ close }) => [
    [close, 1],
    [close, 9],
    [close, 20],
  ],
  reference: reference.median,
  signature: 1,
  lengthAt: 1,
});

examine(median, {
  calls: ({ volume }) => [
    [volume, 9],
    [volume, 20],
  ],
  reference: reference.medianOfInts,
  lengthAt: 1,
});
