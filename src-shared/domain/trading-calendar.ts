import { type EpochMs, epochMs } from './time.ts';
import { dayMs } from './timeframe.ts';
import { localTimeIn, zonedMoment } from './zone-time.ts';

/** Minutes after local midnight; may exceed 1,440 where a session runs into the next day. */
type MinuteOfDay = number;

export interface CalendarRules {
  readonly key: string;
  readonly name: string;
  /** IANA zone in which the rest is meant. */
  readonly zone: string;
  /**
   * When the trading day of a date begins, in minutes after that date's midnight: negative for markets whose day
   * begins the evening before (-420 is 17:00 of the previous day).
   */
  readonly dayStart: MinuteOfDay;
  /** Where intraday bars are cut from; the day start unless the regular session begins at an odd time. */
  readonly barAnchor: MinuteOfDay;
  /** Open stretches of each trading date, minutes after its midnight; key 0 is Sunday. Holidays are not known. */
  readonly hours: Readonly<Partial<Record<number, readonly (readonly [MinuteOfDay, MinuteOfDay])[]>>>;
}

/** One trading day. Days cover all time without holes, so that every tick belongs to exactly one. */
export interface TradingDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly start: EpochMs;
  /** Start of the next day. */
  readonly end: EpochMs;
  /** Intraday bars are cut at this moment plus or minus whole bar lengths, inside the day. */
  readonly anchor: EpochMs;
}

/** Rules of a market turned into moments. Days are remembered, since the same few are asked for again and again. */
export class TradingCalendar {
  readonly rules: CalendarRules;
  readonly #days = new Map<number, TradingDay>();
  #recent: TradingDay | undefined;

  constructor(rules: CalendarRules) {
    this.rules = rules;
  }

  /** The trading day a moment belongs to. */
  dayOf(time: EpochMs): TradingDay {
    const recent = this.#recent;
    if (recent !== undefined && time >= recent.start && time < recent.end) return recent;
    const local = localTimeIn(this.rules.zone, time);
    const date = Math.floor(Date.UTC(local.year, local.month - 1, local.day) / dayMs);
    let found = this.#dayNumber(date);
    if (time < found.start) found = this.#dayNumber(date - 1);
    else if (time >= found.end) found = this.#dayNumber(date + 1);
    this.#recent = found;
    return found;
  }

  /** The trading day of a calendar date. */
  dayOfDate(year: number, month: number, day: number): TradingDay {
    return this.#dayNumber(Math.floor(Date.UTC(year, month - 1, day) / dayMs));
  }

  /** True inside the market's regular hours. Public holidays are not known. */
  isOpen(time: EpochMs): boolean {
    const day = this.dayOf(time);
    const hours = this.rules.hours[new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay()] ?? [];
    return hours.some(([from, to]) => {
      const opens = zonedMoment(this.rules.zone, day.year, day.month, day.day, from);
      const closes = zonedMoment(this.rules.zone, day.year, day.month, day.day, to);
      return time >= opens && time < closes;
    });
  }

  #dayNumber(number: number): TradingDay {
    let day = this.#days.get(number);
    if (day === undefined) {
      const date = new Date(number * dayMs);
      const next = new Date((number + 1) * dayMs);
      const { zone, dayStart, barAnchor } = this.rules;
      const moment = (of: Date, minutes: number) =>
        zonedMoment(zone, of.getUTCFullYear(), of.getUTCMonth() + 1, of.getUTCDate(), minutes);
      day = {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        start: moment(date, dayStart),
        end: moment(next, dayStart),
        anchor: moment(date, barAnchor),
      };
      if (this.#days.size > 4000) this.#days.clear();
      this.#days.set(number, day);
    }
    return day;
  }

  /** Start of the trading day `count` calendar days later. */
  plusDays(day: TradingDay, count: number): EpochMs {
    const number = Math.floor(Date.UTC(day.year, day.month - 1, day.day) / dayMs);
    return epochMs(this.#dayNumber(number + count).start);
  }
}
