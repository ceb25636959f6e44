import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/extremes.ts';
import { highest } from './highest.ts';

examine(highest, {
  calls: ({ close }) => [
    [close, 1],
    [close, 14],
  ],
  reference: reference.highest,
  lengthAt: 1,
});

examine(highest, {
  signature: 1,
  calls: () => [[14]],
  reference: reference.ofHighs(reference.highest),
  lengthAt: 0,
});
