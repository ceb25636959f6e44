import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Candle,
  type CandleColumns,
  candleColumnsOf,
  candlesOf,
  createCandleColumns,
} from '../../../src-shared/domain/candle.ts';
import { type Instrument, instrumentId } from '../../../src-shared/domain/instrument.ts';
import type { QuoteColumns, TradeColumns } from '../../../src-shared/domain/ticks.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import type { MarketStore } from '../market-store.ts';
import { openedStorage, temporaryProfile } from '../testing/temporary-profile.ts';

const instrument = instrumentId('TEST:ONE');
const key = { instrument, timeframe: '1m', priceSide: 'trade' } as const;
const always = { from: epochMs(-1e15), to: epochMs(1e15) };

const range = (from: number, to: number) => ({ from: epochMs(from), to: epochMs(to) });
const bar = (time: number, close = time / 2): Candle => ({
  time: epochMs(time),
  open: close,
  high: close + 1,
  low: close - 1,
  close,
  volume: time % 7,
});
const bars = (times: readonly number[], close?: number): CandleColumns =>
  candleColumnsOf(times.map((time) => bar(time, close)));
const count = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);
const timesOf = (columns: { time: Float64Array }) => [...columns.time];

const euro: Instrument = {
  id: instrumentId('CME:6EH4'),
  name: 'Euro FX',
  assetClass: 'future',
  currency: 'USD',
  tickSize: '0.00005',
  lotStep: '1',
  multiplier: '125000',
  calendar: 'cme',
  priceSide: 'trade',
  expiry: epochMs(1_710_000_000_000),
};

async function openedMarket(): Promise<MarketStore> {
  return (await openedStorage()).market;
}

