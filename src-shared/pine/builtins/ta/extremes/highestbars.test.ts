import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/extremes.ts';
import { highestbars } from './highestbars.ts';

examine(highestbars, {
  calls: ({ close }) => [
    [close, 1],
    [close, 14],
  ],
  reference: reference.highestbars,
  lengthAt: 1,
});

examine(highestbars, {
  signature: 1,
  calls: () => [[14]],
  reference: reference.ofHighs(reference.highestbars),
  lengthAt: 0,
});
