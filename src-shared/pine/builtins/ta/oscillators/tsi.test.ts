import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/oscillators.ts';
import { tsi } from './tsi.ts';

examine(tsi, {
  calls: ({ close }) => [[close, 5, 9]],
  reference: reference.tsi,
  scale: 1,
});
