import { expect, test } from 'vitest';
import { fillNameOf } from './fill-names.ts';
import { compareStamps, stampOf, tradingDayOf } from './stamps.ts';

const at = (text: string) => Date.parse(text) / 1000;

test('a trading day begins at five in the afternoon in Chicago, winter and summer', () => {
  expect(tradingDayOf(at('2026-03-02T22:59:59Z') * 1000)).toBe('2026-03-02');
  expect(tradingDayOf(at('2026-03-02T23:00:00Z') * 1000)).toBe('2026-03-03');
  expect(tradingDayOf(at('2026-07-31T21:59:59Z') * 1000)).toBe('2026-07-31');
  expect(tradingDayOf(at('2026-07-31T22:00:00Z') * 1000)).toBe('2026-08-01');
});

test('O7: the same id on both sides of that moment names two executions, although the date told is one', () => {
  const fill = { basket_id: '1', fill_id: '100001', fill_date: '20260302' };
  const before = fillNameOf({ ...fill, fill_time: '22:59:59', ssboe: at('2026-03-02T22:59:59Z') });
  const after = fillNameOf({ ...fill, fill_time: '23:00:01', ssboe: at('2026-03-02T23:00:01Z') });
  expect([before.tradeDate, after.tradeDate]).toEqual(['2026-03-02', '2026-03-03']);
});

test('O7: every source gives the same name, whichever times it carries', () => {
  const moment = at('2026-03-02T15:00:00Z');
  const live = {
    basket_id: '1',
    fill_id: '9',
    fill_date: '20260302',
    fill_time: '15:00:00',
    ssboe: moment,
    usecs: 3,
  };
  const name = { tradeId: '9', tradeDate: '2026-03-02' };
  expect(fillNameOf(live)).toEqual(name);
  // A replay may be stamped with the moment of the replay.
  expect(fillNameOf({ ...live, ssboe: moment + 86_400 })).toEqual(name);
  expect(fillNameOf({ basket_id: '1', fill_id: '9', source_ssboe: moment })).toEqual(name);
  expect(fillNameOf({ basket_id: '1', fill_id: ' 9 ', ssboe: moment })).toEqual(name);
});

test('without an id, the order and what it has filled by then name an execution', () => {
  const fill = { basket_id: '5', ssboe: at('2026-03-02T15:00:00Z'), usecs: 123 };
  expect(fillNameOf({ ...fill, total_fill_size: 2 }).tradeId).toBe('5@1772463600.000123/2');
  expect(fillNameOf({ ...fill, total_fill_size: 2n })).toEqual(fillNameOf({ ...fill, total_fill_size: 2 }));
  expect(fillNameOf({ ...fill, total_fill_size: 3 })).not.toEqual(
    fillNameOf({ ...fill, total_fill_size: 2 }),
  );
});

test('stamps are two whole numbers, and the running number orders what has one time', () => {
  const stamp = (usecs: number, sequence_number = '') => stampOf({ ssboe: 5, usecs, sequence_number });
  expect(compareStamps(stamp(123), stamp(123_000))).toBeLessThan(0);
  expect(compareStamps(stamp(1, 'S9'), stamp(1, 'S10'))).toBeLessThan(0);
  expect(compareStamps(stamp(1, '18446744073709551615'), stamp(1, '18446744073709551614'))).toBeGreaterThan(
    0,
  );
});
