import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/events.ts';
import { barssince } from './barssince.ts';

examine(barssince, {
  calls: ({ close, open }) => [[Array.from(close, (value, bar) => value > (open[bar] ?? 0))]],
  reference: reference.barssince,
});
