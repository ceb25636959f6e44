import { epochMs } from './time.ts';
import { dayMs } from './timeframe.ts';
import { isTimeZone, zoneOffsetMs } from './zone-time.ts';

const hourMs = 3_600_000;

/**
 * Wall-clock readings of one zone, both ways, fast for the many bars of a series and the many rows of a file: the offset from UTC is looked up once for each day
 * (or, on days on which it changes, for each hour) and the calendar date once for each day.
 */
export class ZoneClock {
  readonly zone: string;
  readonly #fixedMs: number | undefined;
  readonly #offsets = new Map<number, number | undefined>();
  #from = Number.POSITIVE_INFINITY;
  #until = Number.NEGATIVE_INFINITY;
  #offset = 0;
  /** Readings from which no other offset is near, and theirs. */
  #plainFrom = Number.POSITIVE_INFINITY;
  #plainUntil = Number.NEGATIVE_INFINITY;
  #plainOffset = 0;
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

  /**
   * The moment of a reading given as if it were UTC, for readings that follow each other: one that occurs twice is the
   * earlier moment, unless that would not be after `previous`; NaN for one that the clocks skipped.
   */
  toUtc(reading: number, previous: number): number {
    if (this.#fixedMs !== undefined) return reading - this.#fixedMs;
    if (reading >= this.#plainFrom && reading < this.#plainUntil) return reading - this.#plainOffset;
    const day = Math.floor(reading / dayMs) * dayMs;
    const before = this.offsetAt(day - dayMs);
    if (before === this.offsetAt(day + 2 * dayMs)) {
      this.#plainFrom = day;
      this.#plainUntil = day + dayMs;
      this.#plainOffset = before;
      return reading - before;
    }
    const near = new Set([this.offsetAt(reading - 2 * dayMs), this.offsetAt(reading + 2 * dayMs)]);
    // Ahead of UTC by more is the earlier moment.
    const [first, second] = [...near]
      .filter((offset) => this.offsetAt(reading - offset) === offset)
      .sort((a, b) => b - a);
    if (first === undefined) return Number.NaN;
    const isFirst = second === undefined || Number.isNaN(previous) || reading - first > previous;
    return reading - (isFirst ? first : second);
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

const clocks = new Map<string, ZoneClock>();

/** IANA names, `UTC`, `GMT`, `UTC+5`, `GMT-03:30`; undefined for anything else. */
export function zoneClock(text: string): ZoneClock | undefined {
  const known = clocks.get(text);
  if (known !== undefined) return known;
  const made = makeClock(text);
  // What is no zone is not kept: anything can be written there.
  if (made !== undefined) clocks.set(text, made);
  return made;
}

function makeClock(text: string): ZoneClock | undefined {
  const fixed = /^(?:UTC|GMT)(?:([+-])(\d{1,2})(?::?(\d{2}))?)?$/.exec(text);
  if (fixed !== null) {
    const [, sign, hours = '0', minutes = '0'] = fixed;
    return new ZoneClock(text, (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000);
  }
  return isTimeZone(text) ? new ZoneClock(text, undefined) : undefined;
}
