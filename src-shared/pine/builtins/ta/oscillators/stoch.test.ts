import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/oscillators.ts';
import { stoch } from './stoch.ts';

examine(stoch, {
  calls: ({ close, high, low }) => [[close, high, low, 14]],
  reference: reference.stoch,
  lengthAt: 3,
  scale: 100,
});
