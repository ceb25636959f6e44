import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/averages.ts';
import { rma } from './rma.ts';

examine(rma, {
  calls: ({ close }) => [
    [close, 1],
    [close, 14],
  ],
  reference: reference.rma,
});
