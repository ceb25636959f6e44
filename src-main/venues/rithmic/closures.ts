import { type EpochMs, epochMs, isoTime } from '../../../src-shared/domain/time.ts';
import { localTimeIn, zonedMoment } from '../../../src-shared/domain/zone-time.ts';

/*
 * Rithmic's servers go down with the markets they carry, without a word: over the weekend and for a while each afternoon.
 * Futures at CME rest from Friday 16:00 to Sunday 17:00 and each day from 16:00 to 17:00, Chicago time. A login may still
 * work in these hours, so they are only the reason to be calm when one does not.
 */

const zone = 'America/Chicago';
const closeHour = 16;
const openHour = 17;

export interface Closure {
  readonly until: EpochMs;
  /** Ends in a full stop. */
  readonly sentence: string;
}

/** Why a closed socket is no surprise at that moment; undefined while the markets are open. */
export function closureAt(now: EpochMs): Closure | undefined {
  const local = localTimeIn(zone, now);
  const weekday = new Date(Date.UTC(local.year, local.month - 1, local.day)).getUTCDay();
  const opens = (daysAhead: number) =>
    zonedMoment(zone, local.year, local.month, local.day + daysAhead, openHour * 60);
  const isWeekend =
    weekday === 6 || (weekday === 5 && local.hour >= closeHour) || (weekday === 0 && local.hour < openHour);
  if (isWeekend) {
    const until = opens((7 - weekday) % 7);
    return {
      until,
      sentence: `The markets are closed until Sunday 17:00 in Chicago (${inUtc(until)}), and Rithmic’s servers rest at times until then.`,
    };
  }
  if (local.hour !== closeHour) return undefined;
  const until = opens(0);
  return {
    until,
    sentence: `Rithmic’s servers are looked after from 16:00 to 17:00 in Chicago each day (until ${inUtc(until)}).`,
  };
}

function inUtc(time: EpochMs): string {
  return `${isoTime(epochMs(time)).slice(11, 16)} UTC`;
}
