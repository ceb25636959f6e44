import { closeChange, totalByBar } from './total-by-bar.ts';

export const wad = totalByBar(
  'wad',
  'Williams accumulation and distribution, in units of price: the running total of how far each higher close is above the low, or the close before if that was lower, and each lower close below the high, or the close before if that was higher. 0 on the first bar.',
  (bars, bar) => {
    if (bar === 0) return 0;
    const change = closeChange(bars, bar);
    const close = bars.close[bar] as number;
    const before = bars.close[bar - 1] as number;
    if (change > 0) return close - Math.min(bars.low[bar] as number, before);
    if (change < 0) return close - Math.max(bars.high[bar] as number, before);
    return 0;
  },
);
