import { zoneClock } from '../../../domain/zone-clock.ts';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/**
 * A moment by a pattern of letters: `yyyy-MM-dd HH:mm:ss`, `E`, `a`, `Z` …; words in single quotes stand as they are, two
 * quotes are one.
 * @returns undefined when the zone is not known
 */
export function formatTime(time: number, pattern: string, zone: string): string | undefined {
  const clock = zoneClock(zone);
  if (clock === undefined) return undefined;
  if (Number.isNaN(time)) return 'NaN';
  const { year, month, day } = clock.date(time);
  const minuteOfDay = clock.minuteOfDay(time);
  const local = clock.local(time);
  const hour = Math.floor(minuteOfDay / 60);
  const second = Math.floor((((local % 60_000) + 60_000) % 60_000) / 1000);
  const millisecond = ((local % 1000) + 1000) % 1000;
  const offset = Math.round(clock.offsetAt(time) / 60_000);
  const zoneText = (colon: string) => {
    const size = Math.abs(offset);
    const part = (value: number) => String(value).padStart(2, '0');
    return `${offset < 0 ? '-' : '+'}${part(Math.floor(size / 60))}${colon}${part(size % 60)}`;
  };
  return pattern.replace(/'((?:[^']|'')*)'|([a-zA-Z])\2*/g, (written, quoted: string | undefined) => {
    if (quoted !== undefined) return quoted === '' ? "'" : quoted.replaceAll("''", "'");
    const size = written.length;
    const number = (value: number) => String(value).padStart(size, '0');
    switch (written[0]) {
      case 'y':
      case 'Y':
        return size === 2 ? String(year % 100).padStart(2, '0') : number(year);
      case 'M':
      case 'L': {
        const name = months[month - 1] ?? '';
        return size <= 2 ? number(month) : size === 3 ? name.slice(0, 3) : name;
      }
      case 'd':
        return number(day);
      case 'D':
        return number(Math.floor((Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 1)) / 86_400_000) + 1);
      case 'E': {
        const name = weekdays[clock.weekday(time) - 1] ?? '';
        return size <= 3 ? name.slice(0, 3) : name;
      }
      case 'u':
        return number(((clock.weekday(time) + 5) % 7) + 1);
      case 'a':
        return hour < 12 ? 'AM' : 'PM';
      case 'H':
        return number(hour);
      case 'k':
        return number(hour === 0 ? 24 : hour);
      case 'h':
        return number(hour % 12 === 0 ? 12 : hour % 12);
      case 'K':
        return number(hour % 12);
      case 'm':
        return number(minuteOfDay % 60);
      case 's':
        return number(second);
      case 'S':
        return String(millisecond).padStart(3, '0').slice(0, size).padEnd(size, '0');
      case 'Z':
        return zoneText('');
      case 'X':
        return offset === 0 ? 'Z' : zoneText(size === 2 ? '' : ':');
      case 'z':
        return offset === 0 ? 'UTC' : `UTC${zoneText(':')}`;
      default:
        return written;
    }
  });
}

/** What `str.format_time` writes without a pattern. */
export const usualTimePattern = "yyyy-MM-dd'T'HH:mm:ssZ";
