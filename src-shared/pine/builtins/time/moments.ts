import { type ZoneClock, zoneClock } from '../../../domain/zone-clock.ts';
import type { Context } from '../../runtime/context.ts';
import type { Builtin } from '../builtin.ts';

/*
 * Parts of a moment, each both a variable, of the bar's open in the zone of the exchange, and a function of a time and a zone.
 */

const dayMs = 86_400_000;

function clockOf(context: Context, zone: string | null | undefined): ZoneClock {
  const text = zone === undefined || zone === null || zone === '' ? context.symbol.timeZone : zone;
  return zoneClock(text) ?? context.fail(`“${text}” is not a time zone. Write an IANA name or UTC+3.`);
}

function part(
  name: string,
  documentation: string,
  read: (clock: ZoneClock, time: number) => number,
): readonly Builtin[] {
  return [
    {
      kind: 'variable',
      name,
      type: 'series int',
      documentation: `${documentation} At the bar’s open, in the zone of the exchange.`,
      implementation: {
        kind: 'context',
        read: (context) => read(clockOf(context, undefined), context.bars.time[context.bar] as number),
      },
    },
    {
      kind: 'function',
      name,
      documentation: `${documentation} Of a moment in milliseconds UTC, in the zone of the exchange or the given one.`,
      signatures: ['(time: series int, timezone: series string = ?) series int'],
      implementation: {
        kind: 'context',
        call: (context: Context, time: number, zone?: string | null) =>
          Number.isNaN(time) ? Number.NaN : read(clockOf(context, zone), time),
      },
    },
  ];
}

/** The week's number by ISO 8601: week 1 holds the year's first Thursday. */
function isoWeek(clock: ZoneClock, time: number): number {
  const day = Math.floor(clock.local(time) / dayMs);
  // Day 0 was a Thursday; 0 is Monday here.
  const fromMonday = (((day + 3) % 7) + 7) % 7;
  const thursday = day - fromMonday + 3;
  const firstOfYear = Math.floor(Date.UTC(new Date(thursday * dayMs).getUTCFullYear(), 0, 1) / dayMs);
  return Math.floor((thursday - firstOfYear) / 7) + 1;
}

export const moments: readonly Builtin[] = [
  ...part('year', 'The year.', (clock, time) => clock.date(time).year),
  ...part('month', 'The month, 1 to 12.', (clock, time) => clock.date(time).month),
  ...part('dayofmonth', 'The day of the month, 1 to 31.', (clock, time) => clock.date(time).day),
  ...part('dayofweek', 'The weekday, 1 for Sunday to 7 for Saturday.', (clock, time) => clock.weekday(time)),
  ...part('weekofyear', 'The week of the year by ISO 8601.', isoWeek),
  ...part('hour', 'The hour, 0 to 23.', (clock, time) => Math.floor(clock.minuteOfDay(time) / 60)),
  ...part('minute', 'The minute, 0 to 59.', (clock, time) => clock.minuteOfDay(time) % 60),
  ...part('second', 'The second, 0 to 59.', (clock, time) => {
    const local = clock.local(time);
    return Math.floor((local - Math.floor(local / 60_000) * 60_000) / 1000);
  }),
];
