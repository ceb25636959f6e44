import fc from 'fast-check';
import { expect, test } from 'vitest';
import { marketSessions, openSessions, sessionRules, sessionWindows } from './market-sessions.ts';
import { epochMs } from './time.ts';
import { localTimeIn } from './zone-time.ts';

const at = (iso: string) => epochMs(Date.parse(iso));
const day = (date: string) =>
  sessionWindows({ from: at(`${date}T00:00:00Z`), to: at(`${date}T23:59:59Z`) })
    .filter(({ session }) => session !== 'tokyo')
    .map(
      ({ session, from, to }) =>
        `${session} ${new Date(from).toISOString().slice(11, 16)}-${new Date(to).toISOString().slice(11, 16)}`,
    );

test.each([
  ['in winter', '2024-01-10', ['london 08:00-17:00', 'new-york 13:00-22:00']],
  ['when only New York has gone forward', '2024-03-13', ['london 08:00-17:00', 'new-york 12:00-21:00']],
  ['when both have', '2024-04-10', ['london 07:00-16:00', 'new-york 12:00-21:00']],
  ['when only London has gone back', '2024-10-30', ['london 08:00-17:00', 'new-york 12:00-21:00']],
])('London and New York keep their own clocks %s', (_when, date, expected) => {
  expect(day(date)).toEqual(expected);
});

test('Tokyo knows no summer time, and its Monday is Sunday night in UTC', () => {
  const windows = sessionWindows({ from: at('2024-07-07T12:00:00Z'), to: at('2024-07-08T07:00:00Z') });
  expect(windows[0]).toEqual({
    session: 'tokyo',
    from: at('2024-07-08T00:00:00Z'),
    to: at('2024-07-08T09:00:00Z'),
  });
});

test('nothing is open at the weekend', () => {
  expect(openSessions(at('2024-01-06T12:00:00Z'))).toEqual([]);
});

test('a session is open exactly while its own clock shows its hours on a weekday', () => {
  const moment = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) }).map(epochMs);
  fc.assert(
    fc.property(moment, (time) => {
      const expected = marketSessions.filter((session) => {
        const { zone, opens, closes } = sessionRules[session];
        const local = localTimeIn(zone, time);
        const weekday = new Date(Date.UTC(local.year, local.month - 1, local.day)).getUTCDay();
        const minute = local.hour * 60 + local.minute;
        return weekday >= 1 && weekday <= 5 && minute >= opens && minute < closes;
      });
      expect(openSessions(time).toSorted()).toEqual(expected.toSorted());
    }),
    { numRuns: 1500 },
  );
});

test('windows come by start and touch the range', () => {
  const range = { from: at('2024-03-01T00:00:00Z'), to: at('2024-04-30T00:00:00Z') };
  const windows = sessionWindows(range);
  expect(windows.map(({ from }) => from)).toEqual(windows.map(({ from }) => from).toSorted((a, b) => a - b));
  expect(windows.every(({ from, to }) => from < range.to && to > range.from && from < to)).toBe(true);
  expect(windows.filter(({ session }) => session === 'london')).toHaveLength(42);
});
