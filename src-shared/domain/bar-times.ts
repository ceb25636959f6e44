import { type EpochMs, epochMs } from './time.ts';
import { isIntraday, nominalMs, type Timeframe, timeframeParts } from './timeframe.ts';
import type { TradingCalendar } from './trading-calendar.ts';

export interface BarSpan {
  readonly start: EpochMs;
  /** Start of the following bar. */
  readonly end: EpochMs;
}

/**
 * The bar a moment belongs to. Intraday bars are cut from the trading day at its anchor, so that a four-hour bar of a
 * currency begins at 17:00 New York and an hourly bar of a New York stock at 09:30; the first and last bar of a day may
 * be shorter. Bars of days, weeks and months are whole trading days: weeks begin with Monday's, months with the 1st's.
 * Counts above one group the days of a year on which the market trades (weekends go with the day before), weeks since
 * 1970's first Monday, and months of a year; days and months begin anew with each year, whose last bar may be shorter.
 */
export function barSpan(frame: Timeframe, calendar: TradingCalendar, time: EpochMs): BarSpan {
  const day = calendar.dayOf(time);
  if (isIntraday(frame)) {
    const size = nominalMs(frame);
    const start = day.anchor + Math.floor((time - day.anchor) / size) * size;
    return {
      start: epochMs(Math.max(start, day.start)),
      end: epochMs(Math.min(start + size, day.end)),
    };
  }
  const { count, unit } = timeframeParts(frame);
  const number = Math.floor(Date.UTC(day.year, day.month - 1, day.day) / 86_400_000);
  if (unit === 'D') {
    if (count === 1) return { start: day.start, end: day.end };
    const [first, next] = groupOfDays(number, count, calendar);
    return { start: calendar.plusDays(day, first - number), end: calendar.plusDays(day, next - number) };
  }
  if (unit === 'W') {
    // Day 4 (1970-01-05) was a Monday.
    const week = Math.floor((number - 4) / 7);
    const first = (week - (((week % count) + count) % count)) * 7 + 4;
    return {
      start: calendar.plusDays(day, first - number),
      end: calendar.plusDays(day, first - number + 7 * count),
    };
  }
  const month = day.month - 1 - ((day.month - 1) % count);
  const end = new Date(Date.UTC(day.year, Math.min(month + count, 12), 1));
  return {
    start: calendar.dayOfDate(day.year, month + 1, 1).start,
    end: calendar.dayOfDate(end.getUTCFullYear(), end.getUTCMonth() + 1, 1).start,
  };
}

const thursday = 4;

/** The first day of a group of `count` trading days of one year, and the first of the next; days counted from 1970-01-01. */
function groupOfDays(number: number, count: number, calendar: TradingCalendar): readonly [number, number] {
  const year = new Date(number * 86_400_000).getUTCFullYear();
  const yearStart = Date.UTC(year, 0, 1) / 86_400_000;
  const yearEnd = Date.UTC(year + 1, 0, 1) / 86_400_000;
  let first = yearStart;
  let traded = 0;
  for (let at = yearStart; at < yearEnd; at += 1) {
    // Day 0 was a Thursday.
    const weekday = (((at + thursday) % 7) + 7) % 7;
    if (calendar.rules.hours[weekday] === undefined) continue;
    if (traded > 0 && traded % count === 0) {
      if (at > number) return [first, at];
      first = at;
    }
    traded += 1;
  }
  return [first, yearEnd];
}