describe('bars', () => {
  test('come back as they were stored, over many chunks and from any range', async () => {
    const market = await openedMarket();
    expect(await market.mergeCandles(key, bars(count(0, 5000)))).toEqual({
      added: 5000,
      replaced: 0,
      same: 0,
    });
    expect(candlesOf(market.candles(key, always))).toEqual(count(0, 5000).map((time) => bar(time)));
    for (const [from, to] of [
      [0, 1],
      [1023, 1025],
      [1024, 2048],
      [1500, 4500],
      [4999, 9999],
      [5000, 9999],
    ] as const) {
      expect(timesOf(market.candles(key, range(from, to)))).toEqual(count(from, Math.min(to, 5000)));
    }
    expect(market.candles({ ...key, timeframe: '5m' }, always).length).toBe(0);
    expect(market.candles(key, range(10, 10)).length).toBe(0);
  });

  test('before a moment are the newest of them, oldest first', async () => {
    const market = await openedMarket();
    await market.mergeCandles(key, bars(count(0, 3000)));
    expect(timesOf(market.candlesBefore(key, 2500, 2000))).toEqual(count(500, 2500));
    expect(timesOf(market.candlesBefore(key, Number.POSITIVE_INFINITY, 3))).toEqual([2997, 2998, 2999]);
    expect(timesOf(market.candlesBefore(key, 2, 10))).toEqual([0, 1]);
    expect(market.candlesBefore(key, 0, 10).length).toBe(0);
  });

  test('the same file again adds nothing and says so', async () => {
    const market = await openedMarket();
    await market.mergeCandles(key, bars(count(0, 3000)));
    expect(await market.mergeCandles(key, bars(count(0, 3000)))).toEqual({
      added: 0,
      replaced: 0,
      same: 3000,
    });
    expect(await market.mergeCandles(key, bars([5], 99))).toEqual({ added: 0, replaced: 1, same: 0 });
    expect(candlesOf(market.candles(key, range(5, 6)))).toEqual([bar(5, 99)]);
  });

  test('are like a map from time to bar, whatever is merged in whatever order', async () => {
    const market = await openedMarket();
    const pieces = fc.array(
      fc.record({
        start: fc.integer({ min: 0, max: 6000 }),
        length: fc.integer({ min: 0, max: 1500 }),
        step: fc.integer({ min: 1, max: 5 }),
        close: fc.integer({ min: 1, max: 3 }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    let series = 0;
    await fc.assert(
      fc.asyncProperty(pieces, async (merges) => {
        series += 1;
        const own = { ...key, instrument: instrumentId(`TEST:S${series}`) };
        const model = new Map<number, Candle>();
        for (const { start, length, step, close } of merges) {
          const times = Array.from({ length }, (_, index) => start + index * step);
          const added = times.filter((time) => !model.has(time)).length;
          const same = times.filter((time) => model.get(time)?.close === close).length;
          for (const time of times) model.set(time, bar(time, close));
          const result = await market.mergeCandles(own, bars(times, close));
          expect(result).toEqual({ added, same, replaced: length - added - same });
        }
        const expected = [...model.values()].sort((a, b) => a.time - b.time);
        expect(candlesOf(market.candles(own, always))).toEqual(expected);
        const [summary] = market.seriesSummaries(own.instrument);
        expect(summary?.count ?? 0).toBe(expected.length);
        expect(summary?.first).toBe(expected[0]?.time);
        expect(summary?.last).toBe(expected.at(-1)?.time);
      }),
      { numRuns: 40 },
    );
  }, 30_000);

  test('appended one by one or paged in backwards fill their chunks', async () => {
    const parts = temporaryProfile();
    const { market } = await openedStorage(parts);
    for (let at = 0; at < 3000; at += 100) await market.mergeCandles(key, bars(count(at, at + 100)));
    const back = { ...key, timeframe: '5m' } as const;
    for (let at = 2900; at >= 0; at -= 100) await market.mergeCandles(back, bars(count(at, at + 100)));
    const file = new Database(join(parts.profile, 'market.db'), { readonly: true });
    const chunks = file.prepare('SELECT series_id, count(*) FROM chunk GROUP BY series_id').raw().all();
    file.close();
    expect(chunks).toEqual([
      [1, 3],
      [2, 3],
    ]);
  });

  test.each([
    ['times that go back', bars([2, 1]), 'row 1 is before'],
    ['a time twice', bars([1, 1]), 'row 1 repeats'],
    ['a price that is no number', bars([1], Number.NaN), 'open of row 0'],
    [
      'columns of different lengths',
      { ...bars([1, 2]), close: new Float64Array(1) },
      'the column close has 1 values',
    ],
  ])('with %s are refused, and nothing of them is stored', async (_, columns, reason) => {
    const market = await openedMarket();
    await expect(market.mergeCandles(key, columns)).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining(reason),
    });
    expect(market.seriesSummaries()).toEqual([]);
  });

  test('are handed over to the writer, not copied', async () => {
    const market = await openedMarket();
    const columns = bars(count(0, 10));
    const stored = market.mergeCandles(key, columns);
    expect(columns.time.byteLength).toBe(0);
    await stored;
  });

  test('whose stored blob has the wrong length are refused with the name of the series', async () => {
    const parts = temporaryProfile();
    const { market } = await openedStorage(parts);
    await market.mergeCandles(key, bars(count(0, 10)));
    const file = new Database(join(parts.profile, 'market.db'));
    file.exec('UPDATE chunk SET data = substr(data, 1, 100)');
    file.close();
    const expected = {
      kind: 'unavailable',
      message: /1m bars \(trade\) of TEST:ONE .*100 bytes instead of 480/,
    };
    expect(() => market.candles(key, always)).toThrow(expect.objectContaining({ kind: 'unavailable' }));
    expect(() => market.candles(key, always)).toThrow(expected.message);
    await expect(market.mergeCandles(key, bars([5]))).rejects.toMatchObject(expected);
    expect(await market.removeSeries(key)).toBe(10);
    expect(await market.mergeCandles(key, bars([5]))).toMatchObject({ added: 1 });
  });

  test('of a removed series are gone, with its coverage', async () => {
    const market = await openedMarket();
    await market.mergeCovered(key, bars(count(0, 2000)), range(0, 2000));
    expect(await market.removeSeries(key)).toBe(2000);
    expect(market.seriesSummaries()).toEqual([]);
    expect(market.coverage(key)).toEqual([]);
    expect(await market.removeSeries(key)).toBe(0);
  });
});

describe('coverage', () => {
  test('joins stretches that touch or overlap and keeps the others apart', async () => {
    const market = await openedMarket();
    const none = () => createCandleColumns(0);
    await market.mergeCovered(key, none(), range(0, 10));
    await market.mergeCovered(key, none(), range(20, 30));
    await market.mergeCovered(key, none(), range(40, 50));
    expect(market.coverage(key)).toEqual([range(0, 10), range(20, 30), range(40, 50)]);
    await market.mergeCovered(key, none(), range(10, 20));
    expect(market.coverage(key)).toEqual([range(0, 30), range(40, 50)]);
    await market.mergeCovered(key, none(), range(25, 45));
    expect(market.coverage(key)).toEqual([range(0, 50)]);
  });

  test('is noted in the same transaction as its bars', async () => {
    const market = await openedMarket();
    await expect(market.mergeCovered(key, bars([2, 1]), range(0, 10))).rejects.toMatchObject({
      kind: 'invalid',
    });
    expect(market.coverage(key)).toEqual([]);
  });
});

describe('ticks', () => {
  const trades = (rows: readonly (readonly [time: number, price: number])[]): TradeColumns => ({
    kind: 'trade',
    length: rows.length,
    time: Float64Array.from(rows, ([time]) => time),
    price: Float64Array.from(rows, ([, price]) => price),
    size: new Float64Array(rows.length).fill(1),
    side: Int8Array.from(rows, ([, price]) => (price % 2 === 0 ? 1 : -1)),
  });
  const rowsOf = ({ time, price }: TradeColumns) =>
    [...time].map((at, row) => [at, price[row] ?? Number.NaN]);
  const read = (market: MarketStore, limit = 1e9) =>
    market.ticks(instrument, 'trade', always, limit) as TradeColumns;

  test('of one moment are told apart by how often they occur', async () => {
    const market = await openedMarket();
    const twice = [
      [1, 5],
      [1, 5],
      [2, 5],
    ] as const;
    expect(await market.mergeTicks(instrument, trades(twice))).toEqual({ added: 3, replaced: 0, same: 0 });
    expect(await market.mergeTicks(instrument, trades(twice))).toEqual({ added: 0, replaced: 0, same: 3 });
    expect(
      await market.mergeTicks(
        instrument,
        trades([
          [1, 5],
          [1, 6],
          [1, 5],
          [1, 5],
        ]),
      ),
    ).toEqual({ added: 2, replaced: 0, same: 2 });
    expect(rowsOf(read(market))).toEqual([
      [1, 5],
      [1, 5],
      [1, 6],
      [1, 5],
      [2, 5],
    ]);
  });

  test('are like a bag per moment, whatever is merged in whatever order', async () => {
    const market = await openedMarket();
    const file = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 3 })), { maxLength: 400 })
      .map((rows) => rows.sort(([a], [b]) => a - b));
    let series = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(file, { maxLength: 6 }), async (files) => {
        series += 1;
        const own = instrumentId(`TEST:T${series}`);
        const model = new Map<string, number>();
        for (const rows of files) {
          const counts = new Map<string, number>();
          for (const row of rows) counts.set(`${row}`, (counts.get(`${row}`) ?? 0) + 1);
          for (const [row, times] of counts) model.set(row, Math.max(times, model.get(row) ?? 0));
          await market.mergeTicks(own, trades(rows));
          expect(await market.mergeTicks(own, trades(rows))).toEqual({
            added: 0,
            replaced: 0,
            same: rows.length,
          });
        }
        const stored = rowsOf(market.ticks(own, 'trade', always, 1e9) as TradeColumns);
        const found = new Map<string, number>();
        for (const row of stored) found.set(`${row}`, (found.get(`${row}`) ?? 0) + 1);
        expect(found).toEqual(model);
        expect(stored.map(([time]) => time)).toEqual(stored.map(([time]) => time ?? 0).sort((a, b) => a - b));
      }),
      { numRuns: 30 },
    );
  }, 30_000);

  test('are limited without cutting a moment in two, unless it alone is longer', async () => {
    const market = await openedMarket();
    await market.mergeTicks(
      instrument,
      trades([
        [1, 1],
        [2, 1],
        [2, 2],
        [2, 3],
        [3, 1],
      ]),
    );
    expect(read(market, 5).length).toBe(5);
    expect(read(market, 4).length).toBe(4);
    expect(read(market, 3).length).toBe(1);
    expect(read(market, 1).length).toBe(1);
    const inside = market.ticks(instrument, 'trade', range(2, 3), 2) as TradeColumns;
    expect(rowsOf(inside)).toEqual([
      [2, 1],
      [2, 2],
    ]);
  });

  test('of a long moment stay in one chunk', async () => {
    const market = await openedMarket();
    const rows = count(0, 3000).map((price) => [7, price] as const);
    await market.mergeTicks(instrument, trades([[6, 1], ...rows, [8, 1]]));
    expect(await market.mergeTicks(instrument, trades(rows))).toEqual({ added: 0, replaced: 0, same: 3000 });
    expect(read(market).length).toBe(3002);
    expect(market.ticks(instrument, 'trade', range(7, 8), 1e9).length).toBe(3000);
  });

  test('keep unknown sizes and sides, and quotes and trades apart', async () => {
    const market = await openedMarket();
    const quotes: QuoteColumns = {
      kind: 'quote',
      length: 1,
      time: Float64Array.of(1.5),
      bid: Float64Array.of(1.1),
      ask: Float64Array.of(Number.NaN),
      bidSize: Float64Array.of(Number.NaN),
      askSize: Float64Array.of(3),
    };
    const copy = structuredClone(quotes);
    await market.mergeTicks(instrument, quotes);
    await market.mergeTicks(instrument, trades([[1, 3]]));
    expect(market.ticks(instrument, 'quote', always, 10)).toEqual(copy);
    expect(await market.mergeTicks(instrument, structuredClone(copy))).toMatchObject({ same: 1 });
    expect(read(market).side).toEqual(Int8Array.of(-1));
    expect(market.tickSummaries()).toEqual([
      { instrument, kind: 'quote', count: 1, first: 1.5, last: 1.5 },
      { instrument, kind: 'trade', count: 1, first: 1, last: 1 },
    ]);
    expect(await market.removeTicks(instrument, 'quote')).toBe(1);
    expect(market.tickSummaries(instrument)).toHaveLength(1);
  });
});

