import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportMapping } from './import-types.ts';
import { importLimits } from './limits.ts';
import { readLines } from './read-lines.ts';
import { NumberReader } from './read-number.ts';
import { type TimeFormat, TimeReader } from './read-time.ts';
import { RowReader } from './row-reader.ts';

const bytesOf = (text: string) => Buffer.from(text);

/** Decimals as files have them: up to nine digits before the point and eight behind. */
const price = fc
  .tuple(fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 0, max: 8 }))
  .map(([digits, decimals]) => (digits / 10 ** decimals).toFixed(decimals));

const wholeSecond = fc.integer({ min: Date.UTC(1970, 0, 2) / 1000, max: Date.UTC(2199, 0, 1) / 1000 });
const two = (value: number, digits = 2) => String(value).padStart(digits, '0');

/** A moment as each format writes it. */
const written: Readonly<Record<TimeFormat, (time: number) => string>> = {
  'epoch-s': (time) => String(time / 1000),
  'epoch-ms': (time) => String(time),
  'epoch-us': (time) => `${time}000`,
  'epoch-ns': (time) => `${time}000000`,
  iso: (time) => new Date(time).toISOString(),
  ymd: (time) => new Date(time).toISOString().slice(0, 19).replaceAll('-', '.').replace('T', ' '),
  dmy: (time) => {
    const at = new Date(time);
    return `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${at.getUTCFullYear()} ${at.toISOString().slice(11, 19)}`;
  },
  mdy: (time) => {
    const at = new Date(time);
    return `${at.getUTCMonth() + 1}/${at.getUTCDate()}/${at.getUTCFullYear()} ${at.toISOString().slice(11, 19)}`;
  },
};
const formats = Object.keys(written) as TimeFormat[];

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('reading is the inverse of writing', () => {
  it('IMPORT-050: numbers read from bytes are the doubles that JavaScript reads from their text', () => {
    const anyNumber = fc.oneof(
      price,
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.integer().map(String),
      fc
        .bigInt({ min: -(10n ** 20n), max: 10n ** 20n })
        .map((value) => `${value}.${value < 0n ? -value : value}`),
    );
    fc.assert(
      fc.property(anyNumber, (text) => {
        const read = new NumberReader('thousands').read(bytesOf(text), 0, text.length);
        // toBe tells -0 from 0; a sign before a zero is of no use to a price.
        expect(read + 0).toBe(Number(text) + 0);
      }),
      { seed: 7, numRuns: 5000 },
    );
  });

  it('IMPORT-051: times of every format read back to their millisecond', () => {
    fc.assert(
      fc.property(wholeSecond, fc.constantFrom(...formats), (second, format) => {
        const text = written[format](second * 1000);
        expect(new TimeReader(format, 'UTC').read(bytesOf(text), 0, text.length)).toBe(second * 1000);
      }),
      { seed: 7, numRuns: 5000 },
    );
  });

  it('IMPORT-052: local times read back to their moment in any zone, if they are in order', () => {
    const zones = [
      'America/New_York',
      'Europe/London',
      'Europe/Athens',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Etc/GMT+5',
    ];
    const wall = (zone: string) =>
      new Intl.DateTimeFormat('sv-SE', {
        timeZone: zone,
        dateStyle: 'short',
        timeStyle: 'medium',
      });
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2000, 0, 1) / 60_000, max: Date.UTC(2030, 0, 1) / 60_000 }),
        (zone, start) => {
          const reader = new TimeReader('iso', zone);
          const format = wall(zone);
          // Half hours through a week and a bit, so that many runs cross a change of the clocks.
          for (let step = 0; step < 400; step++) {
            const time = (Math.floor(start / 30) * 30 + step * 30) * 60_000;
            const text = format.format(time);
            const read = reader.read(bytesOf(text), 0, text.length);
            // The very first reading can be a doubled hour, of which the earlier one is taken.
            if (step >= 4) expect([zone, text, read]).toEqual([zone, text, time]);
            reader.accept(time);
          }
        },
      ),
      { seed: 11, numRuns: 60 },
    );
  });

  it('IMPORT-053: rows written with any delimiter, quoting, time format and line end read back, however the file is cut', async () => {
    const row = fc.record({ second: wholeSecond, cells: fc.tuple(price, price, price) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 40 }),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom(...formats),
        fc.boolean(),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 200 }),
        async (rows, delimiter, timeFormat, isQuoted, lineEnd, cutBytes) => {
          const cell = (text: string) => (isQuoted ? `"${text}"` : text);
          const lines = rows.map(({ second, cells }) =>
            [written[timeFormat](second * 1000), ...cells].map(cell).join(delimiter),
          );
          const mapping: ImportMapping = {
            kind: 'trades',
            delimiter: delimiter as ImportMapping['delimiter'],
            hasHeader: false,
            timeFormat,
            timeZone: 'UTC',
            columns: ['time', 'price', 'size', 'ignore'],
          };
          const reader = new RowReader(mapping, importLimits);
          await readLines(
            cut(bytesOf(lines.join(lineEnd)), cutBytes),
            importLimits,
            (bytes, from, to, line) => {
              reader.readLine(bytes, from, to, line);
              return true;
            },
          );
          expect(reader.rejected).toEqual([]);
          const [times = [], prices = [], sizes = []] = reader.rows.columns;
          expect(Array.from(times)).toEqual(rows.map(({ second }) => second * 1000));
          expect(Array.from(prices)).toEqual(rows.map(({ cells }) => Number(cells[0])));
          expect(Array.from(sizes)).toEqual(rows.map(({ cells }) => Number(cells[1])));
        },
      ),
      { seed: 5, numRuns: 300 },
    );
  });
});
