import { zoneClock } from '../../../domain/zone-clock.ts';
import type { Context } from '../../runtime/context.ts';
import type { BuiltinFunction } from '../builtin.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * A date as scripts write it: `20 Feb 2020 12:30`, `Feb 01 2020 22:10:05`, `2020-02-20`, `2020-02-20T12:30:00+01:00`, with or
 * without a zone behind it; UTC where none is written.
 * @returns milliseconds UTC, NaN for what is not a date
 */
export function parseDate(text: string): number {
  const found =
    /^\s*(?:(\d{4})[-/](\d{1,2})[-/](\d{1,2})|(\d{1,2})\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})|([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4}))(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(.*?)\s*$/.exec(
      text,
    );
  if (found === null) return Number.NaN;
  const [, y1, m1, d1, d2, m2, y2, m3, d3, y3, hour = '0', minute = '0', second = '0', zone = ''] = found;
  const name = m2 ?? m3;
  const month = name === undefined ? Number(m1) : months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  if (!(month >= 1 && month <= 12)) return Number.NaN;
  const offset = offsetOf(zone);
  const time = Date.UTC(
    Number(y1 ?? y2 ?? y3),
    month - 1,
    Number(d1 ?? d2 ?? d3),
    Number(hour),
    Number(minute),
    Number(second),
  );
  return time - offset;
}

function offsetOf(zone: string): number {
  if (zone === '' || zone === 'Z') return 0;
  const found = /^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (found === null) return zone === 'UTC' || zone === 'GMT' ? 0 : Number.NaN;
  const [, sign, hours = '0', minutes = '0'] = found;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

const parts =
  'year: series int, month: series int, day: series int, hour: series int = 0, minute: series int = 0, second: series int = 0';

export const timestamp: BuiltinFunction = {
  kind: 'function',
  name: 'timestamp',
  documentation:
    'Milliseconds UTC of a date: of a text such as `20 Feb 2020 12:30` (UTC unless it says otherwise), or of year, month, day, hour, minute and second in the zone of the exchange or the given one. Parts out of range roll over.',
  signatures: [
    '(dateString: series string) strongest int',
    `(${parts}) strongest int`,
    `(timezone: series string, ${parts}) strongest int`,
  ],
  implementation: {
    kind: 'context',
    call: (context: Context, first: string | number | null, ...rest: readonly number[]) => {
      if (typeof first === 'string' && rest.length === 0) {
        const time = parseDate(first);
        return Number.isNaN(time) ? context.fail(`“${first}” is not a date. Write 20 Feb 2020 12:30.`) : time;
      }
      const zone = typeof first === 'string' && first !== '' ? first : context.symbol.timeZone;
      const values = typeof first === 'number' ? [first, ...rest] : rest;
      const [year = Number.NaN, month = 1, day = 1, hour = 0, minute = 0, second = 0] = values;
      if (Number.isNaN(year + month + day + hour + minute + second)) return Number.NaN;
      const clock = zoneClock(zone) ?? context.fail(`“${zone}” is not a time zone.`);
      return clock.moment(year, month, day, hour, minute, second);
    },
  },
};
