import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/events.ts';
import { crossover } from './crossover.ts';

examine(crossover, {
  calls: ({ close, open, high }) => [
    [close, open],
    [close, 25],
    [high, close],
  ],
  reference: reference.crossover,
});
