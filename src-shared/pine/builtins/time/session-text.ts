/** A stretch of a day, in minutes after midnight; one that ends at or before its start runs into the next day. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Days on which it ends, 1 for Sunday to 7 for Saturday. */
  readonly days: readonly boolean[];
}

export type SessionHours = readonly Stretch[];

const everyDay = '1234567';
const workdays = '23456';
const cache = new Map<string, SessionHours | undefined>();

/**
 * `0930-1600`, `0900-1200,1300-1500:23456`, `24x7`; undefined for what has another form. Version 4 meant Monday to Friday
 * where no days are written.
 */
export function sessionHours(text: string, version: number): SessionHours | undefined {
  const key = `${version < 5 ? 4 : 5}${text}`;
  if (!cache.has(key)) {
    if (cache.size > 1000) cache.clear();
    cache.set(key, read(text.trim(), version < 5 ? workdays : everyDay));
  }
  return cache.get(key);
}

function read(text: string, usualDays: string): SessionHours | undefined {
  if (text === '24x7') return [stretch(0, 1440, everyDay)];
  const [spans = '', days = usualDays] = text.split(':');
  if (!/^[1-7]{1,7}$/.test(days)) return undefined;
  const stretches: Stretch[] = [];
  for (const span of spans.split(',')) {
    const found = /^(\d{2})(\d{2})-(\d{2})(\d{2})$/.exec(span.trim());
    if (found === null) return undefined;
    const [, h1 = '', m1 = '', h2 = '', m2 = ''] = found;
    const from = Number(h1) * 60 + Number(m1);
    const to = Number(h2) * 60 + Number(m2);
    if (from >= 1440 || to > 1440 || Number(m1) > 59 || Number(m2) > 59) return undefined;
    stretches.push(stretch(from, from === 0 && to === 0 ? 1440 : to, days));
  }
  return stretches;
}

function stretch(from: number, to: number, days: string): Stretch {
  return { from, to, days: Array.from({ length: 8 }, (_, day) => days.includes(String(day))) };
}

/** @param weekday 1 for Sunday to 7 for Saturday */
export function isInHours(hours: SessionHours, weekday: number, minute: number): boolean {
  for (const { from, to, days } of hours) {
    if (to > from) {
      if (minute >= from && minute < to && days[weekday] === true) return true;
    } else if (minute >= from) {
      if (days[(weekday % 7) + 1] === true) return true;
    } else if (minute < to && days[weekday] === true) {
      return true;
    }
  }
  return false;
}
