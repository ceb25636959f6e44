import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/extremes.ts';
import { pivothigh } from './pivothigh.ts';

examine(pivothigh, {
  calls: ({ close }) => [
    [close, 10, 5],
    [close, 2, 2],
    [close, 0, 1],
  ],
  reference: reference.pivothigh,
  lengthAt: 1,
});

examine(pivothigh, {
  signature: 1,
  calls: () => [[4, 3]],
  reference: reference.ofHighs(reference.pivothigh),
  lengthAt: 0,
});
