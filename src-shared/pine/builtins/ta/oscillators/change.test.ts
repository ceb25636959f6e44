import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/oscillators.ts';
import { change } from './change.ts';

examine(change, {
  signature: 1,
  calls: ({ close }) => [
    [close, 1],
    [close, 5],
    [close, 0],
  ],
  reference: reference.change,
  lengthAt: 1,
});

examine(change, {
  signature: 2,
  calls: ({ close, open }) => [[Array.from(close, (value, bar) => value > (open[bar] ?? 0)), 2]],
  reference: reference.hasChanged,
});
