import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/extremes.ts';
import { lowestbars } from './lowestbars.ts';

examine(lowestbars, {
  calls: ({ close }) => [
    [close, 1],
    [close, 14],
  ],
  reference: reference.lowestbars,
  lengthAt: 1,
});

examine(lowestbars, {
  signature: 1,
  calls: () => [[14]],
  reference: reference.ofLows(reference.lowestbars),
  lengthAt: 0,
});
