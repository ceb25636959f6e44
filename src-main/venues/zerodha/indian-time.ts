import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import { dayMs } from '../../../src-shared/domain/timeframe.ts';

/** Zerodha writes Indian standard time without saying so: five and a half hours ahead of UTC, all year. */
const offsetMs = 5.5 * 3_600_000;

const readable = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})(?:\+05:?30)?$/;

/** Reads `2021-06-08 15:45:56` or `2017-12-15T09:15:00+0530`; undefined for anything else. */
export function indianMoment(text: string): EpochMs | undefined {
  const found = readable.exec(text);
  if (found === null) return undefined;
  const [year, month, day, hour, minute, second] = found.slice(1).map(Number);
  const asUtc = Date.UTC(year as number, (month as number) - 1, day, hour, minute, second);
  // A month 13 or a minute 60 rolls over, and would not come back as it was written.
  if (clockText(asUtc) !== text.slice(0, 19).replace('T', ' ')) return undefined;
  return epochMs(asUtc - offsetMs);
}

/** `2021-06-08 15:45:56`, as the history call takes it. */
export function indianText(time: EpochMs): string {
  return clockText(time + offsetMs);
}

/** `2021-06-08`: the Indian date of a moment. */
export function indianDate(time: EpochMs): string {
  return indianText(time).slice(0, 10);
}

/** The last moment not after `time` at which Indian clocks show so many minutes after midnight. */
export function lastIndianClock(time: EpochMs, minutes: number): EpochMs {
  const shift = offsetMs - minutes * 60_000;
  return epochMs(Math.floor((time + shift) / dayMs) * dayMs - shift);
}

/** The first moment after `time` at which Indian clocks show so many minutes after midnight. */
export function nextIndianClock(time: EpochMs, minutes: number): EpochMs {
  return epochMs(lastIndianClock(time, minutes) + dayMs);
}

function clockText(shifted: number): string {
  return new Date(shifted).toISOString().slice(0, 19).replace('T', ' ');
}
