import { barSpan } from '../../domain/bar-times.ts';
import { isMadeOf } from '../../domain/bar-tree.ts';
import { epochMs } from '../../domain/time.ts';
import type { Timeframe } from '../../domain/timeframe.ts';
import { BarBuffer } from './bar-buffer.ts';
import type { Series } from './bars.ts';
import type { ScriptContext } from './script-context.ts';

interface LongerBars {
  readonly series: Series;
  /** Looks at the chart's newest bars again. */
  refresh(): void;
}

/** Longer bars of the chart's own symbol, made of the chart's; undefined where they cannot be made of them. */
export function longerBars(chart: ScriptContext, timeframe: Timeframe): LongerBars | undefined {
  if (!isMadeOf(timeframe, chart.timeframe)) return undefined;
  const made = BarBuffer.empty();
  /** The chart's first bar that belongs to the newest made bar, and where that ends. */
  let first = 0;
  let start = Number.NaN;
  let end = Number.NEGATIVE_INFINITY;
  const refresh = (): void => {
    const { bars } = chart;
    let index = first;
    while (index < bars.count) {
      const time = bars.time[index] as number;
      if (time >= end) {
        const span = barSpan(timeframe, chart.symbol.calendar, epochMs(time));
        // A bar of a market that was closed in between opens with its first trade, at its own calendar time.
        start = span.start;
        end = span.end;
        first = index;
      }
      const from = index;
      let high = Number.NEGATIVE_INFINITY;
      let low = Number.POSITIVE_INFINITY;
      let volume = 0;
      while (index < bars.count && (bars.time[index] as number) < end) {
        high = Math.max(high, bars.high[index] as number);
        low = Math.min(low, bars.low[index] as number);
        volume += bars.volume[index] as number;
        index += 1;
      }
      made.put(start, bars.open[from] as number, high, low, bars.close[index - 1] as number, volume);
    }
  };
  refresh();
  return { series: { symbol: chart.symbol, timeframe, bars: made }, refresh };
}
