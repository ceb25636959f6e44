import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/oscillators.ts';
import { mom } from './mom.ts';

examine(mom, {
  calls: ({ close }) => [[close, 10]],
  reference: reference.change,
  lengthAt: 1,
});
