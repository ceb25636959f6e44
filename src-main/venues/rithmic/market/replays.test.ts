import { describe, expect, test } from 'vitest';
import { candlesOf } from '../../../../src-shared/domain/candle.ts';
import { Failure } from '../../../../src-shared/domain/failure.ts';
import type { Trade } from '../../../../src-shared/domain/market-event.ts';
import { epochMs } from '../../../../src-shared/domain/time.ts';
import { symbolsFor } from '../symbols.ts';
import type { DecodedMessage, WireMessages } from '../wire/codec.ts';
import { readTrades } from './activity.ts';
import { History, pageSize } from './history.ts';
import { Lanes } from './lanes.ts';
import { type Market, marketOf } from './reference.ts';

/* How replies that are not as they should be are put right. The whole is proven against the simulator. */

const symbols = symbolsFor(false);
const market = marketOf(
  {
    symbol: 'ESZ6',
    exchange: 'CME',
    product_code: 'ES',
    instrument_type: 'Future',
    min_qprice_change: 0.25,
    single_point_value: 50,
    currency: 'USD',
  },
  symbols,
) as Market;
const { signal } = new AbortController();
// A Tuesday afternoon, the market open.
const start = Date.UTC(2026, 9, 6, 15) / 1000;

type TimeBarRequest = WireMessages['RequestTimeBarReplay'];
type TickBarRequest = WireMessages['RequestTickBarReplay'];

/** A history plant that answers as a function says. */
function plantOf(answer: (name: string, fields: never) => readonly object[]) {
  const asked: {
    readonly start?: number | undefined;
    readonly finish?: number | undefined;
    readonly most?: number | undefined;
  }[] = [];
  return {
    asked,
    plant: {
      ask: async (name: string, fields: object): Promise<readonly DecodedMessage[]> => {
        const { start_index, finish_index, user_max_count } = fields as TimeBarRequest;
        asked.push({ start: start_index, finish: finish_index, most: user_max_count });
        const rows = answer(name, fields as never);
        const row = name === 'RequestTimeBarReplay' ? 'ResponseTimeBarReplay' : 'ResponseTickBarReplay';
        return rows.map((one) => ({ name: row, templateId: 0, fields: one })) as unknown as DecodedMessage[];
      },
    },
  };
}

function historyOf(rows: (fields: TimeBarRequest) => readonly object[], doublesBars = false) {
  const asOf = epochMs((start + 7200) * 1000);
  const { asked, plant } = plantOf((name, fields) => (name === 'RequestTimeBarReplay' ? rows(fields) : []));
  const history = new History({
    plant,
    lanes: new Lanes(2),
    settled: () => asOf,
    now: () => asOf,
    doublesBars,
  });
  const page = (change: { from?: number; to?: number; limit?: number } = {}) =>
    history.page(market, {
      instrument: market.instrument.id,
      timeframe: '1m',
      priceSide: 'trade',
      range: {
        from: epochMs((change.from ?? start) * 1000),
        to: epochMs((change.to ?? start + 3600) * 1000),
      },
      limit: change.limit ?? 1000,
    });
  return { page, asked };
}

const minute = (index: number, close = 10) => ({
  marker: start + (index + 1) * 60,
  open_price: 10,
  high_price: Math.max(10, close),
  low_price: Math.min(10, close),
  close_price: close,
  volume: 1n,
});
const minutes = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => minute(from + index));

