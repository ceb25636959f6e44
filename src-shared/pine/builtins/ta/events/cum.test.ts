import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/events.ts';
import { cum } from './cum.ts';

examine(cum, {
  calls: ({ close, volume }) => [[close], [volume]],
  reference: reference.cum,
});
