import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/statistics.ts';
import { stdev } from './stdev.ts';

examine(stdev, {
  calls: ({ close }) => [
    [close, 20, true],
    [close, 14, false],
  ],
  reference: reference.stdev,
  lengthAt: 1,
  scale: 0,
});
