import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/extremes.ts';
import { lowest } from './lowest.ts';

examine(lowest, {
  calls: ({ close }) => [
    [close, 1],
    [close, 14],
  ],
  reference: reference.lowest,
  lengthAt: 1,
});

examine(lowest, {
  signature: 1,
  calls: () => [[14]],
  reference: reference.ofLows(reference.lowest),
  lengthAt: 0,
});
