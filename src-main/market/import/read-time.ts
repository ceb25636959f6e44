import type { ImportMapping } from '../../../src-shared/contract/imports.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { dayMs } from '../../../src-shared/domain/timeframe.ts';
import { type ZoneClock, zoneClock } from '../../../src-shared/domain/zone-clock.ts';
import { cellText, colon, comma, isDigit, minus, nine, point, slash, space, zero } from './bytes.ts';

export type TimeFormat = ImportMapping['timeFormat'];

const earliest = Date.UTC(1800, 0, 1);
const latest = Date.UTC(2200, 0, 1);
const letterT = 0x54;

/**
 * Reads moments from bytes: epoch counts in four units, or what a calendar and a clock show, with or without an offset.
 * Finer parts than a millisecond are cut off. After a NaN, `fault` says why.
 */
export class TimeReader {
  fault = '';
  readonly #format: TimeFormat;
  readonly #clock: ZoneClock;
  #previous = Number.NaN;
  // What the last reading of a date or clock found: ms as if UTC, and the offset written beside it.
  #wall = 0;
  #offset = Number.NaN;
  #at = 0;
  // Days repeat from line to line, so the last one is kept.
  #year = 0;
  #month = 0;
  #dayOfMonth = 0;
  #dayStart = 0;

  constructor(format: TimeFormat, timeZone: string) {
    this.#format = format;
    this.#clock = clockOf(timeZone);
  }

  /** The moment of the last accepted row, by which a doubled hour in autumn is told apart. */
  accept(time: number): void {
    this.#previous = time;
  }

