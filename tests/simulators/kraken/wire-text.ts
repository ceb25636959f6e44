import { type Amount, decimal, plain, withPlaces } from '../exchange/decimal.ts';

/** A number that is written into JSON exactly as its text. Only `JSON.stringify` may look at it. */
export type WireNumber = object;

const { rawJSON } = JSON as unknown as { rawJSON(text: string): WireNumber };

/** Any number text: ids beyond 2^53, or times with more digits than a double carries. */
export function exactly(text: string): WireNumber {
  return rawJSON(text);
}

/** With trailing zeros, as market data is written: `0.00044780`. */
export function fixed(value: Amount, places: number): WireNumber {
  return rawJSON(withPlaces(value, places));
}

/** The shortest form, with an exponent when small, as account data is written: `500`, `1.5e-05`. */
export function shortest(value: Amount): WireNumber {
  if (value.isZero() || value.abs().greaterThanOrEqualTo('0.0001')) return rawJSON(plain(value));
  const [digits = '', power = ''] = value.toExponential().split('e-');
  return rawJSON(`${digits}e-${power.padStart(2, '0')}`);
}

/** JSON with every number as an exact amount. @throws SyntaxError */
export function readExact(text: string): unknown {
  return JSON.parse(text, (_name: string, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' ? decimal(context?.source ?? value) : value,
  );
}

/** With so many places, or with more where that would lose something: the engine keeps money exact. */
export function atLeast(value: Amount, places: number): string {
  return withPlaces(value, Math.max(places, value.decimalPlaces()));
}

/** RFC 3339 with microseconds; the last three digits are made up of the time itself. */
export function microText(at: number): string {
  return new Date(at).toISOString().replace('Z', `${String(at % 1000).padStart(3, '0')}Z`);
}

/** RFC 3339 with nanoseconds. */
export function nanoText(at: number, tail = '000000'): string {
  return new Date(at).toISOString().replace('Z', `${tail}Z`);
}

/** RFC 3339 with whole seconds. */
export function secondText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** Seconds with four decimals, as REST writes the times of orders. */
export function secondsOf(at: number): WireNumber {
  return rawJSON(`${(at / 1000).toFixed(3)}7`);
}

/** RFC 3339 in any of the forms that clients send; undefined when it is none. */
export function readTime(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)) return undefined;
  const at = Date.parse(text.replace(/(\.\d{3})\d+/, '$1'));
  return Number.isNaN(at) ? undefined : at;
}
