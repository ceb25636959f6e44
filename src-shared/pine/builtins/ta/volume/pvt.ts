import { divide } from '../windows/tolerance.ts';
import { closeChange, totalByBar } from './total-by-bar.ts';

export const pvt = totalByBar(
  'pvt',
  'Price volume trend: the running total of volume times the share by which the close has changed. na on the first bar.',
  (bars, bar) =>
    bar === 0
      ? Number.NaN
      : divide(closeChange(bars, bar), bars.close[bar - 1] as number) * (bars.volume[bar] as number),
);
