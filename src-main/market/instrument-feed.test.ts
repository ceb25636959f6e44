import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { candlesOf } from '../../src-shared/domain/candle.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import type { Timeframe } from '../../src-shared/domain/timeframe.ts';
import type { VenueCapabilities } from '../venues/venue.ts';
import { MemoryMarketStore } from './import/memory-market-store.ts';
import { createMarketHub, LatencyMeter } from './index.ts';
import { FakeVenue, fakeInstrument } from './testing/fake-venue.ts';

const minute = 60_000;
const start = Date.UTC(2026, 2, 2, 9, 30);
const { id } = fakeInstrument;

beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

const settle = (ms = 100) => vi.advanceTimersByTimeAsync(ms);

function setUp(capabilities: Partial<VenueCapabilities>) {
  const fake = new FakeVenue(start, { streams: ['candles'], ...capabilities });
  const hub = createMarketHub({
    market: new MemoryMarketStore(),
    latency: new LatencyMeter(),
    log: () => undefined,
  });
  hub.attach(fake.venue);
  /** A trade that nobody hears of but through the venue's own bar. */
  const happen = (time: number, price: number, size = 1) => {
    fake.now = epochMs(Math.max(time, fake.now));
    fake.tape.push({ kind: 'trade', instrument: id, time: epochMs(time), price, size, side: 'buy' });
  };
  const tell = (timeframe: Timeframe, which = -1, isClosed = false) => {
    const candle = fake.bars(timeframe).at(which);
    if (candle === undefined) throw new Error('nothing has happened yet');
    fake.emit({ kind: 'candle', instrument: id, timeframe, priceSide: 'trade', candle, isClosed });
  };
  const shown = async (timeframe: Timeframe) =>
    candlesOf((await hub.history({ instrument: id, timeframe, priceSide: 'trade' }, null, 5000)).candles);
  return { fake, hub, happen, tell, shown };
}

describe('a venue that streams nothing but its own bars', () => {
  test('shows them live in every longer timeframe, with their close as the last price', async () => {
    const { fake, hub, happen, tell, shown } = setUp({});
    for (let back = 300; back > 0; back -= 1) happen(start - back * minute, 100 + (back % 7));
    const { feed, release } = await hub.hold(id);
    await settle();
    expect(fake.subscribed).toEqual([{ instrument: id, stream: 'candles', timeframe: '1m' }]);
    for (const frame of ['1m', '5m', '1h', '1D'] as const) feed.bars('trade', frame);
    await settle();
    for (let index = 0; index < 40; index += 1) {
      happen(start + index * 17_000, 90 + ((index * 5) % 23), 1 + (index % 3));
      // The end of a bar is told before the next one begins.
      const isNext = fake.bars('1m').at(-1)?.time !== feed.bars('trade', '1m').builder.forming('1m')?.time;
      if (isNext && index > 0) tell('1m', -2, true);
      tell('1m');
      expect(feed.quote.last).toBe(90 + ((index * 5) % 23));
      expect(feed.quote.time).toBe(fake.now);
    }
    expect(feed.state).toBe('live');
    for (const frame of ['1m', '5m', '1h', '1D'] as const) {
      expect(feed.bars('trade', frame).builder.forming(frame)).toEqual(fake.bars(frame).at(-1));
      expect(await shown(frame)).toEqual(fake.bars(frame));
    }
    release();
    await settle(6000);
    expect(fake.subscriptions).toBe(0);
  });

  test('is asked for the shortest bars it has when it has no minutes', async () => {
    const { fake, hub } = setUp({ historyTimeframes: ['3m', '5m', '1h'] });
    await hub.hold(id);
    expect(fake.subscribed.map(({ timeframe }) => timeframe)).toEqual(['5m']);
  });

  test('is not set back by a bar that waited while history went further', async () => {
    const { fake, hub, happen, tell, shown } = setUp({});
    happen(start, 100, 5);
    fake.isSlow = true;
    fake.lateAnswers = false;
    const { feed } = await hub.hold(id);
    tell('1m');
    happen(start + 1000, 103, 2);
    fake.isSlow = false;
    while (fake.waiting > 0) {
      fake.answerNext();
      await settle();
    }
    expect(feed.bars('trade', '1m').builder.forming('1m')).toMatchObject({ close: 103, volume: 7 });
    expect(await shown('1m')).toEqual(fake.bars('1m'));
  });
});

test('bars are not asked for where trades stream, and change nothing when they come all the same', async () => {
  const { fake, hub, tell } = setUp({ streams: ['quotes', 'trades', 'candles'] });
  const { feed } = await hub.hold(id);
  await settle();
  expect(fake.subscribed.map(({ stream }) => stream)).toEqual(['quotes', 'trades']);
  fake.trade(start + 1000, 100, 3);
  tell('1m');
  fake.trade(start + 2000, 101, 3);
  expect(feed.bars('trade', '1m').builder.forming('1m')).toEqual(fake.bars('1m').at(-1));
});

test('quotes alone make no bars of trades: these are asked for beside them', async () => {
  const { fake, hub, happen, tell } = setUp({ streams: ['quotes', 'candles'] });
  const { feed } = await hub.hold(id);
  await settle();
  expect(fake.subscribed.map(({ stream }) => stream)).toEqual(['quotes', 'candles']);
  happen(start + 1000, 100);
  tell('1m');
  expect(feed.quote.last).toBe(100);
  // Bars of the bid are made of the quotes, whatever else comes.
  const bid = feed.bars('bid', '1m');
  await settle();
  const prices = { bid: 99, ask: 101, bidSize: 1, askSize: 1, volume: 1 };
  fake.emit({ kind: 'quote', instrument: id, time: epochMs(start + 2000), ...prices });
  const candle = { time: epochMs(start), open: 99, high: 200, low: 1, close: 99, volume: 50 };
  fake.emit({ kind: 'candle', instrument: id, timeframe: '1m', priceSide: 'bid', candle, isClosed: false });
  // One from its history and one from the quote.
  expect(bid.builder.forming('1m')).toMatchObject({ close: 99, volume: 2 });
});
