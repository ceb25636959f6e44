import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/bands.ts';
import { atr } from './atr.ts';

examine(atr, {
  calls: () => [[1], [14]],
  reference: reference.atr,
});
