import fc from 'fast-check';
import { expect, test } from 'vitest';
import { epochMs } from './time.ts';
import { zoneClock } from './zone-clock.ts';
import { localTimeIn } from './zone-time.ts';

const zones = ['America/New_York', 'Europe/London', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC'];

const changes = [Date.UTC(2024, 2, 10, 7), Date.UTC(2024, 10, 3, 6), Date.UTC(2024, 2, 31, 1)];
const moment = fc.oneof(
  fc.integer({ min: 0, max: 4e12 }),
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -7_200_000, max: 7_200_000 }))
    .map(([at, by]) => at + by),
);

test('a clock reads what the zone data say, also around changes of the clocks', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), moment, (zone, time) => {
      const clock = zoneClock(zone);
      const { year, month, day, hour, minute } = localTimeIn(zone, epochMs(time));
      expect({ ...clock?.date(time) }).toEqual({ year, month, day });
      expect(clock?.minuteOfDay(time)).toBe(hour * 60 + minute);
    }),
    { numRuns: 500 },
  );
});

test('fixed offsets are understood, nonsense is not', () => {
  expect(zoneClock('UTC+5')?.offsetAt(0)).toBe(5 * 3_600_000);
  expect(zoneClock('GMT-03:30')?.offsetAt(0)).toBe(-3.5 * 3_600_000);
  expect(zoneClock('Mars/Olympus')).toBeUndefined();
});

test('readings become moments and parts out of range roll over', () => {
  const clock = zoneClock('America/New_York');
  expect(clock?.moment(2024, 7, 1, 9, 30, 0)).toBe(Date.UTC(2024, 6, 1, 13, 30));
  expect(clock?.moment(2024, 13, 1, 0, 0, 0)).toBe(Date.UTC(2025, 0, 1, 5));
});

test('a reading becomes the moment it was read at, also where the clocks show it twice', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), moment, (zone, time) => {
      const clock = zoneClock(zone);
      const reading = clock?.local(time) ?? Number.NaN;
      expect(clock?.toUtc(reading, time - 1)).toBe(time);
    }),
    { numRuns: 1000 },
  );
});

test('a reading that occurs twice is the earlier moment unless that is past; one that never occurs is none', () => {
  const clock = zoneClock('America/New_York');
  const twice = Date.UTC(2024, 10, 3, 1, 30);
  expect(clock?.toUtc(twice, Number.NaN)).toBe(Date.UTC(2024, 10, 3, 5, 30));
  expect(clock?.toUtc(twice, Date.UTC(2024, 10, 3, 5, 45))).toBe(Date.UTC(2024, 10, 3, 6, 30));
  expect(clock?.toUtc(Date.UTC(2024, 2, 10, 2, 30), Number.NaN)).toBeNaN();
  expect(zoneClock('UTC+5')?.toUtc(twice, Number.NaN)).toBe(twice - 5 * 3_600_000);
});
