import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { ByteScanner } from '../connection/scan.ts';

/*
 * Coinbase writes times as `2024-10-04T07:13:31.158696693Z`, with up to nine digits after the second, cut to whole
 * milliseconds here. Both ways of reading come to the same, which a property test proves.
 */

const pattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?Z$/;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Undefined for what is not such a time; years below 1970, Coinbase’s “none”, included. */
export function readTime(text: string): EpochMs | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (!isDate(year, month, day) || hour > 23 || minute > 59 || second > 59) return undefined;
  const fraction = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'));
  return (Date.UTC(year, month - 1, day) +
    hour * hourMs +
    minute * minuteMs +
    second * 1000 +
    fraction) as EpochMs;
}

function isDate(year: number, month: number, day: number): boolean {
  return year >= 1970 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

const zero = 48;
const [quote, dash, colon, point, letterT, letterZ] = [34, 45, 58, 46, 84, 90];
/** Year, month and day of the last time that was read, and the moment that day began. */
let lastDate = 0;
let lastDateMs = 0;

/** The same from the bytes of a frame, closing quote included. Anything else makes the scanner unsound. */
export function scanTime(scanner: ByteScanner): EpochMs {
  const { bytes, at } = scanner;
  const year = pair(bytes, at) * 100 + pair(bytes, at + 2);
  const month = pair(bytes, at + 5);
  const day = pair(bytes, at + 8);
  const hour = pair(bytes, at + 11);
  const minute = pair(bytes, at + 14);
  const second = pair(bytes, at + 17);
  const isFramed =
    bytes[at + 4] === dash &&
    bytes[at + 7] === dash &&
    bytes[at + 10] === letterT &&
    bytes[at + 13] === colon &&
    bytes[at + 16] === colon;
  let next = at + 19;
  let fraction = 0;
  if (bytes[next] === point) {
    next += 1;
    const first = next;
    for (let digit = (bytes[next] as number) - zero; digit >= 0 && digit <= 9; ) {
      if (next - first < 3) fraction = fraction * 10 + digit;
      next += 1;
      digit = (bytes[next] as number) - zero;
    }
    const digits = next - first;
    if (digits === 0 || digits > 9) scanner.isSound = false;
    if (digits === 1) fraction *= 100;
    else if (digits === 2) fraction *= 10;
  }
  const date = year * 10_000 + month * 100 + day;
  // NaN, where a digit was missing, is neither in order nor out of it.
  const isEnded = bytes[next] === letterZ && bytes[next + 1] === quote;
  if (!isFramed || !isEnded || !(hour <= 23 && minute <= 59 && second <= 59)) {
    scanner.isSound = false;
  } else if (date !== lastDate) {
    if (isDate(year, month, day)) {
      lastDate = date;
      lastDateMs = Date.UTC(year, month - 1, day);
    } else {
      scanner.isSound = false;
    }
  }
  scanner.at = next + 2;
  return (lastDateMs + hour * hourMs + minute * minuteMs + second * 1000 + fraction) as EpochMs;
}

/** Two digits as a number; NaN for anything else. */
function pair(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - zero;
  const ones = (bytes[at + 1] as number) - zero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** RFC 3339, as Coinbase takes times. */
export function timeText(time: EpochMs): string {
  return new Date(time).toISOString();
}
