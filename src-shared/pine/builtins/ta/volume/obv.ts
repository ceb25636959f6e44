import { closeChange, totalByBar } from './total-by-bar.ts';

export const obv = totalByBar(
  'obv',
  'On balance volume: the running total of volume, added on bars that close higher than the one before and taken away on those that close lower. na on the first bar.',
  (bars, bar) => Math.sign(closeChange(bars, bar)) * (bars.volume[bar] as number),
);
