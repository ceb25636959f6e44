import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/oscillators.ts';
import { rising } from './rising.ts';

examine(rising, {
  calls: ({ close }) => [
    [close, 1],
    [close, 3],
  ],
  reference: reference.rising,
  lengthAt: 1,
});
