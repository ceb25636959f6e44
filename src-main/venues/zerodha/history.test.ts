import { describe, expect, test } from 'vitest';
import { type Candle, candleColumnsOf, candlesOf } from '../../../src-shared/domain/candle.ts';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import type { Timeframe } from '../../../src-shared/domain/timeframe.ts';
import { readCandles } from './decode-candles.ts';
import { historyPage, intervals } from './history.ts';
import type { Listing } from './listing.ts';
import { fixture } from './testing/fixture.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const listing: Listing = {
  id: instrumentId('NSE:INFY'),
  token: 408_065,
  exchange: 'NSE',
  tradingsymbol: 'INFY',
  name: 'INFOSYS',
  expiry: '',
  strike: '0',
  tickSize: '0.05',
  lotSize: '1',
  type: 'EQ',
  isIndex: false,
  words: '',
  group: 1,
};

const bar = (time: number): Candle => ({
  time: epochMs(time),
  open: 1,
  high: 2,
  low: 1,
  close: 2,
  volume: 3,
});

/** A market with minute bars on some days, as Zerodha would answer it: whole stretches, refused when too long. */
function market(days: readonly string[], now: string) {
  const minutes = days.flatMap((day) => {
    const open = Date.parse(`${day}T09:15:00+05:30`);
    return Array.from({ length: 375 }, (_, index) => bar(open + index * minuteMs));
  });
  const daily = days.map((day) => bar(Date.parse(`${day}T00:00:00+05:30`)));
  const calls: string[] = [];
  const parts = {
    now: () => epochMs(Date.parse(now)),
    candles: async (_token: number, word: string, from: EpochMs, to: EpochMs) => {
      const interval = [...intervals.values()].find((one) => one.word === word);
      if (interval === undefined || to - from > interval.longestDays * dayMs)
        throw new RangeError('too long');
      calls.push(word);
      const bars = word === 'day' ? daily : minutes;
      return candleColumnsOf(bars.filter(({ time }) => time >= from && time <= to && time <= parts.now()));
    },
  };
  const ask = (change: { from?: number; to?: number; limit?: number; timeframe?: Timeframe } = {}) =>
    historyPage(parts, listing, {
      instrument: listing.id,
      timeframe: change.timeframe ?? '1m',
      priceSide: 'trade',
      range: { from: epochMs(change.from ?? 0), to: epochMs(change.to ?? 8e12) },
      limit: change.limit ?? 5000,
    });
  return { ask, calls, minutes };
}

describe('pages', () => {
  const days = ['2026-01-05', '2026-01-06', '2026-11-19', '2026-11-20'];

  test('reach back over stretches without trading, and end where daily bars end', async () => {
    const { ask, minutes } = market(days, '2026-11-21T12:00:00+05:30');
    const page = await ask();
    expect(candlesOf(page.candles)).toEqual(minutes);
    expect([page.olderBefore, page.formingFrom]).toEqual([undefined, undefined]);
  });

  test('of a few bars ask for a short stretch only, and say where older ones begin', async () => {
    const { ask, calls, minutes } = market(days, '2026-11-21T12:00:00+05:30');
    const page = await ask({ limit: 7 });
    expect(candlesOf(page.candles)).toEqual(minutes.slice(-7));
    expect([page.olderBefore, calls]).toEqual([minutes.at(-7)?.time, ['minute']]);
  });

  test('paged back without a hole or a double', async () => {
    const { ask, minutes } = market(days, '2026-11-21T12:00:00+05:30');
    const found: Candle[] = [];
    let to: number | undefined = 8e12;
    for (let count = 0; to !== undefined; count += 1) {
      if (count > 20) expect.fail('paging does not end');
      const page = await ask({ to, limit: 400 });
      found.unshift(...candlesOf(page.candles));
      to = page.olderBefore;
    }
    expect(found).toEqual(minutes);
  });

  test('the bar that runs is marked, and nothing is later than the page', async () => {
    const { ask } = market(days, '2026-11-20T10:00:30+05:30');
    const page = await ask({ limit: 5 });
    const last = Date.parse('2026-11-20T10:00:00+05:30');
    expect([page.formingFrom, page.candles.time.at(-1)]).toEqual([last, last]);
    expect(page.asOf).toBeLessThan(Date.parse('2026-11-20T10:00:30+05:30'));
  });

  test('keep to the range', async () => {
    const { ask, minutes } = market(days, '2026-11-21T12:00:00+05:30');
    const [from, to] = [minutes[20]?.time ?? 0, minutes[60]?.time ?? 0];
    expect(candlesOf((await ask({ from, to })).candles)).toEqual(minutes.slice(20, 60));
    expect((await ask({ from, to: from })).candles.length).toBe(0);
    const empty = await ask({ from: 0, to: dayMs });
    expect([empty.candles.length, empty.olderBefore]).toEqual([0, undefined]);
  });

  test('of days come in whole days', async () => {
    const { ask } = market(days, '2026-11-20T10:00:30+05:30');
    const page = await ask({ timeframe: '1D' });
    expect(page.candles.length).toBe(4);
    expect(page.formingFrom).toBe(Date.parse('2026-11-20T00:00:00+05:30'));
  });
});

describe('recorded answers', () => {
  test.each([
    ['rest-historical-minute', 6, '2017-12-15T09:15:00+05:30', 1704.5, 2499],
    ['rest-historical-oi', 6, '2019-12-04T09:15:00+05:30', 12009.9, 163275],
  ])('%s', (name, count, first, open, volume) => {
    const candles = readCandles(JSON.stringify(fixture(name).payload));
    expect(candles.length).toBe(count);
    expect([candles.time[0], candles.open[0], candles.volume[0]]).toEqual([Date.parse(first), open, volume]);
  });

  test('bars that cannot be true are left out, doubles count once, order is made', () => {
    const row = (time: string, high: number) => [`2026-11-20T${time}:00+0530`, 2, high, 1, 2, 5];
    const body = {
      data: { candles: [row('09:16', 3), row('09:15', 4), row('09:15', 5), row('09:17', 1), ['x'], 7] },
    };
    const candles = readCandles(JSON.stringify(body));
    expect([...candles.high]).toEqual([5, 3]);
    expect(() => readCandles('<html>')).toThrow(/cannot be read/);
    expect(() => readCandles('{"data":{}}')).toThrow(/cannot be read/);
  });
});
