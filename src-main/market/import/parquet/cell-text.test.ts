import fc from 'fast-check';
import type { SchemaElement } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { NumberReader } from '../read-number.ts';
import { TimeReader } from '../read-time.ts';
import { cellTextOf, quoted } from './cell-text.ts';

function textOf(element: Omit<SchemaElement, 'name'>, value: unknown): string {
  return cellTextOf({ name: 'a', ...element })(value as never);
}

const utc = (unit: 'MILLIS' | 'MICROS' | 'NANOS') =>
  ({ type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit } }) as const;
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('IMPORT-060: values of Parquet as text', () => {
  const noonOf1970 = (2_440_588n << 64n) | (43_200_000_000_000n + 5_999_999n);
  const cases: [string, Omit<SchemaElement, 'name'>, unknown, string][] = [
    ['milliseconds in UTC', utc('MILLIS'), 1_704_067_200_123n, '2024-01-01T00:00:00.123Z'],
    ['microseconds before 1970, cut towards the past', utc('MICROS'), -1n, '1969-12-31T23:59:59.999Z'],
    ['nanoseconds', utc('NANOS'), 1_704_067_200_123_999_999n, '2024-01-01T00:00:00.123Z'],
    [
      'a wall clock of no zone',
      { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MILLIS' } },
      0n,
      '1970-01-01T00:00:00',
    ],
    [
      'the older form, which is UTC',
      { type: 'INT64', converted_type: 'TIMESTAMP_MICROS' },
      0n,
      '1970-01-01T00:00:00Z',
    ],
    ['INT96', { type: 'INT96' }, noonOf1970, '1970-01-01T12:00:00.005'],
    ['a date', { type: 'INT32', converted_type: 'DATE' }, 19_723, '2024-01-01'],
    ['a time of day', { type: 'INT64', converted_type: 'TIME_MICROS' }, 34_200_000_000n, '09:30:00'],
    ['a time beyond the calendar', utc('MILLIS'), 9_000_000_000_000_000n, '9000000000000000T16:00:00Z'],
    [
      'nanoseconds since 1970 as an integer',
      { type: 'INT64' },
      1_704_067_200_123_456_789n,
      '1704067200123456789',
    ],
    ['a large unsigned number', { type: 'INT64', converted_type: 'UINT_64' }, -1n, '18446744073709551615'],
    ['an unsigned number', { type: 'INT32', converted_type: 'UINT_32' }, -1, '4294967295'],
    ['a small price', { type: 'DOUBLE' }, 1.234e-7, '0.0000001234'],
    ['a large one', { type: 'DOUBLE' }, 1e21, '1e+21'],
    ['no number', { type: 'DOUBLE' }, Number.NaN, ''],
    ['single precision', { type: 'FLOAT' }, Math.fround(86.728), '86.728'],
    ['single precision with all its digits', { type: 'FLOAT' }, Math.fround(16_777_217.5), '16777218'],
    ['a decimal', { type: 'INT32', converted_type: 'DECIMAL', scale: 2 }, -5, '-0.05'],
    [
      'a decimal without its last zeros',
      { type: 'INT64', converted_type: 'DECIMAL', scale: 6 },
      1_500_000n,
      '1.5',
    ],
    [
      'a negative decimal in bytes',
      {
        type: 'FIXED_LEN_BYTE_ARRAY',
        type_length: 2,
        logical_type: { type: 'DECIMAL', scale: 1, precision: 4 },
      },
      bytes('fff1'),
      '-1.5',
    ],
    ['truth', { type: 'BOOLEAN' }, true, 'true'],
    ['a text', { type: 'BYTE_ARRAY' }, Buffer.from('a, "b"\r\nc'), '"a, ""b""  c"'],
    ['an identifier', { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 2 }, bytes('00ff'), '00ff'],
  ];
  for (const [title, element, value, text] of cases) {
    it(title, () => expect(textOf(element, value)).toBe(text));
  }

  it('numbers read back to the last bit, in single precision after rounding', () => {
    const reader = new NumberReader('thousands');
    const read = (text: string) => reader.read(Buffer.from(text), 0, text.length);
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }), (value) => {
        expect(read(textOf({ type: 'DOUBLE' }, value)) === value).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Math.fround(read(textOf({ type: 'FLOAT' }, value))) === value).toBe(true);
      }),
    );
  });

  it('times read back to the millisecond', () => {
    const reader = new TimeReader('iso', 'UTC');
    fc.assert(
      fc.property(fc.integer({ min: -5_000_000_000_000, max: 7_000_000_000_000 }), (time) => {
        const text = textOf(utc('NANOS'), BigInt(time) * 1_000_000n + 7n);
        expect(reader.read(Buffer.from(text), 0, text.length)).toBe(time);
      }),
    );
  });

  it('texts never end their line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(quoted(text)).not.toMatch(/[\r\n\0]/);
      }),
    );
  });
});
