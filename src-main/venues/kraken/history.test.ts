import { expect, test } from 'vitest';
import { candlesOf } from '../../../src-shared/domain/candle.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import type { Timeframe } from '../../../src-shared/domain/timeframe.ts';
import type { Market } from './catalogue.ts';
import { createHistory, newestRows } from './history.ts';
import { fixture } from './testing/fixture.ts';
import { createTinyKraken, type TinyKraken } from './testing/tiny-kraken.ts';

const market = { key: 'XXBTZUSD' } as Market;
const minute = 60_000;

interface Print {
  readonly time: number;
  readonly price: number;
  readonly size: number;
}

/** A market of these trades, answered as Kraken answers: the newest 720 bars, and pages of a thousand trades. */
function serve(tiny: TinyKraken, prints: readonly Print[], now: () => number): void {
  tiny.on('OHLC', ({ interval = '1', pair = '' }) => {
    const size = Number(interval) * minute;
    const last = Math.floor(now() / size) * size;
    const rows = [];
    for (
      let open = Math.max(
        Math.floor((prints[0]?.time ?? last) / size) * size,
        last - (newestRows - 1) * size,
      );
      open <= last;
      open += size
    ) {
      const own = prints.filter(({ time }) => time >= open && time < open + size && time <= now());
      const prices = own.map(({ price }) => price);
      const volume = own.reduce((sum, one) => sum + one.size, 0);
      rows.push([
        open / 1000,
        String(prices[0] ?? 1),
        String(Math.max(...prices, 0) || 1),
        String(Math.min(...prices, 1e9)),
        String(prices.at(-1) ?? 1),
        '0',
        String(volume),
        own.length,
      ]);
    }
    return { result: { [pair]: rows, last: 0 } };
  });
  tiny.on('Trades', ({ since = '0', count = '1000' }) => {
    // After this ms: the nanoseconds of a trade here are all zero.
    const from = Number(BigInt(since) / 1_000_000n);
    const found = prints.findIndex(({ time }) => time > from);
    const first = found < 0 ? prints.length : found;
    const rows = prints.slice(first, first + Number(count));
    return {
      result: {
        XXBTZUSD: rows.map(({ time, price, size }, index) => [
          String(price),
          String(size),
          time / 1000,
          'b',
          'l',
          '',
          first + index + 1,
        ]),
        last: String(BigInt(rows.at(-1)?.time ?? 0) * 1_000_000n),
      },
    };
  });
}

function printsOf(count: number, everyMs: number, from: number): Print[] {
  return Array.from({ length: count }, (_, index) => ({
    time: from + index * everyMs,
    price: 100 + ((index * 7) % 13),
    size: 1 + (index % 3),
  }));
}

function open(prints: readonly Print[]) {
  const tiny = createTinyKraken();
  const now = () => tiny.world.parts.now();
  serve(tiny, prints, now);
  const history = createHistory({ rest: tiny.rest, settled: () => now() as EpochMs });
  const ask = async (change: { from?: number; to?: number; limit?: number; timeframe?: Timeframe } = {}) => {
    const asking = history.page(market, {
      instrument: 'KRAKEN:BTC/USD' as never,
      timeframe: change.timeframe ?? '1m',
      priceSide: 'trade',
      range: { from: epochMs(change.from ?? 0), to: epochMs(change.to ?? 8e12) },
      limit: change.limit ?? newestRows,
    });
    // Limits are waited for in virtual time.
    let isOver = false;
    asking.then(
      () => {
        isOver = true;
      },
      () => {
        isOver = true;
      },
    );
    while (!isOver) await tiny.world.pass(500);
    return asking;
  };
  return { tiny, now, ask };
}

/** What all trades come to, bar by bar. */
function barsOf(prints: readonly Print[], size: number) {
  const bars = new Map<number, Print[]>();
  for (const print of prints) {
    const at = Math.floor(print.time / size) * size;
    const own = bars.get(at) ?? [];
    own.push(print);
    bars.set(at, own);
  }
  return [...bars].map(([time, own]) => ({
    time,
    open: own[0]?.price,
    high: Math.max(...own.map(({ price }) => price)),
    low: Math.min(...own.map(({ price }) => price)),
    close: own.at(-1)?.price,
    volume: own.reduce((sum, { size: amount }) => sum + amount, 0),
  }));
}

