import { BarBuffer } from './bar-buffer.ts';
import type { Series } from './bars.ts';

/**
 * Bars of means: a close is the mean of the bar's four prices, an open the middle of the mean bar before, which the first bar
 * takes from its own open and close. `refresh` follows the bars they are made of.
 */
export function heikinAshi(base: Series): { readonly series: Series; refresh(): void } {
  const { bars } = base;
  const made = BarBuffer.empty();
  const refresh = (): void => {
    // The newest made bar may have been open.
    for (let bar = Math.max(0, made.count - 1); bar < bars.count; bar += 1) {
      const [open, high, low, close] = [bars.open, bars.high, bars.low, bars.close].map(
        (column) => column[bar] as number,
      ) as [number, number, number, number];
      const middle =
        bar === 0
          ? (open + close) / 2
          : ((made.open[bar - 1] as number) + (made.close[bar - 1] as number)) / 2;
      const mean = (open + high + low + close) / 4;
      made.put(
        bars.time[bar] as number,
        middle,
        Math.max(high, middle, mean),
        Math.min(low, middle, mean),
        mean,
        bars.volume[bar] as number,
      );
    }
  };
  refresh();
  return { series: { ...base, bars: made }, refresh };
}
