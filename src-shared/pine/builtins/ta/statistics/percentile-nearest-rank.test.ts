import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/statistics.ts';
import { percentileNearestRank } from './percentile-nearest-rank.ts';

examine(percentileNearestRank, {
  calls: ({ close }) => [
    [close, 20, 20],
    [close, 7, 50],
    [close, 5, 0],
    [close, 100, 99],
  ],
  reference: reference.percentileNearestRank,
  lengthAt: 1,
});
