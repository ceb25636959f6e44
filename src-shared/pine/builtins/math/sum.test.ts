import { examine } from '../../../../tests/pine/examine.ts';
import { ofDefined, total } from '../testing/reference/series.ts';
import { sum } from './sum.ts';

examine(sum, {
  calls: ({ close, volume }) => [
    [close, 1],
    [volume, 20],
  ],
  reference: ofDefined(total),
  lengthAt: 1,
});
