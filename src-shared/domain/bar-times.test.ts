import fc from 'fast-check';
import { expect, test } from 'vitest';
import { barSpan } from './bar-times.ts';
import { backboneFrames, frameLineage, isMadeOf, sourceFrame, withLineage } from './bar-tree.ts';
import { calendarKeys, calendarOf } from './calendars.ts';
import { epochMs } from './time.ts';
import { nominalMs, parseTimeframe, type Timeframe } from './timeframe.ts';

const at = (iso: string) => epochMs(Date.parse(iso));
const iso = (time: number) => new Date(time).toISOString().replace('.000Z', 'Z');
const span = (frame: Timeframe, key: string, time: string) => {
  const { start, end } = barSpan(frame, calendarOf(key), at(time));
  return [iso(start), iso(end)];
};

test.each([
  [
    'a currency’s four hours begin at 17:00 New York',
    '4h',
    'forex',
    '2024-01-09T00:00:00Z',
    '2024-01-08T22:00:00Z',
    '2024-01-09T02:00:00Z',
  ],
  [
    'a stock’s hour begins at half past',
    '1h',
    'us-stocks',
    '2024-01-09T15:00:00Z',
    '2024-01-09T14:30:00Z',
    '2024-01-09T15:30:00Z',
  ],
  [
    'an Indian hour begins at a quarter past',
    '1h',
    'nse-india',
    '2024-01-09T04:00:00Z',
    '2024-01-09T03:45:00Z',
    '2024-01-09T04:45:00Z',
  ],
  [
    'the last bar of a day is cut at the day’s end',
    '4h',
    'us-stocks',
    '2024-01-10T04:00:00Z',
    '2024-01-10T02:30:00Z',
    '2024-01-10T05:00:00Z',
  ],
  [
    'a currency day begins the evening before',
    '1D',
    'forex',
    '2024-07-08T12:00:00Z',
    '2024-07-07T21:00:00Z',
    '2024-07-08T21:00:00Z',
  ],
  [
    'a currency week begins on Sunday evening',
    '1W',
    'forex',
    '2024-01-10T12:00:00Z',
    '2024-01-07T22:00:00Z',
    '2024-01-14T22:00:00Z',
  ],
  [
    'a week of crypto begins on Monday',
    '1W',
    'crypto-24-7',
    '2024-01-10T12:00:00Z',
    '2024-01-08T00:00:00Z',
    '2024-01-15T00:00:00Z',
  ],
  [
    'a month begins with the 1st’s trading day',
    '1M',
    'forex',
    '2024-03-31T22:00:00Z',
    '2024-03-31T21:00:00Z',
    '2024-04-30T21:00:00Z',
  ],
  [
    'quarters are quarters of the year',
    '3M',
    'crypto-24-7',
    '2024-05-10T00:00:00Z',
    '2024-04-01T00:00:00Z',
    '2024-07-01T00:00:00Z',
  ],
  [
    'the last months of the year end with it',
    '7M',
    'crypto-24-7',
    '2024-09-10T00:00:00Z',
    '2024-08-01T00:00:00Z',
    '2025-01-01T00:00:00Z',
  ],
  [
    'pairs of days begin anew with each year, whose last may be one alone',
    '2D',
    'crypto-24-7',
    '1969-12-31T12:00:00Z',
    '1969-12-31T00:00:00Z',
    '1970-01-01T00:00:00Z',
  ],
  [
    'pairs of days leave out those on which nothing trades',
    '2D',
    'us-stocks',
    '2024-01-08T15:00:00Z',
    '2024-01-05T05:00:00Z',
    '2024-01-09T05:00:00Z',
  ],
  [
    'a weekend goes with the day before it',
    '2D',
    'us-stocks',
    '2024-01-13T15:00:00Z',
    '2024-01-11T05:00:00Z',
    '2024-01-15T05:00:00Z',
  ],
  [
    'pairs of weeks are counted before 1970 too',
    '2W',
    'crypto-24-7',
    '1969-12-31T12:00:00Z',
    '1969-12-22T00:00:00Z',
    '1970-01-05T00:00:00Z',
  ],
] as const)('%s', (_what, frame, key, time, start, end) => {
  expect(span(frame, key, time)).toEqual([start, end]);
});

