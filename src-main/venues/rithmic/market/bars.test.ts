import { expect, test } from 'vitest';
import { calendarOf } from '../../../../src-shared/domain/calendars.ts';
import { gridOf } from '../../../../src-shared/domain/price-grid.ts';
import { epochMs, isoTime } from '../../../../src-shared/domain/time.ts';
import type { Timeframe } from '../../../../src-shared/domain/timeframe.ts';
import { barLength, dateIndex, readBar, timeframes, timeframesOfBar } from './bars.ts';

const calendar = calendarOf('cme-globex');
const row = { open_price: 1, high_price: 2, low_price: 0.5, close_price: 1.5, volume: 12n };
const opened = (marker: number, frame: Timeframe) => {
  const bar = readBar({ ...row, marker }, frame, gridOf('0.25'), calendar);
  return bar && isoTime(bar.time);
};
const second = (text: string) => Date.parse(text) / 1000;

test('seconds and minutes are stamped with their close, ours with their opening', () => {
  expect(opened(second('2026-10-06T15:01:00Z'), '1m')).toBe('2026-10-06T15:00:00.000Z');
  expect(opened(second('2026-10-06T16:00:00Z'), '1h')).toBe('2026-10-06T15:00:00.000Z');
  expect(opened(second('2026-10-06T15:00:05Z'), '5s')).toBe('2026-10-06T15:00:00.000Z');
});

test('days and weeks are stamped with a date and open the evening before, in Chicago', () => {
  expect(opened(20261006, '1D')).toBe('2026-10-05T22:00:00.000Z');
  // In winter an hour later.
  expect(opened(20260106, '1D')).toBe('2026-01-05T23:00:00.000Z');
  // Whichever day of its week a weekly bar carries.
  for (const marker of [20261005, 20261007, 20261009]) {
    expect(opened(marker, '1W')).toBe('2026-10-04T22:00:00.000Z');
  }
  expect(dateIndex(epochMs(Date.parse('2026-10-05T23:00:00Z')), calendar)).toBe(20261006);
});

test('what cannot be a bar is none', () => {
  const read = (fields: object) =>
    readBar({ marker: 1_790_000_000, ...row, ...fields }, '1m', gridOf('0.25'), calendar);
  expect(read({})).toMatchObject({ open: 1, high: 2, low: 0.5, close: 1.5, volume: 12 });
  expect(read({ marker: undefined })).toBeUndefined();
  expect(read({ open_price: undefined })).toBeUndefined();
  expect(read({ high_price: 0 })).toBeUndefined();
  expect(read({ close_price: Number.NaN })).toBeUndefined();
  expect(opened(1_790_000_000, '1D')).toBeUndefined();
  expect(opened(0, '1D')).toBeUndefined();
});

test('every length is known by both of its names, and a minute that tells sixty is not taken for an hour first', () => {
  for (const frame of timeframes) {
    const { type, period } = barLength(frame) ?? { type: 0, period: 0 };
    expect(timeframesOfBar(type, String(period))).toContain(frame);
  }
  expect(timeframesOfBar(2, '60')).toEqual(['1m', '1h']);
  expect(timeframesOfBar(2, '3600')).toEqual(['1h']);
  expect(timeframesOfBar(3, '1')).toEqual(['1D']);
  expect(timeframesOfBar(2, 'x')).toEqual([]);
  expect(timeframesOfBar(undefined, '1')).toEqual([]);
  expect(barLength('4h')).toBeUndefined();
});
