import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { MarketStore } from '../../../src-main/storage/market-store.ts';
import {
  type CandleColumns,
  candleColumnNames,
  createCandleColumns,
  sliceCandles,
} from '../../../src-shared/domain/candle.ts';
import type { SeriesKey } from '../../../src-shared/domain/series.ts';
import { createTradeColumns, type TradeColumns } from '../../../src-shared/domain/ticks.ts';
import type { TimeRange } from '../../../src-shared/domain/time.ts';
import { sumOf, sumsOfBars } from '../bar-sums.ts';
import type { Measurement, RunOptions } from '../comparison.ts';
import { compare } from '../harness.ts';
import { seededBars, seededTrades } from '../seeded.ts';
import { benchInstrument, withStorage } from '../temporary-storage.ts';

const rows = 1_000_000;
const upsertedRows = 100_000;
const key: SeriesKey = { instrument: benchInstrument, timeframe: '1m', priceSide: 'trade' };
const allTime = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY } as TimeRange;

/** A million minute bars, and a million trades, into an empty series: until the commit is answered. */
export function run(options: RunOptions): Promise<void> {
  return withStorage(async ({ market }, folder) => {
    const database = new Database(join(folder, 'peer.db'));
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    const bars = seededBars(rows);
    await compare(
      {
        name: 'db.store',
        unit: 'ns/bar',
        note: `${rows} minute bars in one merge; row upserts on ${upsertedRows}`,
        candidates: [
          { role: 'ours', label: 'mergeCandles', run: () => storeBars(market, bars) },
          { role: 'limit', label: 'chunk blobs by hand', run: chunkWriter(database, bars) },
          { role: 'peer', label: 'row upserts', isComparable: false, run: upserter(database, bars) },
        ],
        goals: [{ text: '≥ 2,000,000 rows/s (≤ 500 ns/bar)', isReached: ({ ours }) => ours <= 500 }],
      },
      options,
    );
    const trades = seededTrades(rows, 30);
    await compare(
      {
        name: 'db.ticks',
        unit: 'ns/tick',
        note: `${rows} trades in one merge`,
        candidates: [{ role: 'ours', label: 'mergeTicks', run: () => storeTrades(market, trades) }],
        goals: [{ text: '≥ 2,000,000 rows/s (≤ 500 ns/tick)', isReached: ({ ours }) => ours <= 500 }],
      },
      options,
    );
    database.close();
  });
}

async function storeBars(market: MarketStore, bars: CandleColumns): Promise<Measurement> {
  const copy = createCandleColumns(bars.length);
  for (const name of candleColumnNames) copy[name].set(bars[name]);
  await market.removeSeries(key);
  const started = performance.now();
  await market.mergeCandles(key, copy);
  const cost = ((performance.now() - started) * 1e6) / bars.length;
  return { cost, result: sumsOfBars(market.candles(key, allTime)) };
}

async function storeTrades(market: MarketStore, trades: TradeColumns): Promise<Measurement> {
  const copy = createTradeColumns(trades.length);
  for (const name of ['time', 'price', 'size'] as const) copy[name].set(trades[name]);
  copy.side.set(trades.side);
  await market.removeTicks(benchInstrument, 'trade');
  const started = performance.now();
  await market.mergeTicks(benchInstrument, copy);
  const cost = ((performance.now() - started) * 1e6) / trades.length;
  const back = market.ticks(benchInstrument, 'trade', allTime, Number.POSITIVE_INFINITY);
  if (back.kind !== 'trade') throw new Error('asked for trades');
  const same = sumOf(back.price) === sumOf(trades.price) && sumOf(back.side) === sumOf(trades.side);
  if (!same) throw new Error('other trades came back than were stored');
  return { cost, result: [back.length] };
}

/** The same blobs of 1,024 bars, written on this thread, without merging, checking or a writer thread. */
function chunkWriter(database: Database.Database, bars: CandleColumns): () => Measurement {
  database.exec('CREATE TABLE chunk (id INTEGER PRIMARY KEY, first_time REAL UNIQUE, data BLOB)');
  const insert = database.prepare('INSERT INTO chunk (first_time, data) VALUES (?, ?)');
  return () => {
    database.exec('DELETE FROM chunk');
    const started = performance.now();
    database.transaction(() => {
      for (let start = 0; start < bars.length; start += 1024) {
        const part = sliceCandles(bars, start, Math.min(bars.length, start + 1024));
        const bytes = new Uint8Array(part.length * 48);
        for (const [index, name] of candleColumnNames.entries()) {
          const column = part[name];
          bytes.set(
            new Uint8Array(column.buffer, column.byteOffset, column.byteLength),
            index * part.length * 8,
          );
        }
        insert.run(part.time[0], bytes);
      }
    })();
    const cost = ((performance.now() - started) * 1e6) / bars.length;
    return { cost, result: sumsOfBars(readChunks(database, bars.length)) };
  };
}

function readChunks(database: Database.Database, length: number): CandleColumns {
  const all = createCandleColumns(length);
  let at = 0;
  for (const row of database.prepare('SELECT data FROM chunk ORDER BY first_time').iterate()) {
    const { data } = row as { data: Buffer };
    const values = new Float64Array(new Uint8Array(data).buffer);
    const count = values.length / candleColumnNames.length;
    for (const [index, name] of candleColumnNames.entries()) {
      all[name].set(values.subarray(index * count, (index + 1) * count), at);
    }
    at += count;
  }
  return all;
}

/** What an application with a table of bars does. */
function upserter(database: Database.Database, bars: CandleColumns): () => Measurement {
  database.exec(`CREATE TABLE bar (instrument TEXT, time INTEGER, open REAL, high REAL, low REAL, close REAL,
    volume REAL, PRIMARY KEY (instrument, time)) WITHOUT ROWID`);
  const upsert = database.prepare(`INSERT INTO bar VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (instrument, time) DO UPDATE SET open = excluded.open, high = excluded.high, low = excluded.low,
    close = excluded.close, volume = excluded.volume`);
  return () => {
    database.exec('DELETE FROM bar');
    const started = performance.now();
    database.transaction(() => {
      for (let index = 0; index < upsertedRows; index += 1) {
        upsert.run('BENCH:WALK', ...candleColumnNames.map((name) => bars[name][index]));
      }
    })();
    return { cost: ((performance.now() - started) * 1e6) / upsertedRows, result: [upsertedRows] };
  };
}
