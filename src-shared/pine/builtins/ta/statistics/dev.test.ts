import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/statistics.ts';
import { dev } from './dev.ts';

examine(dev, {
  calls: ({ close }) => [
    [close, 1],
    [close, 20],
  ],
  reference: reference.dev,
  lengthAt: 1,
});
