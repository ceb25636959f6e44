import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/events.ts';
import { crossunder } from './crossunder.ts';

examine(crossunder, {
  calls: ({ close, open, high }) => [
    [close, open],
    [close, 25],
    [high, close],
  ],
  reference: reference.crossunder,
});
