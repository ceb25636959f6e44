import { createRouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import { epochMs } from '../../src-shared/domain/time.ts';
import { MemoryMarketStore } from '../market/import/memory-market-store.ts';
import { activityBars, createMarketHub, fetchTrades, LatencyMeter } from '../market/index.ts';
import { FakeVenue, fakeInstrument } from '../market/testing/fake-venue.ts';
import type { ActivityBar, ContractRoll, VenueCapabilities } from '../venues/venue.ts';
import { CallLimiter, type PageContext } from './guard.ts';
import { market as router } from './routers/market.ts';

const start = Date.UTC(2026, 2, 2, 9, 30);
const { id: instrument } = fakeInstrument;
const stretch = { instrument, from: epochMs(start), to: epochMs(start + 1000) };

/** The market's router over a hub with a venue that has everything. */
function setUp(capabilities: Partial<VenueCapabilities> = {}) {
  const fake = new FakeVenue(start, { hasTradeHistory: true, activityBars: ['volume'], ...capabilities });
  const rolls = new Set<(roll: ContractRoll) => void>();
  const bar = (time: number): ActivityBar => ({
    time: epochMs(start + time),
    closeTime: epochMs(start + time + 5),
    open: 1,
    high: 2,
    low: 1,
    close: 2,
    volume: 50,
  });
  Object.assign(fake.venue.market, {
    onRoll: (listener: (roll: ContractRoll) => void) => {
      rolls.add(listener);
      return () => rolls.delete(listener);
    },
    async *tradeHistory() {
      for (let page = 0; page < 3; page += 1) {
        yield [0, 1].map((place) => ({
          kind: 'trade',
          instrument,
          time: epochMs(start + page * 10 + place),
          price: 100,
          size: 1,
          side: 'buy',
        }));
      }
    },
    async *activityBars() {
      yield [bar(-10), bar(0)];
      yield [bar(500), bar(2000)];
    },
  });
  const market = new MemoryMarketStore();
  const hub = createMarketHub({ market, latency: new LatencyMeter(), log: () => undefined });
  const services = {
    hub,
    market,
    trades: {
      fetch: (fetch: Parameters<typeof fetchTrades>[0]) => fetchTrades({ ...fetch, market }),
      activityBars,
    },
    log: () => undefined,
  };
  const context = { services, limiter: new CallLimiter() } as unknown as PageContext;
  const client = createRouterClient(router, { context, path: ['market'] });
  const roll = (to: string) => {
    const told = { from: instrument, to: to as typeof instrument, time: epochMs(start) };
    for (const listener of rolls) listener(told);
    return told;
  };
  return { fake, hub, market, client, roll, listeners: rolls };
}

async function all<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of stream) found.push(one);
  return found;
}

test('a page is told of rolls that were before it, of new ones and of connections that come', async () => {
  const { fake, hub, client, roll, listeners } = setUp();
  const detach = hub.attach(fake.venue);
  const first = roll('FAKE:NEXT');
  const control = new AbortController();
  const news = await client.news({}, { signal: control.signal });
  const heard = all(news);
  await expect.poll(() => listeners.size).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 5));
  const second = roll('FAKE:LATER');
  hub.attach(new FakeVenue(start).venue);
  await new Promise((resolve) => setTimeout(resolve, 5));
  control.abort();
  expect(await heard).toEqual([
    { kind: 'rolled', ...first },
    { kind: 'rolled', ...second },
    { kind: 'arrived' },
  ]);
  expect(hub.rolls()).toEqual([second]);
  detach();
  expect(hub.rolls()).toEqual([]);
  expect(listeners.size).toBe(0);
});

test('trades of a stretch are fetched with progress and stored, and a market says that it has them', async () => {
  const { fake, hub, market, client } = setUp();
  hub.attach(fake.venue);
  expect(await client.instrument({ instrument })).toMatchObject({ hasTradeHistory: true });
  const events = await all(await client.fetchTrades(stretch));
  expect(events.at(-1)).toEqual({ kind: 'done', trades: 6, added: 6, first: start, last: start + 21 });
  expect(events.slice(0, -1).every(({ kind }) => kind === 'progress')).toBe(true);
  expect(market.tickSummaries(instrument)).toMatchObject([{ kind: 'trade', count: 6 }]);
});

test('bars by activity come page by page, those of the stretch only', async () => {
  const { fake, hub, client } = setUp();
  hub.attach(fake.venue);
  const pages = await all(await client.activityBars({ ...stretch, kind: 'volume', size: 50 }));
  expect(pages.map(({ bars }) => bars.map(({ time }) => time - start))).toEqual([[0], [500]]);
  await expect(all(await client.activityBars({ ...stretch, kind: 'ticks', size: 50 }))).rejects.toMatchObject(
    {
      code: 'unsupported',
      message: 'Fake makes no tick bars.',
    },
  );
});

test('what no connection has, or cannot give, is refused in words', async () => {
  const { fake, hub, client } = setUp({ hasTradeHistory: false });
  await expect(all(await client.fetchTrades(stretch))).rejects.toMatchObject({ code: 'not-found' });
  hub.attach(fake.venue);
  await expect(all(await client.fetchTrades(stretch))).rejects.toMatchObject({ code: 'unsupported' });
  expect(await client.instrument({ instrument })).not.toHaveProperty('hasTradeHistory');
});
