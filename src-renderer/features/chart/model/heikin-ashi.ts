import { type CandleColumns, createCandleColumns } from '../../../../src-shared/domain/candle.ts';

/** The part a first open has in later ones halves with every bar: after this many it is below a double's last bit. */
export const heikinAshiWarmUp = 64;

/**
 * Averaged bars: close is the mean of the bar's four prices, open the middle of the averaged bar before, high and low
 * span both. The first open is the middle of the first bar's own open and close.
 */
export function heikinAshi(bars: CandleColumns): CandleColumns {
  const result = createCandleColumns(bars.length);
  let open = Number.NaN;
  let close = Number.NaN;
  for (let index = 0; index < bars.length; index += 1) {
    const rawOpen = bars.open[index] as number;
    const rawClose = bars.close[index] as number;
    const high = bars.high[index] as number;
    const low = bars.low[index] as number;
    open = index === 0 ? (rawOpen + rawClose) / 2 : (open + close) / 2;
    close = (rawOpen + high + low + rawClose) / 4;
    result.time[index] = bars.time[index] as number;
    result.open[index] = open;
    result.high[index] = Math.max(high, open, close);
    result.low[index] = Math.min(low, open, close);
    result.close[index] = close;
    result.volume[index] = bars.volume[index] as number;
  }
  return result;
}
