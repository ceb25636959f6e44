import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/extremes.ts';
import { min } from './min.ts';

examine(min, {
  calls: ({ close }) => [[close]],
  reference: reference.min,
});
