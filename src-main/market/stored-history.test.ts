import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aggregateCandles } from '../../src-shared/domain/aggregate.ts';
import { calendarOf } from '../../src-shared/domain/calendars.ts';
import {
  type Candle,
  candleColumnsOf,
  candlesOf,
  firstBarAtOrAfter,
  sliceCandles,
} from '../../src-shared/domain/candle.ts';
import { type Instrument, instrumentId } from '../../src-shared/domain/instrument.ts';
import { createQuoteColumns, createTradeColumns } from '../../src-shared/domain/ticks.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import type { Timeframe } from '../../src-shared/domain/timeframe.ts';
import { MemoryMarketStore } from './import/memory-market-store.ts';
import { storedBars } from './stored-history.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** A Monday. */
const start = Date.UTC(2026, 2, 2);
const end = Number.POSITIVE_INFINITY;

const coin: Instrument = {
  id: instrumentId('FAKE:ABC'),
  name: 'Fake coin',
  assetClass: 'crypto',
  currency: 'USD',
  tickSize: '0.01',
  lotStep: '1',
  multiplier: '1',
  calendar: 'crypto-24-7',
  priceSide: 'trade',
};
const calendar = calendarOf(coin.calendar);
const key = (timeframe: Timeframe, priceSide: 'trade' | 'bid' | 'ask' = 'trade') => ({
  instrument: coin.id,
  timeframe,
  priceSide,
});

/** One bar for each length of time in a stretch; its level tells which series it is of. */
function bars(from: number, to: number, lengthMs: number, level: number): Candle[] {
  return Array.from({ length: (to - from) / lengthMs }, (_, index) => {
    const close = level + ((index * 7) % 5);
    const time = epochMs(from + index * lengthMs);
    return { time, open: level, high: level + 5, low: level - 1, close, volume: 1 + (index % 3) };
  });
}

async function storeOf(series: Readonly<Record<string, Candle[]>>): Promise<MemoryMarketStore> {
  const store = new MemoryMarketStore();
  await store.saveInstruments([coin]);
  for (const [timeframe, candles] of Object.entries(series)) {
    await store.mergeCandles(key(timeframe as Timeframe), candleColumnsOf(candles));
  }
  return store;
}

const madeOf = (candles: Candle[], from: Timeframe, to: Timeframe) =>
  candlesOf(aggregateCandles(candleColumnsOf(candles), from, to, calendar));

/** What paging back through everything gives. */
function paged(
  store: MemoryMarketStore,
  timeframe: Timeframe,
  count: number,
  side?: 'bid' | 'ask',
): Candle[] {
  const all: Candle[] = [];
  let before = end;
  for (let page = 0; ; page += 1) {
    expect(page).toBeLessThan(2000);
    const answer = storedBars(store, key(timeframe, side), before, count);
    all.unshift(...candlesOf(answer.candles));
    if (!answer.hasOlder) return all;
    before = answer.candles.time[0] as number;
  }
}

