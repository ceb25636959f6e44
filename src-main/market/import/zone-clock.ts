import { Failure } from '../../../src-shared/domain/failure.ts';
import { dayMs } from '../../../src-shared/domain/timeframe.ts';

const quarterHourMs = 15 * 60_000;

/**
 * Turns what a wall clock in a zone shows into UTC. Around a change of the clocks a reading can be missing or double;
 * a double one is the earlier moment, unless that would not be after the moment before it.
 */
export class ZoneClock {
  readonly #zone: string;
  readonly #isUtc: boolean;
  readonly #format: Intl.DateTimeFormat;
  #day = Number.NaN;
  #dayOffset = Number.NaN;
  readonly #days = new Map<number, number>();
  readonly #quarters = new Map<number, readonly number[]>();

  /** @throws Failure `invalid` for a zone that the machine's zone data does not know. */
  constructor(zone: string) {
    this.#zone = zone;
    this.#isUtc = /^(etc\/)?(utc|gmt|z)$/i.test(zone);
    try {
      this.#format = new Intl.DateTimeFormat('en-US', {
        timeZone: this.#isUtc ? 'UTC' : zone,
        hourCycle: 'h23',
        era: 'short',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
    } catch (cause) {
      throw noZone(zone, cause);
    }
  }

  /** Milliseconds UTC for a reading given as if it were UTC; NaN when the clocks skipped it. */
  toUtc(wall: number, previous: number): number {
    if (this.#isUtc) return wall;
    const day = Math.floor(wall / dayMs);
    if (day !== this.#day) {
      this.#day = day;
      this.#dayOffset = this.#offsetOfDay(day);
    }
    if (!Number.isNaN(this.#dayOffset)) return wall - this.#dayOffset;
    const offsets = this.#offsetsOfQuarter(Math.floor(wall / quarterHourMs));
    const [first, second] = offsets;
    if (first === undefined) return Number.NaN;
    if (second === undefined) return wall - first;
    return wall - first > previous || Number.isNaN(previous) ? wall - first : wall - second;
  }

  get zone(): string {
    return this.#zone;
  }

  /** The day's offset when its clocks do not change nearby, else NaN. */
  #offsetOfDay(day: number): number {
    let offset = this.#days.get(day);
    if (offset === undefined) {
      const before = this.#offsetAt((day - 1) * dayMs);
      offset = before === this.#offsetAt((day + 2) * dayMs) ? before : Number.NaN;
      this.#days.set(day, offset);
    }
    return offset;
  }

  /** The offsets under which the clock shows this quarter of an hour, the earlier moment first. */
  #offsetsOfQuarter(quarter: number): readonly number[] {
    let offsets = this.#quarters.get(quarter);
    if (offsets === undefined) {
      const wall = quarter * quarterHourMs;
      const candidates = new Set([this.#offsetAt(wall - 2 * dayMs), this.#offsetAt(wall + 2 * dayMs)]);
      offsets = [...candidates].filter((one) => this.#offsetAt(wall - one) === one).sort((a, b) => b - a);
      this.#quarters.set(quarter, offsets);
    }
    return offsets;
  }

  /** How far the zone's clock is ahead of UTC at a moment, in ms. */
  #offsetAt(utc: number): number {
    const part: Record<string, string> = {};
    for (const { type, value } of this.#format.formatToParts(utc)) part[type] = value;
    const shown = Date.UTC(
      Number(part.year),
      Number(part.month) - 1,
      Number(part.day),
      Number(part.hour),
      Number(part.minute),
      Number(part.second),
    );
    return shown - Math.floor(utc / 1000) * 1000;
  }
}

function noZone(zone: string, cause: unknown): Failure {
  return new Failure('invalid', `“${zone}” is not a time zone. Write one like America/New_York or UTC.`, {
    cause,
  });
}
