import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src-shared/domain/json.ts';
import type { SeriesKey } from '../../../src-shared/domain/series.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import { openStorage } from '../../storage/index.ts';
import { importBundled } from './bundled.ts';
import { type BundledFile, loadCatalogue } from './catalogue.ts';
import { MemoryMarketStore } from './memory-market-store.ts';

const directory = join(import.meta.dirname, '../../../assets/markets');
const everything = { from: 0 as EpochMs, to: 9e15 as EpochMs };
const catalogue = await loadCatalogue(directory);

function partsOn(market: MemoryMarketStore) {
  return { market, now: () => 0 as EpochMs, log: () => undefined };
}

function linesOf(file: BundledFile): string[][] {
  const text = gunzipSync(readFileSync(join(directory, file.file))).toString('latin1');
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
}

const bars = catalogue.files.filter(({ timeframe }) => timeframe !== undefined);
const [one, two] = bars.toSorted((a, b) => a.rows - b.rows);
if (one === undefined || two === undefined) throw new Error('too few bundled bars');
const small = { ...catalogue, files: [one, two] };

function seriesOf({ instrument, timeframe, priceSide }: BundledFile): SeriesKey {
  if (timeframe === undefined) throw new Error('ticks have no timeframe');
  return { instrument, timeframe, priceSide };
}

function settingsForTests() {
  const values = new Map<string, Json>();
  return {
    get: (key: string) => values.get(key),
    set: async (key: string, value: Json) => {
      values.set(key, value);
    },
  };
}

/** The stored bits as the exact decimals that they stand for when written shortest. */
function sumOf(column: ArrayLike<number>): string {
  let sum = new Decimal(0);
  for (let index = 0; index < column.length; index++) sum = sum.plus(column[index] as number);
  return sum.toFixed();
}

