import type { InstrumentId, PriceSide } from './instrument.ts';
import type { Timeframe } from './timeframe.ts';

/** Names one series of bars. */
export interface SeriesKey {
  readonly instrument: InstrumentId;
  readonly timeframe: Timeframe;
  readonly priceSide: PriceSide;
}

/** The key as one string, for maps: `CME:6EH4 1m trade`. */
export function seriesName(key: SeriesKey): string {
  return `${key.instrument} ${key.timeframe} ${key.priceSide}`;
}
