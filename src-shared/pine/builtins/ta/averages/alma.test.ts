import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/averages.ts';
import { alma } from './alma.ts';

examine(alma, {
  calls: ({ close }) => [
    [close, 9, 0.85, 6, false],
    [close, 10, 0.55, 12, true],
  ],
  reference: reference.alma,
  lengthAt: 1,
});
