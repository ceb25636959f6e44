import type { Context } from '../../../runtime/context.ts';

/**
 * How far the current bar reached, seen from the close before it. On the first bar, which has none, high less low or NaN.
 * It reads the bars themselves, so that it is right also where a call was skipped.
 */
export function trueRange(context: Context, isFirstKnown: boolean): number {
  const { bars, bar } = context;
  const high = bars.high[bar] as number;
  const low = bars.low[bar] as number;
  if (bar === 0) return isFirstKnown ? high - low : Number.NaN;
  const before = bars.close[bar - 1] as number;
  return Math.max(high - low, Math.abs(high - before), Math.abs(low - before));
}
