import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { createImporter } from '../../../src-main/market/import/index.ts';
import { type CandleColumns, createCandleColumns } from '../../../src-shared/domain/candle.ts';
import type { SeriesKey } from '../../../src-shared/domain/series.ts';
import { epochMs, type TimeRange } from '../../../src-shared/domain/time.ts';
import { sumsOfBars } from '../bar-sums.ts';
import type { Measurement, RunOptions } from '../comparison.ts';
import { compare } from '../harness.ts';
import { seededBars } from '../seeded.ts';
import { benchInstrument, withStorage } from '../temporary-storage.ts';

const rows = 1_000_000;
const parsedByPeer = 100_000;
const key: SeriesKey = { instrument: benchInstrument, timeframe: '1m', priceSide: 'trade' };
const allTime = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY } as TimeRange;

/** A CSV file of a million minute bars (ISO times), read, checked and stored, as the import wizard does it. */
export function run(options: RunOptions): Promise<void> {
  return withStorage(async ({ market }, folder) => {
    const path = join(folder, 'bars.csv');
    const text = csvOf(seededBars(rows));
    writeFileSync(path, text);
    const fewer = text.split('\n', parsedByPeer + 1).join('\n');
    const importer = createImporter({ market, now: () => epochMs(Date.now()), log: () => undefined });
    const ours = async (): Promise<Measurement> => {
      await market.removeSeries(key);
      const started = performance.now();
      const report = await importer.run({ path, target: { instrument: benchInstrument, timeframe: '1m' } });
      const cost = ((performance.now() - started) * 1e6) / rows;
      if (report.imported !== rows) throw new Error(`${report.imported} of ${rows} rows were imported`);
      return { cost, result: sumsOfBars(market.candles(key, allTime)) };
    };
    await compare(
      {
        name: 'db.import',
        unit: 'ns/row',
        note: `${rows} rows, ${Math.round(text.length / 1e6)} MB of CSV with ISO times; limit and peer only parse`,
        candidates: [
          { role: 'ours', label: 'importer', run: ours },
          { role: 'limit', label: 'split and Number', run: () => measureParse(() => splitLines(path), rows) },
          {
            role: 'peer',
            label: 'csv-parse',
            isComparable: false,
            run: () => measureParse(() => csvParse(fewer), parsedByPeer),
          },
        ],
        goals: [
          {
            text: '≥ 300,000 rows/s (≤ 3,333 ns/row)',
            isReached: (figures) => figures.ours <= 1e9 / 300_000,
          },
        ],
      },
      { ...options, runs: Math.min(options.runs, 5) },
    );
    await importer.close();
  });
}

function csvOf(bars: CandleColumns): string {
  const lines = ['time,open,high,low,close,volume'];
  for (let index = 0; index < bars.length; index += 1) {
    const price = (column: Float64Array) => (column[index] as number).toFixed(2);
    const time = new Date(bars.time[index] as number).toISOString();
    lines.push(
      `${time},${price(bars.open)},${price(bars.high)},${price(bars.low)},${price(bars.close)},${bars.volume[index]}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function measureParse(parseAll: () => CandleColumns, count: number): Measurement {
  const started = performance.now();
  const bars = parseAll();
  return { cost: ((performance.now() - started) * 1e6) / count, result: sumsOfBars(bars) };
}

/** The least that gives typed arrays: no check of anything, nothing stored. */
function splitLines(path: string): CandleColumns {
  const lines = readFileSync(path, 'utf8').split('\n');
  const bars = createCandleColumns(lines.length - 2);
  for (let index = 0; index < bars.length; index += 1) {
    const cells = (lines[index + 1] as string).split(',');
    bars.time[index] = Date.parse(cells[0] as string);
    bars.open[index] = Number(cells[1]);
    bars.high[index] = Number(cells[2]);
    bars.low[index] = Number(cells[3]);
    bars.close[index] = Number(cells[4]);
    bars.volume[index] = Number(cells[5]);
  }
  return bars;
}

function csvParse(text: string): CandleColumns {
  const records: Record<string, string>[] = parse(text, { columns: true });
  const bars = createCandleColumns(records.length);
  for (const [index, record] of records.entries()) {
    bars.time[index] = Date.parse(record.time as string);
    bars.open[index] = Number(record.open);
    bars.high[index] = Number(record.high);
    bars.low[index] = Number(record.low);
    bars.close[index] = Number(record.close);
    bars.volume[index] = Number(record.volume);
  }
  return bars;
}