test('instruments are added and replaced by id', async () => {
  const market = await openedMarket();
  const { expiry: _, ...spot } = { ...euro, id: instrumentId('FX:EURUSD') };
  await market.saveInstruments([spot, euro]);
  await market.saveInstruments([{ ...spot, name: "Robert'); DROP TABLE instrument;--" }]);
  expect(market.instruments()).toEqual([euro, { ...spot, name: "Robert'); DROP TABLE instrument;--" }]);
  expect(market.instrument(euro.id)).toEqual(euro);
  expect(market.instrument(instrumentId('NO:NE'))).toBeUndefined();
});

test('an instrument that comes with its rows is added in their transaction, and a known one is kept', async () => {
  const parts = temporaryProfile();
  const { market } = await openedStorage(parts);
  await market.mergeCandles(key, bars(count(0, 10)));
  const file = new Database(join(parts.profile, 'market.db'));
  const spoil = () => file.exec('UPDATE chunk SET data = substr(data, 1, 8)');
  spoil();
  await expect(market.mergeCandles(key, bars([5]), euro)).rejects.toMatchObject({ kind: 'unavailable' });
  expect(market.instruments()).toEqual([]);
  await market.mergeCandles({ ...key, timeframe: '5m' }, bars([5]), euro);
  await market.mergeCandles({ ...key, timeframe: '5m' }, bars([6]), { ...euro, name: 'Another' });
  expect(market.instruments()).toEqual([euro]);

  const ticks: TradeColumns = {
    kind: 'trade',
    length: 1,
    time: Float64Array.of(1),
    price: Float64Array.of(2),
    size: Float64Array.of(3),
    side: Int8Array.of(1),
  };
  const gold = { ...euro, id: instrumentId('CME:GC') };
  await market.mergeTicks(gold.id, structuredClone(ticks), gold);
  const silver = { ...euro, id: instrumentId('CME:SI') };
  spoil();
  await expect(market.mergeTicks(gold.id, ticks, silver)).rejects.toMatchObject({ kind: 'unavailable' });
  expect(market.instruments()).toEqual([euro, gold].toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  file.close();
});
