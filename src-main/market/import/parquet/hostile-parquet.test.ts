import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../../src-shared/domain/failure.ts';
import { instrumentId } from '../../../../src-shared/domain/instrument.ts';
import { failureOf, fixtures, importerForTests } from '../import-harness.ts';
import {
  codecs,
  doubles,
  encodings,
  int,
  page,
  parquetFile,
  struct,
  types,
  varint,
  type WrittenColumn,
} from './parquet-harness.ts';

const target = { instrument: instrumentId('TEST:ABC'), timeframe: '1m' as never };
const moments = [1_704_067_200_000, 1_704_067_260_000, 1_704_067_320_000];
const honest = page(doubles(moments), { values: 3 });
const bars: WrittenColumn[] = ['time', 'open', 'high', 'low', 'close'].map((name) => ({
  name,
  pages: name === 'time' ? honest : page(doubles([1, 1, 1]), { values: 3 }),
}));

/** The bars with another last column. */
function closing(column: Omit<WrittenColumn, 'name'>, rows: number | bigint = 3): Buffer {
  return parquetFile({ columns: [...bars.slice(0, 4), { name: 'close', ...column }], rows });
}

const damaged = 'The Parquet file is damaged';
const tooLarge = 'pages of the Parquet file are too large';
const megabytes = 1024 * 1024;

