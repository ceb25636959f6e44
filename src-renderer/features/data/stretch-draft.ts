import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import { dayMs } from '../../../src-shared/domain/timeframe.ts';

/** A stretch of time as two fields of a form say it, in UTC: `2024-03-08T14:05`. */
export interface StretchDraft {
  readonly from: string;
  readonly to: string;
}

export interface Stretch {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Trades of more days than this take hours and gigabytes; they are better fetched in parts. */
export const mostDays = 31;

const fieldText = (time: number) => new Date(time).toISOString().slice(0, 16);

/** The last day up to now. */
export function firstDraft(now: number): StretchDraft {
  const to = Math.floor(now / 60_000) * 60_000;
  return { from: fieldText(to - dayMs), to: fieldText(to) };
}

/** The stretch, or what is wrong with it and what to write instead. */
export function readStretch({ from, to }: StretchDraft): Stretch | string {
  const [start, end] = [Date.parse(`${from}Z`), Date.parse(`${to}Z`)];
  if (Number.isNaN(start) || Number.isNaN(end)) return 'Choose the first and the last moment.';
  if (start >= end) return 'The first moment must be before the last.';
  if (end - start > mostDays * dayMs)
    return `At most ${mostDays} days at once. Fetch longer stretches in parts.`;
  return { from: epochMs(start), to: epochMs(end) };
}
