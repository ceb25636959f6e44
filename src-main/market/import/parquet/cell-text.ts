import type { SchemaElement } from 'hyparquet';
import { parseFloat16 } from 'hyparquet/src/convert.js';
import { dayMs } from '../../../../src-shared/domain/timeframe.ts';
import { damaged } from './damaged.ts';

/** A stored value as the text of a cell, exact, in a form that the other readers of this import know. */
export type CellText = (value: never) => string;

/** How the values of a column are written. Its kind is told by two fields, an old and a new one. */
export function cellTextOf(element: SchemaElement): CellText {
  const { type, converted_type: old, logical_type: kind } = element;
  if (kind?.type === 'DECIMAL') return decimalText(kind.scale);
  if (old === 'DECIMAL') return decimalText(element.scale ?? 0);
  switch (type) {
    case 'BOOLEAN':
      return (value: boolean) => (value ? 'true' : 'false');
    case 'INT32':
      if (kind?.type === 'DATE' || old === 'DATE') return (days: number) => dateText(days * dayMs);
      if (kind?.type === 'TIME' || old === 'TIME_MILLIS') return clockText;
      if (old === 'UINT_32' || (kind?.type === 'INTEGER' && !kind.isSigned && kind.bitWidth === 32)) {
        return (value: number) => String(value >>> 0);
      }
      return (value: number) => String(value);
    case 'INT64':
      if (kind?.type === 'TIMESTAMP') return timestampText(unitsPerMs(kind.unit), kind.isAdjustedToUTC);
      if (kind?.type === 'TIME') return (value: bigint) => clockText(whole(value, unitsPerMs(kind.unit)));
      if (old === 'TIMESTAMP_MILLIS') return timestampText(1n, true);
      if (old === 'TIMESTAMP_MICROS') return timestampText(1000n, true);
      if (old === 'TIME_MICROS') return (value: bigint) => clockText(whole(value, 1000n));
      if (old === 'UINT_64' || (kind?.type === 'INTEGER' && !kind.isSigned)) {
        return (value: bigint) => String(BigInt.asUintN(64, value));
      }
      return (value: bigint) => String(value);
    case 'INT96':
      return (value: bigint) => timeText(int96Ms(value), false);
    case 'FLOAT':
      return (value: number) => numberText(shortestOfSingle(value));
    case 'DOUBLE':
      return numberText;
    case 'BYTE_ARRAY':
      return (value: Uint8Array) => quoted(decoder.decode(value));
    case 'FIXED_LEN_BYTE_ARRAY':
      if (kind?.type === 'FLOAT16')
        return (value: Uint8Array) => numberText(parseFloat16(value) ?? Number.NaN);
      return (value: Uint8Array) => Buffer.from(value).toString('hex');
    default:
      throw damaged();
  }
}

const decoder = new TextDecoder();

/**
 * A text as one cell of a line with commas. What would end the line, and other control characters, become spaces.
 */
export function quoted(text: string): string {
  if (/^[\w.:+-]*$/.test(text)) return text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  const line = text.replace(/[\u0000-\u001f\u007f\u2028\u2029\ufeff]/g, ' ');
  return /[,"]/.test(line) ? `"${line.replaceAll('"', '""')}"` : line;
}

/** The shortest text that reads back as the same number, without an exponent where a price could have one. */
function numberText(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return Number.isNaN(value) ? '' : text;
  const [, sign = '', whole = '', decimals = '', exponent = ''] =
    /^(-?)(\d)(?:\.(\d+))?e-(\d+)$/.exec(text) ?? [];
  const zeros = Number(exponent) - 1;
  return exponent === '' || zeros > 30 ? text : `${sign}0.${'0'.repeat(zeros)}${whole}${decimals}`;
}

/** Of all decimals that become this number in single precision the shortest: what was written, not what is stored. */
function shortestOfSingle(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return shorter;
  }
  return Number.isFinite(value) ? Number(value.toPrecision(9)) : value;
}

function decimalText(scale: unknown): CellText {
  const decimals = Number(scale ?? 0);
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 76) throw damaged();
  return (value: number | bigint | Uint8Array) => {
    const units = value instanceof Uint8Array ? signedOf(value) : BigInt(value);
    const digits = String(units < 0n ? -units : units).padStart(decimals + 1, '0');
    const sign = units < 0n ? '-' : '';
    if (decimals === 0) return sign + digits;
    const fraction = digits.slice(-decimals).replace(/0+$/, '');
    return `${sign}${digits.slice(0, -decimals)}${fraction === '' ? '' : `.${fraction}`}`;
  };
}

/** Two's complement, the highest byte first. */
function signedOf(bytes: Uint8Array): bigint {
  if (bytes.length === 0 || bytes.length > 32) throw damaged();
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${Buffer.from(bytes).toString('hex')}`));
}

function unitsPerMs(unit: string): bigint {
  return { MILLIS: 1n, MICROS: 1000n, NANOS: 1_000_000n }[unit] ?? 1n;
}

/** Whole milliseconds, towards the past. */
function whole(value: bigint, units: bigint): number {
  const ms = value / units;
  return Number(value < 0n && ms * units !== value ? ms - 1n : ms);
}

function timestampText(units: bigint, isUtc: boolean): CellText {
  return (value: bigint) => timeText(whole(value, units), isUtc);
}

/** Nanoseconds of the day below, days of the Julian calendar from noon above. */
function int96Ms(value: bigint): number {
  const days = Number(value >> 64n) - 2_440_588;
  return days * dayMs + whole(BigInt.asIntN(64, value), 1_000_000n);
}

const earliest = Date.parse('0001-01-01');
const latest = Date.UTC(10_000, 0, 1);
let lastDay = Number.NaN;
let lastDate = '';

/** `2024-03-04`; a count of milliseconds where the calendar has no four digits for the year. */
function dateText(ms: number): string {
  const day = Math.floor(ms / dayMs);
  // Rows of one day follow each other.
  if (day !== lastDay) {
    lastDay = day;
    lastDate = ms >= earliest && ms < latest ? new Date(ms).toISOString().slice(0, -14) : String(ms);
  }
  return lastDate;
}

/** `2024-03-04T00:00:00.104Z`, without the last letter where the file does not say that it means UTC. */
function timeText(ms: number, isUtc: boolean): string {
  return `${dateText(ms)}T${clockText(((ms % dayMs) + dayMs) % dayMs)}${isUtc ? 'Z' : ''}`;
}

const two = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));

function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const clock = `${two[Math.floor(seconds / 3600)]}:${two[Math.floor(seconds / 60) % 60]}:${two[seconds % 60]}`;
  const rest = ms % 1000;
  return rest === 0 ? clock : `${clock}.${String(rest).padStart(3, '0')}`;
}
