import { type Amount, Exact, plain } from '../exchange/decimal.ts';

/** RFC 3339 with microseconds, the last three of which are made up of the time itself. */
export function timeText(at: number): string {
  return new Date(at).toISOString().replace('Z', `${String(at % 1000).padStart(3, '0')}Z`);
}

/** RFC 3339 with nanoseconds, as frames carry it. */
export function nanoText(at: number): string {
  return new Date(at).toISOString().replace('Z', '101301Z');
}

/** A quotient or percentage, cut to sixteen places as the venue's averages are. */
export function quotientText(value: Amount): string {
  return plain(value.toDecimalPlaces(16, Exact.ROUND_DOWN));
}

/** RFC 3339 in any of the forms that clients send; undefined when it is none. */
export function readTime(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)) return undefined;
  const at = Date.parse(text.replace(/(\.\d{3})\d+/, '$1'));
  return Number.isNaN(at) ? undefined : at;
}
