import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/events.ts';
import { valuewhen } from './valuewhen.ts';

examine(valuewhen, {
  calls: ({ close, open }) => [
    [Array.from(close, (value, bar) => value > (open[bar] ?? 0)), close, 0],
    [Array.from(close, (value, bar) => value > (open[bar] ?? 0)), close, 3],
  ],
  reference: reference.valuewhen,
  signature: 1,
});

examine(valuewhen, {
  signature: 2,
  calls: ({ close, open }) => [
    [
      Array.from(close, (value, bar) => value > (open[bar] ?? 0)),
      Array.from(close, (value, bar) => value > (close[bar - 1] ?? 0)),
      1,
    ],
  ],
  reference: reference.boolWhen,
});
