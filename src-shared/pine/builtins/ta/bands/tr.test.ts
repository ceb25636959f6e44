import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/bands.ts';
import { tr, trVariable } from './tr.ts';

examine(tr, {
  calls: () => [[true], [false]],
  reference: reference.tr,
});

examine(trVariable, { calls: () => [[]], reference: reference.tr });
