import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/volume.ts';
import { vwap, vwapVariable } from './vwap.ts';

const dayOf = (time = Number.NaN) => Math.floor(time / 86_400_000);

examine(vwap, {
  calls: ({ close }) => [[close, Array.from(close, (_, bar) => bar % 25 === 3)]],
  reference: reference.vwap,
});

examine(vwap, {
  signature: 1,
  calls: ({ close }) => [[close, Array.from(close, (_, bar) => bar % 25 === 3), 2]],
  reference: reference.vwapBands,
});

examine(vwapVariable, {
  calls: () => [[]],
  reference: (bars) =>
    reference.vwap(
      bars,
      bars.close.map((close, bar) => ((bars.high[bar] ?? 0) + (bars.low[bar] ?? 0) + close) / 3),
      Array.from(bars.time, (time, bar) => dayOf(time) !== dayOf(bars.time[bar - 1])),
    ),
});
