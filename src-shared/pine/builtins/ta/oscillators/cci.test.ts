import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/oscillators.ts';
import { cci } from './cci.ts';

examine(cci, {
  calls: ({ close }) => [
    [close, 20],
    [close, 2],
  ],
  reference: reference.cci,
  lengthAt: 1,
  scale: 100,
});
