import fc from 'fast-check';
import { expect, test } from 'vitest';
import { epochMs } from './time.ts';
import { isTimeZone, localTimeIn, zonedMoment, zoneOffsetMs } from './zone-time.ts';

const at = (iso: string) => epochMs(Date.parse(iso));
const iso = (time: number) => new Date(time).toISOString().replace('.000Z', 'Z');
const clock = (hours: number, minutes = 0) => hours * 60 + minutes;

test.each([
  ['an ordinary summer noon', 'America/New_York', [2024, 7, 3], clock(12), '2024-07-03T16:00:00Z'],
  ['an ordinary winter noon', 'America/New_York', [2024, 1, 3], clock(12), '2024-01-03T17:00:00Z'],
  [
    'the skipped half past two, as far after the jump',
    'America/New_York',
    [2024, 3, 10],
    clock(2, 30),
    '2024-03-10T07:30:00Z',
  ],
  [
    'the first of the two half past ones',
    'America/New_York',
    [2024, 11, 3],
    clock(1, 30),
    '2024-11-03T05:30:00Z',
  ],
  ['the minute after the repeated hour', 'America/New_York', [2024, 11, 3], clock(2), '2024-11-03T07:00:00Z'],
  ['London’s skipped half past one', 'Europe/London', [2024, 3, 31], clock(1, 30), '2024-03-31T01:30:00Z'],
  [
    'the first of London’s half past ones',
    'Europe/London',
    [2024, 10, 27],
    clock(1, 30),
    '2024-10-27T00:30:00Z',
  ],
  [
    'the evening before, as negative minutes',
    'America/New_York',
    [2024, 3, 11],
    clock(17) - clock(24),
    '2024-03-10T21:00:00Z',
  ],
  ['the next day, past 24 hours', 'Asia/Kolkata', [2024, 1, 1], clock(30), '2024-01-02T00:30:00Z'],
  ['a half-hour jump', 'Australia/Lord_Howe', [2024, 10, 6], clock(2, 10), '2024-10-05T15:40:00Z'],
] as const)('a wall clock reading names %s', (_name, zone, [year, month, day], minutes, expected) => {
  expect(iso(zonedMoment(zone, year, month, day, minutes))).toBe(expected);
});

const zones = ['America/New_York', 'America/Chicago', 'Europe/London', 'Asia/Tokyo', 'Asia/Kolkata', 'UTC'];
const moment = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) }).map(epochMs);

test('a moment read off the clock and looked up again is the same moment or its twin an hour away', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), moment, (zone, time) => {
      const minute = epochMs(Math.floor(time / 60_000) * 60_000);
      const local = localTimeIn(zone, minute);
      const found = zonedMoment(zone, local.year, local.month, local.day, clock(local.hour, local.minute));
      expect(localTimeIn(zone, found)).toEqual(local);
      // Only a repeated hour has two moments for a reading, and the first of them is meant.
      if (found !== minute) expect(minute - found).toBe(3_600_000);
    }),
    { numRuns: 2000 },
  );
});

test('the offset is what the clock shows less what UTC shows', () => {
  expect(zoneOffsetMs('America/New_York', at('2024-03-10T06:59:59.999Z'))).toBe(-5 * 3_600_000);
  expect(zoneOffsetMs('America/New_York', at('2024-03-10T07:00:00Z'))).toBe(-4 * 3_600_000);
  expect(zoneOffsetMs('Asia/Kolkata', at('2024-01-01T00:00:00Z'))).toBe(5.5 * 3_600_000);
});

test('a zone is known by its IANA name only', () => {
  expect(isTimeZone('America/New_York')).toBe(true);
  expect(isTimeZone('Mars/Olympus')).toBe(false);
});