describe('pages of bars', () => {
  test('a reply that ends early without a word is asked for the rest', async () => {
    const { page, asked } = historyOf(({ start_index = 0 }) =>
      start_index <= start ? minutes(0, 20) : minutes(19, 60),
    );
    const { candles } = await page();
    expect(candles.length).toBe(60);
    expect(asked[1]?.start).toBe(start + 19 * 60);
  });

  test.each([false, true])(
    'no reply is asked for more rows than it may have, bars twice: %s',
    async (doubles) => {
      const { page, asked } = historyOf(() => minutes(0, 60), doubles);
      await page({ from: start - 30 * 86_400, limit: pageSize });
      expect(asked.length).toBeGreaterThan(0);
      for (const { most } of asked) expect(most).toBeLessThan(9_999);
    },
  );

  test('a market that rests is not asked again and again', async () => {
    const { page, asked } = historyOf(() => minutes(0, 20));
    expect((await page()).candles.length).toBe(20);
    expect(asked.length).toBeLessThanOrEqual(3);
  });

  test('rows of which none can be read are no bars, and no fault', async () => {
    const { page } = historyOf(() => [
      { marker: start + 60 },
      { marker: start + 120, open_price: Number.NaN },
    ]);
    expect((await page()).candles.length).toBe(0);
  });

  test('of two bars for one minute the later counts', async () => {
    const { page } = historyOf(() => minutes(0, 60).flatMap((one, index) => [one, minute(index, 12)]), true);
    const bars = candlesOf((await page()).candles);
    expect(bars).toHaveLength(60);
    expect(bars.every(({ close }) => close === 12)).toBe(true);
  });

  test('bars outside of what was asked for are left out, and the limit says where older ones are', async () => {
    const { page } = historyOf(() => minutes(-10, 80));
    const { candles, olderBefore } = await page({ limit: 10 });
    expect([candles.time[0], candles.length]).toEqual([(start + 50 * 60) * 1000, 10]);
    expect(olderBefore).toBe((start + 50 * 60) * 1000);
  });

  test('nothing at all ends the search after a year, however far back was asked', async () => {
    const { page, asked } = historyOf(() => []);
    expect(await page({ from: 0 })).toMatchObject({ candles: { length: 0 } });
    expect((await page({ from: 0 })).olderBefore).toBeUndefined();
    expect(asked.length).toBeLessThan(20);
  });

  test('the unfinished bar is made of its trades where the server left it out', async () => {
    const asOf = epochMs((start + 90) * 1000);
    const trade = (at: number, price: number) => ({
      data_bar_ssboe: [at, at],
      data_bar_usecs: [0, 0],
      open_price: price,
      close_price: price,
      volume: 2n,
    });
    const { plant } = plantOf((name) =>
      name === 'RequestTimeBarReplay'
        ? [minute(0)]
        : [trade(start + 61, 11), trade(start + 70, 9), trade(start + 89, 10.5), trade(start + 95, 99)],
    );
    const history = new History({
      plant,
      lanes: new Lanes(1),
      settled: () => asOf,
      now: () => asOf,
      doublesBars: false,
    });
    const { candles, formingFrom } = await history.page(market, {
      instrument: market.instrument.id,
      timeframe: '1m',
      priceSide: 'trade',
      range: { from: epochMs(start * 1000), to: epochMs((start + 3600) * 1000) },
      limit: 100,
    });
    expect(formingFrom).toBe((start + 60) * 1000);
    expect(candlesOf(candles).at(-1)).toEqual({
      time: (start + 60) * 1000,
      open: 11,
      high: 11,
      low: 9,
      close: 10.5,
      volume: 6,
    });
  });

  test('a length that Rithmic does not have, and a wish that is given up, are Failures', async () => {
    const { page } = historyOf(() => []);
    expect(page).toBeTypeOf('function');
    const lanes = new Lanes(1);
    await expect(lanes.run(async () => 1, AbortSignal.abort())).rejects.toBeInstanceOf(Failure);
    expect(await lanes.run(async () => 2)).toBe(2);
  });
});

describe('single trades', () => {
  test('a reply that is full goes on with the second of its last trade, and what was had is not told twice', async () => {
    // Four trades in each second, two of them exactly alike; more than an hour of them.
    const all = Array.from({ length: 24_000 }, (_, index) => {
      const second = start + Math.floor(index / 4);
      const price = 10 + (index % 8 > 5 ? 0.25 : 0);
      return {
        data_bar_ssboe: [second, second],
        data_bar_usecs: [0, Math.floor((index % 4) / 2) * 100_000],
        open_price: price,
        close_price: price,
        volume: 1n,
        bid_volume: 0n,
        ask_volume: 1n,
      };
    });
    const { plant, asked } = plantOf((_name, { start_index = 0, finish_index = 0 }: TickBarRequest) =>
      all
        .filter(({ data_bar_ssboe: [second = 0] }) => second >= start_index && second <= finish_index)
        .slice(0, 10_000),
    );
    const trades: Trade[] = [];
    const range = { from: epochMs(start * 1000), to: epochMs((start + 6_000) * 1000) };
    const parts = { plant, lanes: new Lanes(1), now: () => range.to };
    for await (const page of readTrades(parts, market, range, signal)) trades.push(...page);
    expect(trades).toHaveLength(24_000);
    expect(trades.map(({ price }) => price)).toEqual(all.map(({ close_price }) => close_price));
    expect(asked.length).toBe(3);
    expect(trades[0]?.side).toBe('buy');
  });
});