describe('the bundled markets', () => {
  it('IMPORT-001: all eleven files import exactly: rows, first and last time, sum of closes, every value', async () => {
    const market = new MemoryMarketStore();
    const outcome = await importBundled(partsOn(market), catalogue);
    const rows = catalogue.files.reduce((sum, file) => sum + file.rows, 0);
    expect(catalogue.files).toHaveLength(11);
    expect(outcome).toEqual({ imported: 11, skipped: 0, failed: [], rows });
    for (const file of catalogue.files) {
      const { instrument, timeframe, priceSide } = file;
      const lines = linesOf(file);
      const stored =
        timeframe === undefined
          ? market.ticks(instrument, 'quote', everything, 1e9)
          : market.candles({ instrument, timeframe, priceSide }, everything);
      expect(stored.length).toBe(file.rows);
      expect([stored.time[0], stored.time.at(-1)]).toEqual([file.first, file.last]);
      const columns =
        'close' in stored
          ? [stored.time, stored.open, stored.high, stored.low, stored.close, stored.volume]
          : 'bid' in stored
            ? [stored.time, stored.bid, stored.ask]
            : [];
      expect(sumOf(columns[timeframe === undefined ? 1 : 4] ?? [])).toBe(file.sum);
      for (const [place, column] of columns.entries()) {
        expect(Array.from(column)).toEqual(lines.map((cells) => Number(cells[place])));
      }
    }
  });

  it('IMPORT-001: the real store holds the same, and gives it back after it was closed and opened', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'tidemark-bundled-'));
    const parts = { profile, now: () => epochMs(Date.now()), log: () => undefined };
    const storage = await openStorage(parts);
    await importBundled({ ...parts, market: storage.market }, catalogue);
    await storage.close();
    const again = await openStorage(parts);
    try {
      expect(again.market.instruments()).toHaveLength(catalogue.instruments.length);
      for (const { instrument, timeframe, priceSide, rows, first, last, sum } of catalogue.files) {
        const stored =
          timeframe === undefined
            ? again.market.ticks(instrument, 'quote', everything, 1e6)
            : again.market.candles({ instrument, timeframe, priceSide }, everything);
        const summed = 'close' in stored ? stored.close : 'bid' in stored ? stored.bid : [];
        expect([stored.length, stored.time[0], stored.time.at(-1), sumOf(summed)]).toEqual([
          rows,
          first,
          last,
          sum,
        ]);
      }
      expect(await importBundled({ ...parts, market: again.market }, catalogue)).toMatchObject({
        skipped: 11,
      });
    } finally {
      await again.close();
      rmSync(profile, { recursive: true });
    }
  });

  it('IMPORT-002: importing them again adds and changes nothing, and leaves the user’s instruments alone', async () => {
    const market = new MemoryMarketStore();
    await importBundled(partsOn(market), catalogue);
    const [first] = market.instruments();
    if (first === undefined) throw new Error('no instrument was stored');
    await market.saveInstruments([{ ...first, name: 'My own name' }]);
    const { merges } = market;
    expect(await importBundled(partsOn(market), catalogue)).toEqual({
      imported: 0,
      skipped: 11,
      failed: [],
      rows: 0,
    });
    expect(market.merges).toBe(merges);
    expect(market.instrument(first.id)?.name).toBe('My own name');
  });

  it('IMPORT-002: stopped in the middle, it goes on with the missing files the next time', async () => {
    const market = new MemoryMarketStore();
    const stop = new AbortController();
    const first = importBundled(partsOn(market), catalogue, () => stop.abort(), stop.signal);
    await expect(first).rejects.toMatchObject({ kind: 'cancelled' });
    const { imported, skipped } = await importBundled(partsOn(market), catalogue);
    expect(imported).toBeGreaterThan(0);
    expect(skipped).toBeGreaterThan(0);
    expect(imported + skipped).toBe(11);
  });

  it('IMPORT-008: a bundled series that the user deleted stays deleted, and a lost store gets everything again', async () => {
    const settings = settingsForTests();
    const market = new MemoryMarketStore();
    await importBundled({ ...partsOn(market), settings }, small);
    expect(await market.removeSeries(seriesOf(one))).toBe(one.rows);
    const again = await importBundled({ ...partsOn(market), settings }, small);
    expect(again).toMatchObject({ imported: 0, skipped: 2, failed: [] });
    expect(market.seriesSummaries(one.instrument)).not.toContainEqual(expect.objectContaining(seriesOf(one)));

    const rebuilt = new MemoryMarketStore();
    expect(await importBundled({ ...partsOn(rebuilt), settings }, small)).toMatchObject({ imported: 2 });
  });

  it('IMPORT-008: what an earlier version brought in counts as brought in', async () => {
    const settings = settingsForTests();
    const market = new MemoryMarketStore();
    await importBundled(partsOn(market), small);
    await importBundled({ ...partsOn(market), settings }, small);
    await market.removeSeries(seriesOf(one));
    expect(await importBundled({ ...partsOn(market), settings }, small)).toMatchObject({ imported: 0 });
  });

  it('IMPORT-009: a file that fails is named and tried again, and does not stop the others', async () => {
    const settings = settingsForTests();
    const market = new MemoryMarketStore();
    const logged: unknown[] = [];
    const parts = { ...partsOn(market), settings, log: (event: string) => logged.push(event) };
    const faulty = { ...small, files: [{ ...one, file: 'gone.csv.gz' }, two] };
    expect(await importBundled(parts, faulty)).toMatchObject({
      imported: 1,
      failed: ['gone.csv.gz'],
      rows: two.rows,
    });
    expect(logged).toContain('bundled.failed');
    expect(await importBundled(parts, small)).toMatchObject({ imported: 1, skipped: 1, failed: [] });
  });

  it('IMPORT-003: every price lies on its instrument’s tick grid, but for 41 interpolated ones of BTC-PERP', () => {
    for (const file of catalogue.files) {
      const instrument = catalogue.instruments.find(({ id }) => id === file.instrument);
      if (instrument === undefined) throw new Error(`${file.instrument} is not in the catalogue`);
      const tick = new Decimal(instrument.tickSize);
      const decimals = tick.decimalPlaces();
      const scaledTick = Number(tick.times(10 ** decimals));
      const prices = linesOf(file).flatMap((cells) => cells.slice(1, file.timeframe === undefined ? 3 : 5));
      const off = prices.filter((price) => {
        const [whole = '', fraction = ''] = price.split('.');
        if (/[1-9]/.test(fraction.slice(decimals))) return true;
        return Number(whole + fraction.slice(0, decimals).padEnd(decimals, '0')) % scaledTick !== 0;
      });
      expect([file.file, off.length]).toEqual([file.file, file.instrument === 'FTX:BTC-PERP' ? 41 : 0]);
    }
  });
});
