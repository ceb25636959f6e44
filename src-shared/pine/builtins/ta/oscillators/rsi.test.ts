import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/oscillators.ts';
import { rsi } from './rsi.ts';

examine(rsi, {
  calls: ({ close }) => [
    [close, 14],
    [close, 1],
  ],
  reference: reference.rsi,
  scale: 100,
});
