import { epochMs } from '../../../src-shared/domain/time.ts';
import { localTimeIn, zonedMoment } from '../../../src-shared/domain/zone-time.ts';

/* The trading day of a CME market begins at 17:00 in Chicago and carries the date on which it ends. */

const zone = 'America/Chicago';
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const opensAtMinute = 17 * 60;
const closesAtMinute = 16 * 60;

export interface TradingDay {
  /** YYYYMMDD of the date on which it ends. */
  readonly date: number;
  /** ms since 1970, 17:00 in Chicago the evening before. */
  readonly open: number;
  /** When the next one opens. */
  readonly next: number;
  /** When its trading ends, an hour earlier. */
  readonly close: number;
}

let newest: TradingDay | undefined;

/** Fridays' last hour and weekends belong to the next Monday's evening as every evening does to the next day; no holidays. */
export function tradingDayOf(time: number): TradingDay {
  if (newest !== undefined && time >= newest.open && time < newest.next) return newest;
  const local = localTimeIn(zone, epochMs(time));
  const isEvening = local.hour * 60 + local.minute >= opensAtMinute;
  const noon = Date.UTC(local.year, local.month - 1, local.day, 12) + (isEvening ? dayMs : 0);
  const end = new Date(noon);
  const before = new Date(noon - dayMs);
  const at = (day: Date, minutes: number) =>
    zonedMoment(zone, day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate(), minutes);
  newest = {
    date: dateNumber(end),
    open: at(before, opensAtMinute),
    next: at(end, opensAtMinute),
    close: at(end, closesAtMinute),
  };
  return newest;
}

/** The trading day with this date, YYYYMMDD. */
export function tradingDayDated(date: number): TradingDay {
  const noon = Date.UTC(Math.floor(date / 10_000), (Math.floor(date / 100) % 100) - 1, date % 100, 12);
  return tradingDayOf(noon + 2 * hourMs);
}

/** YYYYMMDD of the Friday that ends the week of a trading day. */
export function weekOf(day: TradingDay): number {
  const noon = Date.UTC(
    Math.floor(day.date / 10_000),
    (Math.floor(day.date / 100) % 100) - 1,
    day.date % 100,
    12,
  );
  const weekday = new Date(noon).getUTCDay();
  return dateNumber(new Date(noon + ((5 - weekday + 7) % 7) * dayMs));
}

export function dateNumber(date: Date): number {
  return date.getUTCFullYear() * 10_000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
}

/** `20231004` and `14:14:07` in UTC, as notifications carry them. */
export function utcTexts(time: number): { date: string; time: string } {
  const date = new Date(time);
  return { date: String(dateNumber(date)), time: date.toISOString().slice(11, 19) };
}
