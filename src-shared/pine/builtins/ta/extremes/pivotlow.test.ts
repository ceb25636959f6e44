import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/extremes.ts';
import { pivotlow } from './pivotlow.ts';

examine(pivotlow, {
  calls: ({ close }) => [
    [close, 10, 5],
    [close, 2, 2],
    [close, 0, 1],
  ],
  reference: reference.pivotlow,
  lengthAt: 1,
});

examine(pivotlow, {
  signature: 1,
  calls: () => [[4, 3]],
  reference: reference.ofLows(reference.pivotlow),
  lengthAt: 0,
});
