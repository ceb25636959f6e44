import { totalByBar } from './total-by-bar.ts';

export const accdist = totalByBar(
  'accdist',
  'Accumulation and distribution: the running total of volume, each bar weighted by where it closed, from -1 at its low to 1 at its high. A bar whose high is its low adds nothing.',
  (bars, bar) => {
    const high = bars.high[bar] as number;
    const low = bars.low[bar] as number;
    const close = bars.close[bar] as number;
    return high === low ? 0 : ((close - low - (high - close)) / (high - low)) * (bars.volume[bar] as number);
  },
);
