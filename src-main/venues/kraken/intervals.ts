import type { Timeframe } from '../../../src-shared/domain/timeframe.ts';

/*
 * Kraken's bar lengths in minutes and ours. Its weeks (10080) begin on Thursday and its 21600 are fifteen days counted from
 * 1970; ours begin on Monday and are made of days.
 */
const intervals: readonly (readonly [Timeframe, number])[] = [
  ['1m', 1],
  ['5m', 5],
  ['15m', 15],
  ['30m', 30],
  ['1h', 60],
  ['4h', 240],
  ['1D', 1440],
];

const byFrame = new Map<string, number>(intervals);
const byMinutes = new Map(intervals.map(([frame, minutes]) => [minutes, frame]));

export const timeframes: readonly Timeframe[] = intervals.map(([frame]) => frame);

export function minutesOf(frame: Timeframe): number | undefined {
  return byFrame.get(frame);
}

export function timeframeOfMinutes(minutes: number): Timeframe | undefined {
  return byMinutes.get(minutes);
}
