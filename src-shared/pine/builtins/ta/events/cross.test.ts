import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/events.ts';
import { cross } from './cross.ts';

examine(cross, {
  calls: ({ close, open, high }) => [
    [close, open],
    [close, 25],
    [high, close],
  ],
  reference: reference.cross,
});
