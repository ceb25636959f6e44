import { Failure } from './failure.ts';
import { type CalendarRules, TradingCalendar } from './trading-calendar.ts';

const clock = (hours: number, minutes = 0): number => hours * 60 + minutes;

function everyDay<T>(days: readonly number[], value: T): Record<number, T> {
  return Object.fromEntries(days.map((day) => [day, value]));
}

const mondayToFriday = [1, 2, 3, 4, 5];

/** Regular hours as the venues publish them; the trading day is what daily bars and the day's change go by. */
const rules: readonly CalendarRules[] = [
  {
    key: 'crypto-24-7',
    name: 'Crypto, around the clock',
    zone: 'UTC',
    dayStart: 0,
    barAnchor: 0,
    hours: everyDay([0, 1, 2, 3, 4, 5, 6], [[0, clock(24)]] as const),
  },
  {
    // The currency day rolls at 17:00 New York; Sunday evening belongs to Monday.
    key: 'forex',
    name: 'Foreign exchange',
    zone: 'America/New_York',
    dayStart: clock(17) - clock(24),
    barAnchor: clock(17) - clock(24),
    hours: everyDay(mondayToFriday, [[clock(17) - clock(24), clock(17)]] as const),
  },
  {
    // CME Globex currencies: 17:00 to 16:00 Chicago, an hour's pause between.
    key: 'cme-globex-fx',
    name: 'CME Globex currency futures',
    zone: 'America/Chicago',
    dayStart: clock(17) - clock(24),
    barAnchor: clock(17) - clock(24),
    hours: everyDay(mondayToFriday, [[clock(17) - clock(24), clock(16)]] as const),
  },
  {
    // The usual hours of futures on CME, CBOT, NYMEX and COMEX; grain contracts rest in the morning besides.
    key: 'cme-globex',
    name: 'CME Globex futures',
    zone: 'America/Chicago',
    dayStart: clock(17) - clock(24),
    barAnchor: clock(17) - clock(24),
    hours: everyDay(mondayToFriday, [[clock(17) - clock(24), clock(16)]] as const),
  },
  {
    key: 'eurex',
    name: 'Eurex futures',
    zone: 'Europe/Berlin',
    dayStart: 0,
    barAnchor: clock(1),
    hours: everyDay(mondayToFriday, [[clock(1, 10), clock(22)]] as const),
  },
  {
    key: 'us-stocks',
    name: 'United States stocks, regular hours',
    zone: 'America/New_York',
    dayStart: 0,
    barAnchor: clock(9, 30),
    hours: everyDay(mondayToFriday, [[clock(9, 30), clock(16)]] as const),
  },
  {
    key: 'nse-india',
    name: 'National Stock Exchange of India',
    zone: 'Asia/Kolkata',
    dayStart: 0,
    barAnchor: clock(9, 15),
    hours: everyDay(mondayToFriday, [[clock(9, 15), clock(15, 30)]] as const),
  },
  {
    // Agricultural contracts close earlier; in New York's summer the evening ends at 23:30.
    key: 'mcx-india',
    name: 'Multi Commodity Exchange of India',
    zone: 'Asia/Kolkata',
    dayStart: 0,
    barAnchor: clock(9),
    hours: everyDay(mondayToFriday, [[clock(9), clock(23, 55)]] as const),
  },
  {
    key: 'currency-india',
    name: 'Indian currency derivatives',
    zone: 'Asia/Kolkata',
    dayStart: 0,
    barAnchor: clock(9),
    hours: everyDay(mondayToFriday, [[clock(9), clock(17)]] as const),
  },
];

const calendars = new Map(rules.map((rule) => [rule.key, new TradingCalendar(rule)]));

export const calendarKeys: readonly string[] = rules.map((rule) => rule.key);

/** @throws Failure `not-found` for a key that no calendar has. */
export function calendarOf(key: string): TradingCalendar {
  const calendar = calendars.get(key);
  if (calendar === undefined) {
    throw new Failure(
      'not-found',
      `No trading calendar is called “${key}”. Known: ${calendarKeys.join(', ')}.`,
    );
  }
  return calendar;
}
