import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/extremes.ts';
import { max } from './max.ts';

examine(max, {
  calls: ({ close }) => [[close]],
  reference: reference.max,
});
