import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/oscillators.ts';
import { roc } from './roc.ts';

examine(roc, {
  calls: ({ close }) => [[close, 9]],
  reference: reference.roc,
  lengthAt: 1,
  scale: 100,
});