const custom: readonly Timeframe[] = [
  '7s',
  '45s',
  '3m',
  '25m',
  '45m',
  '90m',
  '2h',
  '7h',
  '12h',
  '2D',
  '7D',
  '2W',
  '3M',
  '5M',
  '12M',
];
const calendar = fc.constantFrom(...calendarKeys).map(calendarOf);
const moment = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) }).map(epochMs);
/** Round the changes of clocks, where bars are most likely to overlap. */
const nearTheJump = fc
  .tuple(
    fc.constantFrom(
      '2024-03-10T07:00:00Z',
      '2024-11-03T06:00:00Z',
      '2024-03-10T08:00:00Z',
      '2024-11-03T07:00:00Z',
    ),
    fc.integer({ min: -172_800_000, max: 172_800_000 }),
  )
  .map(([jump, offset]) => epochMs(at(jump) + offset));
const frames = fc.constantFrom<Timeframe>(...backboneFrames, ...custom);

test('bars partition time: each moment in one bar, its ends in the same and the next', () => {
  fc.assert(
    fc.property(calendar, frames, fc.oneof(moment, nearTheJump), (rules, frame, time) => {
      const bar = barSpan(frame, rules, time);
      expect(bar.start).toBeLessThanOrEqual(time);
      expect(bar.end).toBeGreaterThan(time);
      expect(barSpan(frame, rules, bar.start)).toEqual(bar);
      expect(barSpan(frame, rules, epochMs(bar.end - 1))).toEqual(bar);
      expect(barSpan(frame, rules, bar.end).start).toBe(bar.end);
    }),
    { numRuns: 4000 },
  );
});

test('every bar of a frame lies in exactly one bar of each longer frame along the tree', () => {
  fc.assert(
    fc.property(calendar, frames, fc.oneof(moment, nearTheJump), (rules, frame, time) => {
      const lineage = frameLineage(frame);
      for (const [index, part] of lineage.entries()) {
        const below = barSpan(part, rules, time);
        for (const above of lineage.slice(index + 1)) {
          const whole = barSpan(above, rules, time);
          expect(whole.start).toBeLessThanOrEqual(below.start);
          expect(whole.end).toBeGreaterThanOrEqual(below.end);
        }
      }
    }),
    { numRuns: 4000 },
  );
});

const anyFrame = fc
  .tuple(fc.integer({ min: 1, max: 3600 }), fc.constantFrom('s', 'm', 'h', 'D', 'W', 'M'))
  .map(([count, unit]) => parseTimeframe(`${count}${unit}`))
  .filter((frame) => frame !== undefined);

test('every timeframe there is has one way up from one second', () => {
  fc.assert(
    fc.property(anyFrame, (frame) => {
      const lineage = frameLineage(frame);
      expect(lineage[0]).toBe('1s');
      expect(lineage.at(-1)).toBe(frame);
      for (const [index, one] of lineage.entries()) {
        expect(sourceFrame(one)).toBe(lineage[index - 1]);
        if (index > 0) {
          expect(isMadeOf(frame, lineage[index - 1] as Timeframe)).toBe(true);
          expect(nominalMs(one)).toBeGreaterThan(nominalMs(lineage[index - 1] as Timeframe));
        }
      }
      expect(isMadeOf(frame, frame)).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test('a set of frames grows by what they are made of, shortest first and each once', () => {
  expect(withLineage(['45m', '15m'])).toEqual(['1s', '1m', '5m', '15m', '45m']);
  expect(withLineage(['3M', '2W']).join(' ')).toBe('1s 1m 5m 15m 30m 1h 4h 1D 1W 2W 1M 3M');
});
