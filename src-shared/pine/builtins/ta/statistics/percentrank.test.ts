import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/statistics.ts';
import { percentrank } from './percentrank.ts';

examine(percentrank, {
  calls: ({ close }) => [
    [close, 1],
    [close, 33],
  ],
  reference: reference.percentrank,
  lengthAt: 1,
});
