import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/statistics.ts';
import { rci } from './rci.ts';

examine(rci, {
  calls: ({ close }) => [
    [close, 2],
    [close, 9],
  ],
  reference: reference.rci,
  scale: 100,
});
