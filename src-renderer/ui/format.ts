import { dayMs } from '../../src-shared/domain/timeframe.ts';

/*
 * Numbers and times as people read them. What is unknown (NaN) is an en dash, never 0. Negative numbers carry a true
 * minus sign, which is as wide as the plus.
 */

export const unknown = '–';

const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string, decimals: number, sign: 'auto' | 'exceptZero'): Intl.NumberFormat {
  const key = `${locale} ${decimals} ${sign}`;
  let format = numberFormats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay: sign === 'auto' ? 'negative' : 'exceptZero',
    });
    numberFormats.set(key, format);
  }
  return format;
}

const minusSign = (text: string): string => text.replace('-', '−');

/** Digits after the point that a tick size such as `0.00005` or `0.25` needs. */
export function tickDecimals(tickSize: string): number {
  const point = tickSize.indexOf('.');
  return point === -1 ? 0 : tickSize.slice(point + 1).replace(/0+$/, '').length;
}

/** The nearest price on the grid of `tickSize`. */
export function onTickGrid(value: number, tickSize: string): number {
  const tick = Number(tickSize);
  if (!(tick > 0)) return value;
  return Number((Math.round(value / tick) * tick).toFixed(tickDecimals(tickSize)));
}

export function formatPrice(value: number, tickSize: string, locale = 'en-US'): string {
  if (!Number.isFinite(value)) return unknown;
  return minusSign(numberFormat(locale, tickDecimals(tickSize), 'auto').format(onTickGrid(value, tickSize)));
}

export interface PriceParts {
  readonly head: string;
  /** The pip digits of a currency pair, drawn stronger; empty for all else. */
  readonly pips: string;
  readonly tail: string;
}

/** A price cut for emphasis: `1.08` `53` `4`. Pips are digits 3 and 4 after the point (1 and 2 for yen pairs). */
export function priceParts(value: number, tickSize: string, isForex: boolean, locale = 'en-US'): PriceParts {
  const text = formatPrice(value, tickSize, locale);
  const decimals = tickDecimals(tickSize);
  if (!isForex || text === unknown || decimals < 2) return { head: text, pips: '', tail: '' };
  const afterPips = decimals % 2;
  const end = text.length - afterPips;
  return { head: text.slice(0, end - 2), pips: text.slice(end - 2, end), tail: text.slice(end) };
}

/** A difference of prices, always with its sign. */
export function formatChange(value: number, tickSize: string, locale = 'en-US'): string {
  if (!Number.isFinite(value)) return unknown;
  const format = numberFormat(locale, tickDecimals(tickSize), 'exceptZero');
  return minusSign(format.format(onTickGrid(value, tickSize)));
}

/** A round trip; what is too short to be told is not nothing. */
export function formatLatency(ms: number): string {
  return ms < 1 ? '< 1 ms' : `${Math.round(ms)} ms`;
}

/** A difference in percent (1.5 is 1.5 %), always with its sign. */
export function formatPercent(percent: number, locale = 'en-US', decimals = 2): string {
  if (!Number.isFinite(percent)) return unknown;
  return `${minusSign(numberFormat(locale, decimals, 'exceptZero').format(percent))}%`;
}

/** Change from `reference` in percent; NaN where there is none. */
export function percentChange(value: number, reference: number): number {
  return reference === 0 ? Number.NaN : ((value - reference) / Math.abs(reference)) * 100;
}

export function formatCount(value: number, locale = 'en-US'): string {
  return Number.isFinite(value) ? minusSign(numberFormat(locale, 0, 'auto').format(value)) : unknown;
}

/** Volumes and sizes in little room: 940, 12.4K, 3.1M. */
export function formatCompact(value: number, locale = 'en-US'): string {
  if (!Number.isFinite(value)) return unknown;
  const key = `${locale} compact`;
  let format = numberFormats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 });
    numberFormats.set(key, format);
  }
  return minusSign(format.format(value));
}

const lengths = [
  ['d', dayMs],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const;

/** The two largest units: `3d 4h`, `2h 14m`, `45s`; below a second `820ms`. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return unknown;
  const sign = ms < 0 ? '−' : '';
  const length = Math.abs(ms);
  const first = lengths.findIndex(([, unit]) => length >= unit);
  if (first === -1) return `${sign}${Math.round(length)}ms`;
  const [name, unit] = lengths[first] as (typeof lengths)[number];
  const count = Math.floor(length / unit);
  const next = lengths[first + 1];
  const rest = next === undefined ? 0 : Math.floor((length % unit) / next[1]);
  return next === undefined || rest === 0
    ? `${sign}${count}${name}`
    : `${sign}${count}${name} ${rest}${next[0]}`;
}

export type TimeStyle = 'minute' | 'second' | 'date' | 'date-minute' | 'date-second';

const timeFormats = new Map<string, Intl.DateTimeFormat>();

function timeFormat(zone: string, style: TimeStyle): Intl.DateTimeFormat {
  const key = `${zone} ${style}`;
  let format = timeFormats.get(key);
  if (format === undefined) {
    const hasDate = style.startsWith('date');
    const hasClock = style !== 'date';
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      ...(hasDate ? { year: 'numeric', month: '2-digit', day: '2-digit' } : {}),
      ...(hasClock ? { hour: '2-digit', minute: '2-digit' } : {}),
      ...(style.endsWith('second') ? { second: '2-digit' } : {}),
    });
    timeFormats.set(key, format);
  }
  return format;
}

/** A moment in a zone: `14:05:09`, `2024-03-08 14:05`. Dates are ISO so that days and months are never mistaken. */
export function formatTime(time: number, zone: string, style: TimeStyle = 'second'): string {
  if (!Number.isFinite(time)) return unknown;
  return timeFormat(zone, style).format(time).replace(', ', ' ');
}

/** `UTC`, `GMT+1`, `EST`: the zone's short name at that moment. */
export function zoneName(time: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' }).formatToParts(
    time,
  );
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}
