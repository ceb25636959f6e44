import fc from 'fast-check';
import { expect, test } from 'vitest';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { indianDate, indianMoment, indianText, lastIndianClock, nextIndianClock } from './indian-time.ts';

test('times are read as Indian ones, with and without a zone', () => {
  const expected = Date.parse('2017-12-15T09:15:00+05:30');
  for (const text of ['2017-12-15 09:15:00', '2017-12-15T09:15:00+0530', '2017-12-15T09:15:00+05:30']) {
    expect(indianMoment(text)).toBe(expected);
  }
  expect(
    ['', '09:16:39', '2017-13-01 00:00:00', '2017-02-30 00:00:00', '2017-12-15 24:00:01'].map(indianMoment),
  ).toEqual(new Array(5).fill(undefined));
});

test('every second is written as it is read', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (second) => {
      const time = epochMs(second * 1000);
      expect(indianMoment(indianText(time))).toBe(time);
      expect(indianText(time).startsWith(indianDate(time))).toBe(true);
    }),
  );
});

test('clock times are found on the right day', () => {
  const at = (iso: string) => epochMs(Date.parse(iso));
  const six = 6 * 60;
  expect(lastIndianClock(at('2026-11-21T05:59:00+05:30'), six)).toBe(at('2026-11-20T06:00:00+05:30'));
  expect(lastIndianClock(at('2026-11-21T06:00:00+05:30'), six)).toBe(at('2026-11-21T06:00:00+05:30'));
  expect(nextIndianClock(at('2026-11-21T06:00:00+05:30'), six)).toBe(at('2026-11-22T06:00:00+05:30'));
});
