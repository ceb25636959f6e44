import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/oscillators.ts';
import { wpr } from './wpr.ts';

examine(wpr, {
  calls: () => [[14]],
  reference: reference.wpr,
  lengthAt: 0,
  scale: 100,
});