describe('IMPORT-062: what a Parquet file claims is checked before it is believed', () => {
  it('the files below are read when they do not lie', async () => {
    const test = importerForTests();
    expect(await test.run('a.parquet', parquetFile({ columns: bars, rows: 3 }), { target })).toMatchObject({
      imported: 3,
    });
  });

  const zeros = (bytes: number) => zstdCompressSync(Buffer.alloc(bytes));
  const runOfTwoBillion = Buffer.concat([varint(2n ** 32n - 2n), Buffer.from([0])]);
  const present = Buffer.from([2, 0, 0, 0, 6, 1]);
  const deltas = (...header: bigint[]) => Buffer.concat([...header.map(varint), Buffer.alloc(64)]);
  const texts = (column: Buffer, encoding: number): Omit<WrittenColumn, 'name'> => ({
    type: types.bytes,
    pages: page(column, { values: 3, encoding }),
  });
  const refused: [string, Buffer, string][] = [
    ['10^12 rows', parquetFile({ columns: bars, rows: 10n ** 12n }), 'more than 5,000,000 rows'],
    ['more rows than its pages have', parquetFile({ columns: bars, rows: 4_000_000 }), damaged],
    ['a negative number of rows', parquetFile({ columns: bars, rows: -1 }), damaged],
    ['no rows', parquetFile({ columns: bars, rows: 0 }), 'The file has no rows'],
    [
      '600 columns',
      parquetFile({
        columns: Array.from({ length: 600 }, (_, index) => ({ name: `c${index}`, pages: Buffer.alloc(0) })),
        rows: 3,
      }),
      'has 600 columns; imports take up to 500',
    ],
    [
      'a page of 2 GB',
      closing({ codec: codecs.zstd, pages: page(zeros(24), { values: 3, bytes: 2_000_000_000 }) }),
      tooLarge,
    ],
    [
      'a page that unpacks to more than it claims',
      closing({ codec: codecs.zstd, pages: page(zeros(50 * megabytes), { values: 3, bytes: 24 }) }),
      damaged,
    ],
    [
      'pages that unpack to a multiple of the file',
      closing({
        codec: codecs.zstd,
        pages: page(zeros(50 * megabytes), { values: 3, bytes: 50 * megabytes }),
      }),
      'unpacks to more than 200 times its size',
    ],
    [
      'a page with 2^31 values',
      closing({ pages: page(doubles([1, 1, 1]), { values: 2 ** 31 - 1 }) }),
      damaged,
    ],
    [
      'a dictionary of 2^31 values',
      closing({
        pages: page(doubles([1]), { values: 2 ** 31 - 1, isDictionary: true }),
      }),
      tooLarge,
    ],
    [
      'places that the dictionary does not have',
      closing({
        pages: Buffer.concat([
          page(doubles([1]), { values: 1, isDictionary: true }),
          page(Buffer.from([8, 6, 9]), { values: 3, encoding: encodings.dictionary }),
        ]),
      }),
      damaged,
    ],
    [
      'a negative page',
      closing({ pages: page(doubles([1, 1, 1]), { values: 3, packedBytes: -24 }) }),
      damaged,
    ],
    [
      'a page behind the end',
      closing({ pages: page(doubles([1]), { values: 3, packedBytes: 9000 }) }),
      damaged,
    ],
    [
      'pages that lie over each other',
      parquetFile({ columns: bars.map((column) => ({ ...column, start: 4, bytes: 200 })), rows: 3 }),
      damaged,
    ],
    [
      'differences in blocks of nothing',
      closing({
        type: types.int64,
        pages: page(deltas(128n, 0n, 3n, 0n), { values: 3, encoding: encodings.delta }),
      }),
      damaged,
    ],
    [
      'differences in a negative number of parts',
      closing({
        type: types.int32,
        pages: page(deltas(128n, 2n ** 32n - 1n, 3n, 0n), { values: 3, encoding: encodings.delta }),
      }),
      damaged,
    ],
    [
      'a number that does not end',
      closing({
        type: types.int64,
        pages: page(Buffer.concat([deltas(128n, 4n, 3n).subarray(0, 4), Buffer.alloc(4 * megabytes, 0xff)]), {
          values: 3,
          encoding: encodings.delta,
        }),
      }),
      damaged,
    ],
    [
      'texts with beginnings that were not there',
      closing(
        texts(
          Buffer.concat([
            deltas(128n, 4n, 3n, 2n ** 31n - 2n).subarray(0, 9),
            deltas(0n),
            deltas(128n, 4n, 3n, 2n),
          ]),
          encodings.sharedPrefixes,
        ),
      ),
      damaged,
    ],
    [
      'Snappy that runs in circles',
      closing({
        codec: codecs.snappy,
        pages: page(Buffer.from([24, 0xfc, 0xf9, 0xff, 0xff, 0xff, 0, 0, 0, 0]), { values: 3, bytes: 24 }),
      }),
      damaged,
    ],
    ['columns in other files', closing({ pages: honest, path: 'part.0.parquet' }), 'the index of a folder'],
    ['LZO', closing({ codec: codecs.lzo, pages: honest }), 'is compressed with LZO'],
    [
      'an old encoding',
      closing({ pages: page(doubles([1, 1, 1]), { values: 3, encoding: encodings.bitPacked }) }),
      'uses the encoding BIT_PACKED',
    ],
    [
      'a list of 2^31 members in the footer',
      parquetFile({
        columns: bars,
        rows: 3,
        footer: Buffer.concat([Buffer.from([0x29, 0xfc]), varint(2n ** 31n)]),
      }),
      damaged,
    ],
    [
      'a footer of structs in structs',
      parquetFile({ columns: bars, rows: 3, footer: Buffer.alloc(500_000, 0x1c) }),
      damaged,
    ],
    [
      'a number in the footer that does not end',
      parquetFile({
        columns: bars,
        rows: 3,
        footer: Buffer.concat([Buffer.from([0x36]), Buffer.alloc(megabytes, 0xff)]),
      }),
      damaged,
    ],
    [
      'a footer of a million things',
      parquetFile({
        columns: bars,
        rows: 3,
        footer: Buffer.concat([
          Buffer.from([0x19, 0xf3]),
          varint(1_000_000n),
          Buffer.alloc(1_000_000),
          Buffer.from([0]),
        ]),
      }),
      'too many columns and row groups',
    ],
    [
      'a footer that is something else',
      parquetFile({ columns: bars, rows: 3, footer: struct([[2, int(7)]]).bytes }),
      damaged,
    ],
  ];
  for (const [title, content, sentence] of refused) {
    it(title, async () => {
      const test = importerForTests();
      const failure = await failureOf(test.run('a.parquet', content, { target }));
      expect(failure.message).toContain(sentence);
      expect(test.market.merges).toBe(0);
    });
  }

  it('a run of two billion levels fills the rows of its page, and no more', async () => {
    const test = importerForTests();
    const levels = Buffer.alloc(4);
    levels.writeUInt32LE(runOfTwoBillion.length);
    const volume = page(Buffer.concat([levels, runOfTwoBillion]), { values: 3 });
    const columns = [...bars, { name: 'volume', isNullable: true, pages: volume }];
    expect(await test.run('a.parquet', parquetFile({ columns, rows: 3 }), { target })).toMatchObject({
      imported: 3,
    });
    const close = {
      name: 'close',
      isNullable: true,
      pages: page(Buffer.concat([present, doubles([1, 1, 1])]), { values: 3 }),
    };
    const again = parquetFile({ columns: [...bars.slice(0, 4), close], rows: 3 });
    expect(await test.run('b.parquet', again, { target })).toMatchObject({ duplicates: 3 });
  });

  it('a few KB that become millions of empty rows are refused before all are written', async () => {
    const test = importerForTests();
    const rows = 5_000_000;
    const empty = Buffer.concat([
      Buffer.from([6, 0, 0, 0]),
      varint(2n * BigInt(rows)),
      Buffer.from([0, 0, 0]),
    ]);
    const columns = Array.from({ length: 20 }, (_, index) => ({
      name: `column ${index}`,
      isNullable: true,
      pages: page(empty, { values: rows }),
    }));
    const failure = await failureOf(test.run('a.parquet', parquetFile({ columns, rows }), { target }));
    expect(failure.message).not.toContain('stopped unexpectedly');
  });
});

