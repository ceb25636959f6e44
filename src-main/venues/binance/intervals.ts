import type { Timeframe } from '../../../src-shared/domain/timeframe.ts';
import type { Product } from './urls.ts';

/*
 * Binance's bar lengths and ours. Its `3d` is left out: where such bars begin is not documented, and ours are counted from
 * 1970-01-01.
 */
const intervals: readonly (readonly [Timeframe, string])[] = [
  ['1s', '1s'],
  ['1m', '1m'],
  ['3m', '3m'],
  ['5m', '5m'],
  ['15m', '15m'],
  ['30m', '30m'],
  ['1h', '1h'],
  ['2h', '2h'],
  ['4h', '4h'],
  ['6h', '6h'],
  ['8h', '8h'],
  ['12h', '12h'],
  ['1D', '1d'],
  ['1W', '1w'],
  ['1M', '1M'],
];

const byFrame = new Map<string, string>(intervals);
const byInterval = new Map<string, Timeframe>(intervals.map(([frame, interval]) => [interval, frame]));

export function intervalOf(frame: Timeframe): string | undefined {
  return byFrame.get(frame);
}

export function timeframeOfInterval(interval: string): Timeframe | undefined {
  return byInterval.get(interval);
}

/** What all these products have: futures have no bars of a second. */
export function timeframesOf(products: readonly Product[]): Timeframe[] {
  return intervals.map(([frame]) => frame).filter((frame) => frame !== '1s' || !products.includes('usd-m'));
}
