import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { candlesOf } from '../../../../src-shared/domain/candle.ts';
import { instrumentId } from '../../../../src-shared/domain/instrument.ts';
import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import { timeframe } from '../../../../src-shared/domain/timeframe.ts';
import { failureOf, fixtures, importerForTests, ticksIn } from '../import-harness.ts';
import type { ImportProgress } from '../import-types.ts';
import type { MemoryMarketStore } from '../memory-market-store.ts';
import { doubles, page, parquetFile } from './parquet-harness.ts';

const folder = join(fixtures, 'parquet');
const markets = join(import.meta.dirname, '../../../../assets/markets');
const everything = { from: -9e15 as EpochMs, to: 9e15 as EpochMs };

function numbersIn(market: MemoryMarketStore): number[] {
  return market
    .seriesSummaries()
    .flatMap((series) => candlesOf(market.candles(series, everything)))
    .flatMap(({ time, open, high, low, close, volume }) => [time, open, high, low, close, volume]);
}

async function barsOfCsv(): Promise<number[]> {
  const { importer, market } = importerForTests();
  const target = { instrument: instrumentId('IMPORT:BTCUSDC') };
  await importer.run({ path: join(markets, 'btcusdc-1w-2018-2025.csv.gz'), target });
  return numbersIn(market);
}

describe('IMPORT-060: a Parquet file imports as the CSV file of the same rows, bit for bit', () => {
  const files: [string, string][] = [
    ['pandas, with a time index that has no name, Snappy', 'BTCUSDC-1w.parquet'],
    ['DuckDB, with epoch integers, Zstandard', 'BTCUSDC-1w-epoch.parquet'],
    ['DuckDB, with decimals of 32, 64 and 128 bits, gzip', 'BTCUSDC-1w-decimals.parquet'],
    ['fastparquet, with INT96 times', 'BTCUSDC-1w-int96.parquet'],
    ['pyarrow, with newer encodings and pages, Brotli, row groups', 'BTCUSDC-1w-encodings.parquet'],
  ];
  for (const [title, file] of files) {
    it(`bars of ${title}`, async () => {
      const { importer, market } = importerForTests();
      const path = join(folder, file);
      const preview = await importer.preview({ path });
      expect(preview).toMatchObject({
        encoding: 'Parquet',
        suggested: { instrument: 'IMPORT:BTCUSDC', timeframe: '1W', priceSide: 'trade' },
      });
      expect(preview.undecided).toBeUndefined();
      const report = await importer.run({ path });
      expect(report).toMatchObject({ imported: 341, rejectedCount: 0 });
      const stored = numbersIn(market);
      const expected = await barsOfCsv();
      expect(stored.length).toBe(341 * 6);
      expect(stored.filter((value, index) => !Object.is(value, expected[index]))).toEqual([]);
      expect(await importer.run({ path })).toMatchObject({ imported: 0, replaced: 0, duplicates: 341 });
    });
  }

  it('quotes of pyarrow, with nanoseconds and sides left empty while they do not change', async () => {
    const [parquet, csv] = [importerForTests(), importerForTests()];
    const report = await parquet.importer.run({ path: join(folder, 'USDJPY-ticks.parquet') });
    expect(report).toMatchObject({ imported: 300, rejectedCount: 0, instrument: 'IMPORT:USDJPY' });
    const target = { instrument: instrumentId('IMPORT:USDJPY') };
    await csv.importer.run({ path: join(markets, 'usdjpy-ticks-2013-01.csv.gz'), target });
    expect(ticksIn(parquet.market)).toEqual(ticksIn(csv.market).slice(0, 300));
  });

  it('IMPORT-006: progress counts up to the whole file', async () => {
    const { importer } = importerForTests();
    const path = join(folder, 'BTCUSDC-1w-encodings.parquet');
    const bytes = readFileSync(path).length;
    const progress: ImportProgress[] = [];
    await importer.run({ path }, { onProgress: (one) => progress.push(one) });
    expect(progress.at(-1)).toEqual({ bytesRead: bytes, bytesTotal: bytes, rows: 341, phase: 'storing' });
    const read = progress.map(({ bytesRead }) => bytesRead);
    expect(read).toEqual([...read].sort((a, b) => a - b));
  });
});

describe('columns of a Parquet file', () => {
  const times = [1_704_067_200_000, 1_704_067_260_000].map(Number);
  const column = (name: string, values: number[]) => ({ name, pages: page(doubles(values), { values: 2 }) });

  it('names are cells of the first line, whatever stands in them', async () => {
    const test = importerForTests();
    const columns = [column('Time, in "UTC"\n', times), column('1', [1, 2]), column('', [1, 2])];
    const { columnNames, mapping, rows } = await test.importer.preview({
      path: test.file('a.parquet', parquetFile({ columns, rows: 2 })),
    });
    expect(columnNames).toEqual(['Time, in "UTC"', '1', 'Column 3']);
    expect(mapping).toMatchObject({ delimiter: ',', hasHeader: true });
    expect(rows).toEqual([
      ['1704067200000', '1', '1'],
      ['1704067260000', '2', '2'],
    ]);
  });

  it('columns that are named by numbers are told by what stands in them', async () => {
    const test = importerForTests();
    const columns = [column('0', times), ...['1', '2', '3', '4'].map((name) => column(name, [1, 2]))];
    expect(await test.run('ABC.parquet', parquetFile({ columns, rows: 2 }))).toMatchObject({
      imported: 2,
      rejectedCount: 0,
      instrument: 'IMPORT:ABC',
    });
  });

  it('a row that is no bar is reported by its line, the first row being line 2', async () => {
    const test = importerForTests();
    const columns = [column('time', times), ...['open', 'high', 'low'].map((name) => column(name, [1, 2]))];
    const file = parquetFile({ columns: [...columns, column('close', [1, 3])], rows: 2 });
    const target = { instrument: instrumentId('TEST:ABC'), timeframe: timeframe('1m') };
    expect(await test.run('a.parquet', file, { target })).toMatchObject({
      imported: 1,
      rejected: [{ line: 3, reason: expect.stringContaining('high') }],
    });
  });

  it('a text whose first column is called PARENT is no encrypted Parquet file', async () => {
    const test = importerForTests();
    const text = 'PARENT,time,open,high,low,close\nx,1704067200000,1,1,1,1\nx,1704067260000,1,1,1,1\n';
    expect(await test.run('ABC.csv', text)).toMatchObject({ imported: 2 });
  });
});

describe('IMPORT-061: a Parquet file that cannot be read is refused with a sentence', () => {
  const fixture = (name: string) => readFileSync(join(folder, name));
  const whole = fixture('BTCUSDC-1w.parquet');
  const refused: [string, Uint8Array, string][] = [
    ['encrypted as a whole', fixture('encrypted.parquet'), 'is encrypted'],
    ['encrypted in a column', fixture('encrypted-column.parquet'), 'is encrypted'],
    ['compressed with LZ4', fixture('lz4.parquet'), 'is compressed with LZ4'],
    ['cut off', whole.subarray(0, -100), 'is damaged or cut off'],
    [
      'without a beginning',
      Buffer.concat([Buffer.from('PAR1'), whole.subarray(500)]),
      'is damaged or cut off',
    ],
    ['in gzip', gzipSync(whole), 'Inside is a Parquet file'],
  ];
  for (const [title, content, sentence] of refused) {
    it(title, async () => {
      const test = importerForTests();
      const failure = await failureOf(test.run('BTCUSDC-1w.parquet', content));
      expect(failure.message).toContain(sentence);
      expect(test.market.merges).toBe(0);
    });
  }
});
