import type { CandleColumns } from '../../../../src-shared/domain/candle.ts';

/** A stretch in which nothing could be heard: the connection was gone or the stream was stale. */
export interface Outage {
  readonly from: number;
  /** Infinity while it lasts. */
  readonly to: number;
}

/** Bars that should be between two others and are not, because of an outage. Times are epoch ms. */
export interface DataGap {
  /** When the last bar before ends. */
  readonly from: number;
  /** When the first bar after opens. */
  readonly to: number;
}

/** Missing bars that outages explain. Pauses of the market outside of outages are no gaps. */
export function gapsFromOutages(bars: CandleColumns, barMs: number, outages: readonly Outage[]): DataGap[] {
  if (outages.length === 0) return [];
  const gaps: DataGap[] = [];
  const earliest = Math.min(...outages.map((outage) => outage.from));
  for (let index = bars.length - 1; index > 0; index -= 1) {
    const to = bars.time[index] as number;
    if (to < earliest) break;
    const from = (bars.time[index - 1] as number) + barMs;
    if (to <= from) continue;
    if (outages.some((outage) => outage.from < to && outage.to > from)) gaps.push({ from, to });
  }
  return gaps.reverse();
}
