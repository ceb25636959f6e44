import { type EpochMs, epochMs } from './time.ts';

/** A wall clock reading. Month and day count from 1. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

/** True for names the IANA zone data knows, such as `America/New_York`. */
export function isTimeZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

export function localTimeIn(zone: string, time: EpochMs): LocalTime {
  const parts = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of formatOf(zone).formatToParts(time)) {
    if (type in parts) parts[type as keyof LocalTime] = Number(value);
  }
  return parts;
}

/** How far the zone is ahead of UTC at that moment, in ms (New York: -4 h or -5 h). */
export function zoneOffsetMs(zone: string, time: EpochMs): number {
  if (zone === 'UTC') return 0;
  const wholeSecond = Math.floor(time / 1000) * 1000;
  const local = localTimeIn(zone, epochMs(wholeSecond));
  return (
    Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second) - wholeSecond
  );
}

/**
 * The moment at which a clock in the zone shows this reading. A reading that occurs twice (clocks go back) means the
 * first of the two; one that never occurs (clocks go forward) means the moment as far after the jump.
 */
export function zonedMoment(
  zone: string,
  year: number,
  month: number,
  day: number,
  minutes: number,
): EpochMs {
  const asUtc = Date.UTC(year, month - 1, day) + minutes * 60_000;
  const before = zoneOffsetMs(zone, epochMs(asUtc - 86_400_000));
  const first = asUtc - before;
  if (zoneOffsetMs(zone, epochMs(first)) === before) return epochMs(first);
  const after = zoneOffsetMs(zone, epochMs(asUtc + 86_400_000));
  const second = asUtc - after;
  return epochMs(zoneOffsetMs(zone, epochMs(second)) === after ? second : first);
}
