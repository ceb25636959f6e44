import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/oscillators.ts';
import { macd } from './macd.ts';

examine(macd, {
  calls: ({ close }) => [
    [close, 12, 26, 9],
    [close, 2, 4, 3],
  ],
  reference: reference.macd,
});
