import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/averages.ts';
import { hma } from './hma.ts';

examine(hma, {
  calls: ({ close }) => [
    [close, 1],
    [close, 9],
  ],
  reference: reference.hma,
});