test('reads the recorded bars: named as asked, the last one still forming', async () => {
  const tiny = createTinyKraken();
  tiny.on('OHLC', { text: JSON.stringify(fixture('rest-ohlc-recorded').payload) });
  const asOf = 1790360000_000 as EpochMs;
  const history = createHistory({ rest: tiny.rest, settled: () => asOf });
  const page = await history.page(market, {
    instrument: 'KRAKEN:BTC/USD' as never,
    timeframe: '1h',
    priceSide: 'trade',
    range: { from: epochMs(0), to: epochMs(8e12) },
    limit: 720,
  });
  expect(candlesOf(page.candles)).toHaveLength(4);
  expect(candlesOf(page.candles)[0]).toEqual({
    time: 1790348400_000,
    open: 84001.9,
    high: 84075.9,
    low: 83351.5,
    close: 83777.5,
    volume: 159.04484404,
  });
  expect(page).toMatchObject({ asOf, formingFrom: 1790359200_000 });
  expect(page.olderBefore).toBeUndefined();
});

test('pages through the newest 720 bars and on through bars made of trades, without hole or double', async () => {
  const start = Date.UTC(2026, 0, 5, 12) - 1500 * minute;
  // Two trades a minute for the first 1,490 minutes, and a gap of twenty minutes in the older part.
  const prints = printsOf(2 * 1490, 30_000, start).filter(
    ({ time }) => time < start + 300 * minute || time >= start + 320 * minute,
  );
  const { ask, tiny } = open(prints);
  const wanted = barsOf(prints, minute);
  const pages: unknown[] = [];
  let to: number | undefined = 8e12;
  let calls = 0;
  while (to !== undefined) {
    calls += 1;
    expect(calls).toBeLessThan(20);
    const page = await ask({ to, limit: 250 });
    if (page.olderBefore !== undefined) expect(page.olderBefore).toBeLessThan(to);
    pages.unshift(...candlesOf(page.candles));
    to = page.olderBefore;
  }
  expect(pages).toEqual(wanted);
  // Finished bars are not asked for again.
  expect(tiny.countOf('OHLC')).toBe(1);
});

test('a dense market gives fewer bars a page, and every page takes a bounded number of calls', async () => {
  const start = Date.UTC(2026, 0, 5, 12) - 3000 * minute;
  // 1,200 trades in each of the first hundred minutes, then hardly any.
  const dense = printsOf(120_000, 50, start);
  const { ask, tiny } = open([...dense, ...printsOf(2800, minute, start + 150 * minute)]);
  const before = tiny.countOf('Trades');
  const page = await ask({ to: start + 100 * minute, limit: 720 });
  const calls = tiny.countOf('Trades') - before;
  expect(calls).toBeLessThanOrEqual(125);
  expect(page.candles.length).toBeGreaterThan(20);
  expect(page.candles.length).toBeLessThanOrEqual(50);
  expect(candlesOf(page.candles)).toEqual(barsOf(dense, minute).slice(-page.candles.length));
  expect(page.olderBefore).toBe(page.candles.time[0]);
}, 30_000);

test('where a single bar would take too many calls, history ends', async () => {
  const start = Date.UTC(2026, 0, 5, 12) - 800 * 86_400_000;
  const { ask } = open([...printsOf(200_000, 400, start), ...printsOf(800, 86_400_000, start + 86_400_000)]);
  const page = await ask({ timeframe: '1D', to: start + 86_400_000, limit: 10 });
  expect([page.candles.length, page.olderBefore]).toEqual([0, undefined]);
}, 30_000);

test('before the first trade there is nothing, and no error', async () => {
  const { ask } = open(printsOf(2000, minute, Date.UTC(2026, 0, 5, 12) - 2000 * minute));
  expect(await ask({ from: 0, to: 86_400_000 })).toMatchObject({ candles: { length: 0 } });
});

test('a long way back can be cancelled at every step', async () => {
  const start = Date.UTC(2026, 0, 5, 12) - 3000 * minute;
  const tiny = createTinyKraken();
  serve(tiny, printsOf(50_000, 3_000, start), () => tiny.world.parts.now());
  const history = createHistory({ rest: tiny.rest, settled: () => tiny.world.parts.now() });
  const stop = new AbortController();
  const asking = history.page(
    market,
    {
      instrument: 'KRAKEN:BTC/USD' as never,
      timeframe: '1m',
      priceSide: 'trade',
      range: { from: epochMs(0), to: epochMs(start + 600 * minute) },
      limit: 500,
    },
    stop.signal,
  );
  asking.catch(() => undefined);
  await tiny.world.pass(1_500);
  const calls = tiny.countOf('Trades');
  stop.abort();
  await tiny.world.pass(20_000);
  await expect(asking).rejects.toMatchObject({ kind: 'cancelled' });
  expect(tiny.countOf('Trades')).toBeLessThanOrEqual(calls + 1);
});