  /** A whole time in one cell. */
  read(bytes: Uint8Array, start: number, end: number): number {
    switch (this.#format) {
      case 'epoch-s':
        return this.#readEpoch(bytes, start, end, 1000, 1);
      case 'epoch-ms':
        return this.#readEpoch(bytes, start, end, 1, 1);
      case 'epoch-us':
        return this.#readEpoch(bytes, start, end, 1, 1000);
      case 'epoch-ns':
        return this.#readEpoch(bytes, start, end, 1, 1_000_000);
      default:
        this.#offset = Number.NaN;
        this.#at = start;
        if (!this.#scanDate(bytes, end)) return this.#unreadable(bytes, start, end);
        if (this.#at < end) {
          const byte = bytes[this.#at];
          if (byte === space || byte === letterT || byte === comma) this.#at += 1;
          if (!this.#scanClock(bytes, end)) return this.#unreadable(bytes, start, end);
        }
        return this.#moment(bytes, start, end);
    }
  }

  /** A date in one cell and the time of day in another. */
  readSplit(bytes: Uint8Array, dateStart: number, dateEnd: number, start: number, end: number): number {
    this.#offset = Number.NaN;
    this.#at = dateStart;
    if (!this.#scanDate(bytes, dateEnd) || this.#at !== dateEnd) {
      return this.#unreadable(bytes, dateStart, dateEnd);
    }
    this.#at = start;
    if (!this.#scanClock(bytes, end)) return this.#unreadable(bytes, start, end);
    return this.#moment(bytes, start, end);
  }

  #unreadable(bytes: Uint8Array, start: number, end: number): number {
    const text = cellText(bytes, start, Math.min(end, start + 40));
    this.fault = text === '' ? 'the time is empty' : `“${text}” is not a time (${this.#format})`;
    return Number.NaN;
  }

  #moment(bytes: Uint8Array, start: number, end: number): number {
    if (this.#at !== end) return this.#unreadable(bytes, start, end);
    const isZoned = !Number.isNaN(this.#offset);
    const time = isZoned ? this.#wall - this.#offset : this.#clock.toUtc(this.#wall, this.#previous);
    if (Number.isNaN(time)) {
      const text = cellText(bytes, start, Math.min(end, start + 40));
      this.fault = `the clocks in ${this.#clock.zone} skipped “${text}”`;
    }
    return time;
  }

  #readEpoch(bytes: Uint8Array, start: number, end: number, multiply: number, divide: number): number {
    let at = start;
    const isNegative = bytes[at] === minus;
    if (isNegative) at += 1;
    // Nanoseconds need more digits than a double has: the last six are cut before they are counted.
    const from = at;
    while (at < end && isDigit(bytes[at])) at += 1;
    const cut = divide === 1_000_000 ? 6 : divide === 1000 ? 3 : 0;
    if (at === from || at - from > 16 + cut) return this.#unreadable(bytes, start, end);
    let whole = 0;
    for (let digit = from; digit < at - cut; digit++) whole = whole * 10 + ((bytes[digit] as number) - zero);
    whole *= multiply;
    if (at < end) {
      if (bytes[at] !== point) return this.#unreadable(bytes, start, end);
      let worth = multiply / 10;
      for (at += 1; at < end; at++, worth /= 10) {
        if (!isDigit(bytes[at])) return this.#unreadable(bytes, start, end);
        if (worth >= 1) whole += ((bytes[at] as number) - zero) * worth;
      }
    }
    const time = isNegative ? -whole : whole;
    if (time < earliest || time > latest) {
      this.fault = `“${cellText(bytes, start, end)}” is no moment between 1800 and 2200 (${this.#format})`;
      return Number.NaN;
    }
    return time;
  }

  /** Counts of digits decide: 8, 12, 14 or 17 in a row are a compact date with its time. */
  #scanDate(bytes: Uint8Array, end: number): boolean {
    const start = this.#at;
    let digits = 0;
    while (start + digits < end && isDigit(bytes[start + digits])) digits += 1;
    if (digits === 8 || digits === 12 || digits === 14 || digits === 17) {
      this.#at = start;
      const [year, month, day] = this.#compactDate(bytes);
      return this.#setDate(year, month, day);
    }
    const first = this.#scanNumber(bytes, end, 4);
    const mark = bytes[this.#at];
    if (mark !== minus && mark !== point && mark !== slash) return false;
    this.#at += 1;
    const second = this.#scanNumber(bytes, end, 2);
    if (bytes[this.#at] !== mark) return false;
    this.#at += 1;
    const thirdFrom = this.#at;
    const third = this.#scanNumber(bytes, end, 4);
    if (this.#format === 'dmy' || this.#format === 'mdy') {
      if (this.#at - thirdFrom !== 4) return false;
      return this.#format === 'dmy'
        ? this.#setDate(third, second, first)
        : this.#setDate(third, first, second);
    }
    return digits === 4 && this.#setDate(first, second, third);
  }

  #compactDate(bytes: Uint8Array): [number, number, number] {
    const whole = this.#at + 8;
    if (this.#format === 'dmy' || this.#format === 'mdy') {
      const first = this.#scanNumber(bytes, whole, 2);
      const second = this.#scanNumber(bytes, whole, 2);
      const year = this.#scanNumber(bytes, whole, 4);
      return this.#format === 'dmy' ? [year, second, first] : [year, first, second];
    }
    const year = this.#scanNumber(bytes, whole, 4);
    const month = this.#scanNumber(bytes, whole, 2);
    return [year, month, this.#scanNumber(bytes, whole, 2)];
  }

  #setDate(year: number, month: number, day: number): boolean {
    if (year !== this.#year || month !== this.#month || day !== this.#dayOfMonth) {
      const start = Date.UTC(year, month - 1, day);
      const date = new Date(start);
      if (year < 1800 || year > 2200 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)
        return false;
      this.#year = year;
      this.#month = month;
      this.#dayOfMonth = day;
      this.#dayStart = start;
    }
    this.#wall = this.#dayStart;
    return true;
  }

  /** `9:30`, `09:30:00.123`, `093000`, `0930`, each with AM/PM and an offset if there is one. */
  #scanClock(bytes: Uint8Array, end: number): boolean {
    const start = this.#at;
    let hour = this.#scanNumber(bytes, end, 2);
    if (this.#at === start) return false;
    let minute = 0;
    let second = 0;
    let milliseconds = 0;
    if (bytes[this.#at] === colon) {
      this.#at += 1;
      minute = this.#scanNumber(bytes, end, 2);
      if (bytes[this.#at] === colon) {
        this.#at += 1;
        second = this.#scanNumber(bytes, end, 2);
      }
    } else {
      if (this.#at - start !== 2 || !isDigit(bytes[this.#at])) return false;
      minute = this.#scanNumber(bytes, end, 2);
      if (isDigit(bytes[this.#at])) second = this.#scanNumber(bytes, end, 2);
      if (isDigit(bytes[this.#at])) milliseconds = this.#scanNumber(bytes, end, 3);
    }
    const mark = bytes[this.#at];
    if (
      (mark === point || mark === comma || mark === colon) &&
      this.#at < end &&
      isDigit(bytes[this.#at + 1])
    ) {
      this.#at += 1;
      milliseconds = this.#scanFraction(bytes, end);
    }
    if (this.#at < end) {
      const rest = /^ ?(?:([ap])\.?m\.?)? ?(Z|(?:UTC|GMT)?([+-])(\d{2}):?(\d{2})?|UTC|GMT)?$/i.exec(
        cellText(bytes, this.#at, Math.min(end, this.#at + 20)),
      );
      if (rest === null || end - this.#at > 20) return false;
      const half = rest[1]?.toLowerCase();
      if (half !== undefined) {
        if (hour < 1 || hour > 12) return false;
        hour = (hour % 12) + (half === 'p' ? 12 : 0);
      }
      if (rest[3] !== undefined) {
        const minutes = Number(rest[4]) * 60 + Number(rest[5] ?? 0);
        this.#offset = (rest[3] === '-' ? -minutes : minutes) * 60_000;
      } else if (rest[2] !== undefined) {
        this.#offset = 0;
      }
      this.#at = end;
    }
    // 24:00 is how some files write the end of a day.
    const clock = ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
    if (minute > 59 || second > 59 || clock > dayMs) return false;
    this.#wall = this.#dayStart + clock;
    return true;
  }

  /** Milliseconds of the digits after a point. */
  #scanFraction(bytes: Uint8Array, end: number): number {
    let worth = 100;
    let milliseconds = 0;
    for (; this.#at < end && isDigit(bytes[this.#at]); this.#at++) {
      if (worth >= 1) milliseconds += ((bytes[this.#at] as number) - zero) * worth;
      worth /= 10;
    }
    return milliseconds;
  }

  #scanNumber(bytes: Uint8Array, end: number, mostDigits: number): number {
    let value = 0;
    const stop = Math.min(end, this.#at + mostDigits);
    while (this.#at < stop) {
      const byte = bytes[this.#at] as number;
      if (byte < zero || byte > nine) break;
      value = value * 10 + (byte - zero);
      this.#at += 1;
    }
    return value;
  }
}

/** @throws Failure `invalid` for a zone that the machine's zone data does not know. */
function clockOf(zone: string): ZoneClock {
  const clock = zoneClock(/^(etc\/)?(utc|gmt|z)$/i.test(zone) ? 'UTC' : zone);
  if (clock !== undefined) return clock;
  throw new Failure('invalid', `“${zone}” is not a time zone. Write one like America/New_York or UTC.`);
}
