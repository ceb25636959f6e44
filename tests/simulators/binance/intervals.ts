import { fixedInterval, type Interval } from '../exchange/trade-tape.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** 1970-01-05 was a Monday. */
const firstMonday = 4 * day;

const weekly: Interval = {
  openOf: (time) => Math.floor((time - firstMonday) / (7 * day)) * 7 * day + firstMonday,
  nextOpen: (openTime) => openTime + 7 * day,
};

const monthly: Interval = {
  openOf(time) {
    const date = new Date(time);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  },
  nextOpen(openTime) {
    const date = new Date(openTime);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
  },
};

/** Case matters: `1m` is a minute, `1M` a month. */
export const intervals: ReadonlyMap<string, Interval> = new Map([
  ['1s', fixedInterval(second)],
  ['1m', fixedInterval(minute)],
  ['3m', fixedInterval(3 * minute)],
  ['5m', fixedInterval(5 * minute)],
  ['15m', fixedInterval(15 * minute)],
  ['30m', fixedInterval(30 * minute)],
  ['1h', fixedInterval(hour)],
  ['2h', fixedInterval(2 * hour)],
  ['4h', fixedInterval(4 * hour)],
  ['6h', fixedInterval(6 * hour)],
  ['8h', fixedInterval(8 * hour)],
  ['12h', fixedInterval(12 * hour)],
  ['1d', fixedInterval(day)],
  ['3d', fixedInterval(3 * day)],
  ['1w', weekly],
  ['1M', monthly],
]);
