import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/oscillators.ts';
import { cmo } from './cmo.ts';

examine(cmo, {
  calls: ({ close }) => [[close, 9]],
  reference: reference.cmo,
  lengthAt: 1,
  scale: 100,
});
