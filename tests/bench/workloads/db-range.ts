import { closeSync, openSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import {
  type CandleColumns,
  candleColumnNames,
  candlesOf,
  createCandleColumns,
} from '../../../src-shared/domain/candle.ts';
import type { SeriesKey } from '../../../src-shared/domain/series.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { sumsOfBars } from '../bar-sums.ts';
import type { Measurement, RunOptions } from '../comparison.ts';
import { compare } from '../harness.ts';
import { seededBars, startTime } from '../seeded.ts';
import { benchInstrument, withStorage } from '../temporary-storage.ts';

const stored = 200_000;
const wanted = 100_000;
const skipped = 50_000;
const from = epochMs(startTime + skipped * 60_000);
const to = epochMs(startTime + (skipped + wanted) * 60_000);

/** 100,000 bars out of the middle of 200,000, from disk to typed arrays. The files are in the system's cache. */
export function run(options: RunOptions): Promise<void> {
  return withStorage(async ({ market }, folder) => {
    const key: SeriesKey = { instrument: benchInstrument, timeframe: '1m', priceSide: 'trade' };
    const flatFile = join(folder, 'flat.bin');
    writeFlat(flatFile, seededBars(stored));
    const rowsFile = join(folder, 'rows.db');
    writeRows(rowsFile, seededBars(stored));
    await market.mergeCandles(key, seededBars(stored));
    const rows = new Database(rowsFile, { readonly: true });
    const select = rows.prepare('SELECT * FROM bar WHERE time >= ? AND time < ? ORDER BY time');
    await compare(
      {
        name: 'db.range',
        unit: 'ms',
        note: `${wanted} of ${stored} minute bars, files cached by the system`,
        candidates: [
          { role: 'ours', label: 'market.db', run: () => measure(() => market.candles(key, { from, to })) },
          { role: 'limit', label: 'flat file', run: () => measure(() => readFlat(flatFile)) },
          {
            role: 'peer',
            label: 'better-sqlite3 rows .all()',
            isComparable: false,
            run: () => timedRead(() => select.all(from, to).length),
          },
        ],
        goals: [{ text: '≤ 3x the flat file', isReached: ({ ours, limit }) => ours <= 3 * limit }],
      },
      options,
    );
    rows.close();
  });
}

/** The best of a few in a row, as in `timed`. The sums are made outside of the measured time. */
function measure(read: () => CandleColumns): Measurement {
  let best = Number.POSITIVE_INFINITY;
  let bars: CandleColumns | undefined;
  for (let repeat = 0; repeat < 10; repeat += 1) {
    const started = performance.now();
    bars = read();
    best = Math.min(best, performance.now() - started);
  }
  return { cost: best, result: bars === undefined ? [] : sumsOfBars(bars) };
}

function timedRead(read: () => number): Measurement {
  const started = performance.now();
  const count = read();
  return { cost: performance.now() - started, result: [count] };
}

/** The six columns one after another, nothing else. */
function writeFlat(path: string, bars: CandleColumns): void {
  writeFileSync(path, Buffer.concat(candleColumnNames.map((name) => new Uint8Array(bars[name].buffer))));
}

/** Six reads, each of the wanted stretch of a column straight into memory of its own. */
function readFlat(path: string): CandleColumns {
  const bars = createCandleColumns(wanted);
  const file = openSync(path, 'r');
  for (const [index, name] of candleColumnNames.entries()) {
    readSync(file, bars[name], 0, wanted * 8, (index * stored + skipped) * 8);
  }
  closeSync(file);
  return bars;
}

function writeRows(path: string, bars: CandleColumns): void {
  const database = new Database(path);
  database.exec(
    'CREATE TABLE bar (time INTEGER PRIMARY KEY, open REAL, high REAL, low REAL, close REAL, volume REAL)',
  );
  const insert = database.prepare('INSERT INTO bar VALUES (@time, @open, @high, @low, @close, @volume)');
  database.transaction(() => {
    for (const bar of candlesOf(bars)) insert.run(bar);
  })();
  database.close();
}