describe('stored bars of several series', () => {
  test('one imported long bar does not hide the short ones around it', async () => {
    const minutes = bars(start, start + 3 * day, minute, 100);
    const one = bars(start + day, start + day + 4 * hour, 4 * hour, 500);
    const store = await storeOf({ '1m': minutes, '4h': one });
    const found = candlesOf(storedBars(store, key('4h'), end, 1000).candles);
    const expected = madeOf(minutes, '1m', '4h').map(
      (bar) => one.find(({ time }) => time === bar.time) ?? bar,
    );
    expect(found).toEqual(expected);
    expect(found).toHaveLength(18);
  });

  test('each stretch comes from the longest series that has it whole, older and newer ones from the shorter', async () => {
    const native = bars(start + day, start + 2 * day, 4 * hour, 900);
    // Begins and ends inside a four-hour bar, which the minutes have whole.
    const hours = bars(start + 6 * hour, start + 3 * day + 2 * hour, hour, 500);
    const minutes = bars(start - day, start + 4 * day, minute, 100);
    const store = await storeOf({ '4h': native, '1h': hours, '1m': minutes });
    const fromMinutes = madeOf(minutes, '1m', '4h');
    const fromHours = madeOf(hours, '1h', '4h');
    const expected = fromMinutes.map((bar) => {
      if (bar.time >= start + day && bar.time < start + 2 * day)
        return native.find((n) => n.time === bar.time);
      if (bar.time >= start + 8 * hour && bar.time < start + 3 * day) {
        return fromHours.find((h) => h.time === bar.time);
      }
      return bar;
    });
    expect(candlesOf(storedBars(store, key('4h'), end, 1000).candles)).toEqual(expected);
    expect(paged(store, '4h', 5)).toEqual(expected);
  });

  test('a bar at the edge is made of a part when there is no more of it', async () => {
    const hours = bars(start + 6 * hour, start + 14 * hour, hour, 500);
    const store = await storeOf({ '1h': hours });
    expect(candlesOf(storedBars(store, key('4h'), end, 10).candles)).toEqual(madeOf(hours, '1h', '4h'));
  });

  test('paged in any size they are the same bars, each moment once', async () => {
    const slot = fc.integer({ min: 0, max: 60 });
    const stretch = fc.tuple(slot, slot).map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1] as const);
    await fc.assert(
      fc.asyncProperty(
        stretch,
        stretch,
        stretch,
        fc.integer({ min: 1, max: 9 }),
        async (long, middle, short, count) => {
          const at = (slots: number) => start + slots * 2 * hour;
          const store = await storeOf({
            '4h': bars(start + long[0] * 4 * hour, start + long[1] * 4 * hour, 4 * hour, 900),
            '1h': bars(at(middle[0]), at(middle[1]), hour, 500),
            '15m': bars(at(short[0]), at(short[1]), 15 * minute, 100),
          });
          const whole = storedBars(store, key('4h'), end, 10_000);
          expect(whole.hasOlder).toBe(false);
          const found = candlesOf(whole.candles);
          const times = found.map(({ time }) => time);
          expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
          expect(paged(store, '4h', count)).toEqual(found);
          // Every moment that any series has is in it.
          const slots = new Set<number>();
          for (const timeframe of ['4h', '1h', '15m'] as const) {
            const all = store.candles(key(timeframe), { from: epochMs(0), to: epochMs(start + 99 * day) });
            for (const time of all.time) slots.add(Math.floor(time / (4 * hour)) * 4 * hour);
          }
          expect(new Set(times)).toEqual(slots);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('daily bars stamped with midnight join hours of a market whose day begins the evening before', async () => {
    const euro = { ...coin, calendar: 'forex' };
    const store = new MemoryMarketStore();
    await store.saveInstruments([euro]);
    // Tuesday to Thursday as days; hours from Monday to Friday evening, New York.
    const days = bars(start + day, start + 4 * day, day, 900);
    const hours = bars(start - 2 * hour, start + 5 * day - 2 * hour, hour, 500);
    await store.mergeCandles(key('1D'), candleColumnsOf(days));
    await store.mergeCandles(key('1h'), candleColumnsOf(hours));
    const found = candlesOf(storedBars(store, key('1D'), end, 100).candles);
    expect(found.map(({ open }) => open)).toEqual([500, 900, 900, 900, 500]);
    expect(paged(store, '1D', 1)).toEqual(found);
  });

  test('daily bars stamped before their day begins, as of a New York stock, are paged each once', async () => {
    const store = new MemoryMarketStore();
    await store.saveInstruments([{ ...coin, calendar: 'us-stocks' }]);
    const days = bars(start, start + 5 * day, day, 900);
    await store.mergeCandles(key('1D'), candleColumnsOf(days));
    expect(paged(store, '1D', 1)).toEqual(days);
    expect(paged(store, '1D', 2)).toEqual(days);
  });

  test('one call asks for a bounded number of rows, however many bars are wanted', async () => {
    const store = await storeOf({ '1s': bars(start, start + 2 * hour, 1000, 100) });
    const asked: number[] = [];
    const read = store.candlesBefore.bind(store);
    store.candlesBefore = (series, before, count) => {
      asked.push(count);
      return read(series, before, count);
    };
    expect(storedBars(store, key('1h'), end, 1000).candles.length).toBe(2);
    expect(asked).toEqual([500_000]);
  });
});

describe('bars of stored ticks', () => {
  const times = fc.array(fc.integer({ min: 0, max: 3 * day }), { minLength: 1, maxLength: 300 });

  async function tradesAt(offsets: readonly number[]) {
    const store = await storeOf({});
    const trades = createTradeColumns(offsets.length);
    for (const [index, offset] of offsets.toSorted((a, b) => a - b).entries()) {
      trades.time[index] = start + offset;
      trades.price[index] = 100 + (offset % 13);
      trades.size[index] = 0.1 * (1 + (offset % 4));
    }
    await store.mergeTicks(coin.id, trades);
    return { store, trades };
  }

  test('are those of the trades, in any timeframe and paged in any size', async () => {
    const timeframe = fc.constantFrom<Timeframe>('1s', '1m', '15m', '4h', '1D');
    await fc.assert(
      fc.asyncProperty(times, timeframe, fc.integer({ min: 1, max: 40 }), async (offsets, frame, count) => {
        const { store, trades } = await tradesAt(offsets);
        const whole = storedBars(store, key(frame), end, 10_000);
        const seconds = candlesOf(storedBars(store, key('1s'), end, 10_000).candles);
        expect(candlesOf(whole.candles)).toEqual(madeOf(seconds, '1s', frame));
        expect(whole.candles.open[0]).toBe(trades.price[0]);
        expect(whole.candles.close.at(-1)).toBe(trades.price.at(-1));
        expect(paged(store, frame, count)).toEqual(candlesOf(whole.candles));
      }),
      { numRuns: 60 },
    );
  });

  test('are made of the bid or the ask of quotes, where it is known', async () => {
    const store = await storeOf({});
    const quotes = createQuoteColumns(3);
    quotes.time.set([start + 1000, start + 2000, start + minute]);
    quotes.bid.set([1, 2, 3]);
    quotes.ask.set([1.5, Number.NaN, 3.5]);
    await store.mergeTicks(coin.id, quotes);
    const read = (side: 'trade' | 'bid' | 'ask') =>
      candlesOf(storedBars(store, key('1m', side), end, 9).candles);
    expect(read('bid').map(({ close, volume }) => [close, volume])).toEqual([
      [2, 2],
      [3, 1],
    ]);
    expect(read('ask').map(({ close, volume }) => [close, volume])).toEqual([
      [1.5, 1],
      [3.5, 1],
    ]);
    expect(read('trade')).toEqual([]);
  });

  test('fill what the stored bars leave out', async () => {
    const { store } = await tradesAt(Array.from({ length: 240 }, (_, index) => index * minute));
    const native = bars(start + hour, start + 2 * hour, hour, 900);
    await store.mergeCandles(key('1h'), candleColumnsOf(native));
    const found = candlesOf(storedBars(store, key('1h'), end, 99).candles);
    expect(found.map(({ time }) => (time - start) / hour)).toEqual([0, 1, 2, 3]);
    expect(found[1]).toEqual(native[0]);
    expect(found[0]?.open).toBe(100);
  });

  test('stop at a bounded number of ticks, with bars and the word that there are more', async () => {
    const store = await storeOf({});
    const length = 1_200_000;
    const trades = createTradeColumns(length);
    for (let index = 0; index < length; index += 1) trades.time[index] = start + index * 60;
    trades.price.fill(5);
    trades.size.fill(1);
    let rows = 0;
    store.tickSummaries = () => [
      {
        instrument: coin.id,
        kind: 'trade',
        count: length,
        first: epochMs(start),
        last: epochMs(start + (length - 1) * 60),
      },
    ];
    store.ticks = (_id, _kind, { from, to }, limit) => {
      const columns = {
        length,
        time: trades.time,
        open: trades.price,
        high: trades.price,
        low: trades.price,
      };
      const view = { ...columns, close: trades.price, volume: trades.size };
      const first = firstBarAtOrAfter(view, from);
      const cut = sliceCandles(view, first, Math.min(first + limit, firstBarAtOrAfter(view, to)));
      rows += cut.length;
      return {
        kind: 'trade',
        length: cut.length,
        time: cut.time,
        price: cut.open,
        size: cut.volume,
        side: new Int8Array(cut.length),
      };
    };
    const { candles, hasOlder } = storedBars(store, key('1h'), end, 10_000);
    expect(hasOlder).toBe(true);
    expect(candles.length).toBeGreaterThan(5);
    expect(rows).toBeLessThan(650_000);
    const next = storedBars(store, key('1h'), candles.time[0] as number, 10_000);
    expect(next.candles.time.at(-1)).toBe((candles.time[0] as number) - hour);
  });
});
