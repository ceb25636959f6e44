import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/averages.ts';
import { cog } from './cog.ts';

examine(cog, {
  calls: ({ close }) => [
    [close, 1],
    [close, 10],
  ],
  reference: reference.cog,
  lengthAt: 1,
});
