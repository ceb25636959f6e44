import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/oscillators.ts';
import { falling } from './falling.ts';

examine(falling, {
  calls: ({ close }) => [
    [close, 1],
    [close, 3],
  ],
  reference: reference.falling,
  lengthAt: 1,
});
