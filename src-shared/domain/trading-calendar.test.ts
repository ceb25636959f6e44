import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarKeys, calendarOf } from './calendars.ts';
import { epochMs } from './time.ts';
import { dayMs } from './timeframe.ts';
import type { TradingDay } from './trading-calendar.ts';

const at = (iso: string) => epochMs(Date.parse(iso));
const iso = (time: number) => new Date(time).toISOString().replace('.000Z', 'Z');
const dateOf = ({ year, month, day }: TradingDay) => iso(Date.UTC(year, month - 1, day)).slice(0, 10);

const calendar = fc.constantFrom(...calendarKeys).map(calendarOf);
const moment = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) }).map(epochMs);

test('every moment from 1990 to 2040 belongs to exactly one trading day, and days meet without a hole', () => {
  fc.assert(
    fc.property(calendar, moment, (rules, time) => {
      const day = rules.dayOf(time);
      expect(day.start).toBeLessThanOrEqual(time);
      expect(day.end).toBeGreaterThan(time);
      expect(rules.dayOf(epochMs(day.start))).toEqual(day);
      expect(rules.dayOf(epochMs(day.end - 1))).toEqual(day);
      const next = rules.dayOf(day.end);
      expect(next.start).toBe(day.end);
      expect(rules.plusDays(day, 1)).toBe(day.end);
      expect(rules.dayOfDate(day.year, day.month, day.day)).toEqual(day);
      // Clocks go forward and back by an hour.
      expect([23, 24, 25].map((hours) => hours * 3_600_000)).toContain(day.end - day.start);
      expect(Date.UTC(next.year, next.month - 1, next.day)).toBe(
        Date.UTC(day.year, day.month - 1, day.day) + dayMs,
      );
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ['forex', 'Sunday evening in New York is Monday', '2024-01-07T22:30:00Z', '2024-01-08'],
  ['forex', 'a minute before the roll is still Friday', '2024-01-05T21:59:59Z', '2024-01-05'],
  ['forex', 'in summer the roll is an hour earlier', '2024-07-07T21:00:00Z', '2024-07-08'],
  ['forex', 'the evening of the jump forward is Monday', '2024-03-10T21:00:00Z', '2024-03-11'],
  ['forex', 'the hour before it is Sunday', '2024-03-10T20:59:59Z', '2024-03-10'],
  ['cme-globex-fx', 'Chicago rolls at its own 17:00', '2024-01-08T22:59:59Z', '2024-01-08'],
  ['cme-globex-fx', 'and then it is tomorrow', '2024-01-08T23:00:00Z', '2024-01-09'],
  ['us-stocks', 'late evening in UTC is the New York day', '2024-01-09T01:00:00Z', '2024-01-08'],
  ['nse-india', 'the day begins at Indian midnight', '2024-01-08T18:30:00Z', '2024-01-09'],
  ['crypto-24-7', 'the day is that of UTC', '2024-01-08T23:59:59Z', '2024-01-08'],
])('%s: %s', (key, _what, time, date) => {
  expect(dateOf(calendarOf(key).dayOf(at(time)))).toBe(date);
});

test('a currency day lasts 23 hours when clocks go forward and 25 when they go back', () => {
  const forex = calendarOf('forex');
  const hours = (day: TradingDay) => (day.end - day.start) / 3_600_000;
  expect(hours(forex.dayOfDate(2024, 3, 10))).toBe(23);
  expect(hours(forex.dayOfDate(2024, 11, 3))).toBe(25);
  expect(hours(forex.dayOfDate(2024, 11, 4))).toBe(24);
});

test.each([
  ['us-stocks', '2024-01-08T14:30:00Z', true],
  ['us-stocks', '2024-01-08T14:29:59Z', false],
  ['us-stocks', '2024-07-08T13:30:00Z', true],
  ['us-stocks', '2024-01-08T21:00:00Z', false],
  ['us-stocks', '2024-01-07T15:00:00Z', false],
  ['forex', '2024-01-07T22:00:00Z', true],
  ['forex', '2024-01-06T12:00:00Z', false],
  ['forex', '2024-01-05T22:00:00Z', false],
  ['cme-globex-fx', '2024-01-08T22:30:00Z', false],
  ['cme-globex-fx', '2024-01-08T23:00:00Z', true],
  ['nse-india', '2024-01-08T03:45:00Z', true],
  ['nse-india', '2024-01-08T10:00:00Z', false],
  ['crypto-24-7', '2024-01-06T12:00:00Z', true],
])('%s at %s is open: %s', (key, time, isOpen) => {
  expect(calendarOf(key).isOpen(at(time))).toBe(isOpen);
});

test('an unknown calendar is refused with the known ones', () => {
  expect(() => calendarOf('moon')).toThrow(/No trading calendar is called “moon”.*forex/);
});
