import { epochMs } from '../../../domain/time.ts';
import { isTimeZone, zoneOffsetMs } from '../../../domain/zone-time.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * Wall-clock readings of one zone, fast for the many bars of a series: the offset from UTC is looked up once for each day
 * (or, on days on which it changes, for each hour) and the calendar date once for each day.
 */
export class ZoneClock {
  readonly zone: string;
  readonly #fixedMs: number | undefined;
  readonly #offsets = new Map<number, number | undefined>();
  #from = Number.POSITIVE_INFINITY;
  #until = Number.NEGATIVE_INFINITY;
  #offset = 0;
  #dayNumber = Number.NaN;
  #date = { year: 0, month: 0, day: 0 };

  constructor(zone: string, fixedMs: number | undefined) {
    this.zone = zone;
    this.#fixedMs = fixedMs;
  }

  /** How far the zone is ahead of UTC at that moment, ms. */
  offsetAt(time: number): number {
    if (this.#fixedMs !== undefined) return this.#fixedMs;
    if (time >= this.#from && time < this.#until) return this.#offset;
    for (const size of [dayMs, hourMs]) {
      const start = Math.floor(time / size) * size;
      const offset = this.#offsetAtStart(start);
      if (offset !== this.#offsetAtStart(start + size)) continue;
      this.#from = start;
      this.#until = start + size;
      this.#offset = offset;
      return offset;
    }
    return zoneOffsetMs(this.zone, epochMs(time));
  }

  /** Milliseconds since the zone's own 1970-01-01 00:00. */
  local(time: number): number {
    return time + this.offsetAt(time);
  }

  /** Month and day from 1. The object is used again by the next call. */
  date(time: number): { readonly year: number; readonly month: number; readonly day: number } {
    const number = Math.floor(this.local(time) / dayMs);
    if (number !== this.#dayNumber) {
      this.#dayNumber = number;
      this.#date = civilDate(number);
    }
    return this.#date;
  }

  /** 1 for Sunday to 7 for Saturday. */
  weekday(time: number): number {
    return weekdayOf(Math.floor(this.local(time) / dayMs));
  }

  /** 0 to 1,439. */
  minuteOfDay(time: number): number {
    const local = this.local(time);
    return Math.floor((local - Math.floor(local / dayMs) * dayMs) / 60_000);
  }

  /** The moment of a reading; parts out of range roll over. Readings in a gap or twice there follow the offset before it. */
  moment(year: number, month: number, day: number, hour: number, minute: number, second: number): number {
    const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
    const first = asUtc - this.offsetAt(asUtc - dayMs);
    if (first + this.offsetAt(first) === asUtc) return first;
    const second_ = asUtc - this.offsetAt(asUtc + dayMs);
    return second_ + this.offsetAt(second_) === asUtc ? second_ : first;
  }

  #offsetAtStart(start: number): number {
    let offset = this.#offsets.get(start);
    if (offset === undefined) {
      offset = zoneOffsetMs(this.zone, epochMs(start));
      this.#offsets.set(start, offset);
    }
    return offset;
  }
}

export function weekdayOf(dayNumber: number): number {
  return ((((dayNumber + 4) % 7) + 7) % 7) + 1;
}

/** The date of a day counted from 1970-01-01, by the proleptic Gregorian calendar. */
function civilDate(dayNumber: number): { year: number; month: number; day: number } {
  const date = new Date(dayNumber * dayMs);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

const clocks = new Map<string, ZoneClock | undefined>();

/** IANA names, `UTC`, `GMT`, `UTC+5`, `GMT-03:30`; undefined for anything else. */
export function zoneClock(text: string): ZoneClock | undefined {
  if (!clocks.has(text)) clocks.set(text, makeClock(text));
  return clocks.get(text);
}

function makeClock(text: string): ZoneClock | undefined {
  const fixed = /^(?:UTC|GMT)(?:([+-])(\d{1,2})(?::?(\d{2}))?)?$/.exec(text);
  if (fixed !== null) {
    const [, sign, hours = '0', minutes = '0'] = fixed;
    return new ZoneClock(text, (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000);
  }
  return isTimeZone(text) ? new ZoneClock(text, undefined) : undefined;
}
