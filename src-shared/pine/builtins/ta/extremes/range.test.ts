import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/extremes.ts';
import { range } from './range.ts';

examine(range, {
  calls: ({ close }) => [[close, 14]],
  reference: reference.range,
  signature: 1,
  lengthAt: 1,
});