const rounds = process.env.TIDEMARK_LONG === '1' ? 20_000 : 300;

describe('fuzz', () => {
  const folder = join(fixtures, 'parquet');
  const seeds = readdirSync(folder)
    .filter((name) => /^[A-Z].*[.]parquet$/.test(name))
    .map((name) => readFileSync(join(folder, name)));
  const place = fc.noBias(fc.integer({ min: 0, max: 9999 })).map((part) => part / 10_000);
  const change = fc.tuple(
    place,
    fc.constantFrom('anywhere', 'footer', 'start'),
    fc.integer({ min: 0, max: 255 }),
  );
  const damagedFile = fc
    .tuple(
      fc.constantFrom(...seeds),
      fc.array(change, { minLength: 1, maxLength: 3 }),
      fc.oneof({ arbitrary: fc.constant(1), weight: 9 }, fc.double({ min: 0.1, max: 1, noNaN: true })),
    )
    .map(([seed, changes, kept]) => {
      const bytes = Buffer.from(seed);
      const footer = bytes.readUInt32LE(bytes.length - 8) + 8;
      for (const [where, part, value] of changes) {
        if (part === 'footer') bytes[bytes.length - footer + Math.floor(where * footer)] = value;
        else bytes[4 + Math.floor(where * (part === 'start' ? 60 : bytes.length - 4))] = value;
      }
      return bytes.subarray(0, Math.max(8, Math.floor(kept * bytes.length)));
    });

  it('IMPORT-043: any bytes of a Parquet file end in a report or a Failure, never in a crash or a hang', async () => {
    const test = importerForTests();
    let reports = 0;
    let failures = 0;
    await fc.assert(
      fc.asyncProperty(damagedFile, async (content) => {
        try {
          const report = await test.run('a.parquet', content, { target: { instrument: target.instrument } });
          expect(report.imported + report.duplicates + report.replaced).toBeGreaterThan(0);
          reports += 1;
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          expect(error.message).not.toContain('stopped unexpectedly');
          failures += 1;
        }
      }),
      { seed: 20_240_302, numRuns: rounds },
    );
    expect(reports).toBeGreaterThan(20);
    expect(failures).toBeGreaterThan(20);
  });
});
