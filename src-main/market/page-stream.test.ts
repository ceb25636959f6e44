import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { epochMs } from '../../src-shared/domain/time.ts';
import type { Timeframe } from '../../src-shared/domain/timeframe.ts';
import { encodeAcknowledgement } from '../../src-shared/stream/acknowledgement.ts';
import type { BatchFrame } from '../../src-shared/stream/decode.ts';
import { largestFrameBytes, quoteStates } from '../../src-shared/stream/layout.ts';
import type { VenueCapabilities } from '../venues/venue.ts';
import { MemoryMarketStore } from './import/memory-market-store.ts';
import { createMarketHub, LatencyMeter, PageStream } from './index.ts';
import { FakeVenue, fakeInstrument } from './testing/fake-venue.ts';
import { PageModel } from './testing/page-model.ts';

const start = Date.UTC(2026, 2, 2, 9, 30);
const { id: instrument } = fakeInstrument;
const candles = (timeframe: Timeframe) => ({
  kind: 'candles' as const,
  instrument,
  timeframe,
  priceSide: 'trade' as const,
});
const ack = (sequence: number) => encodeAcknowledgement({ sequence, receivedAt: 1, paintedAt: 2 });
const settle = (ms = 100) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

async function setUp(capabilities: Partial<VenueCapabilities> = {}) {
  const fake = new FakeVenue(start, capabilities);
  const latency = new LatencyMeter();
  const hub = createMarketHub({ market: new MemoryMarketStore(), latency, log: () => undefined });
  hub.attach(fake.venue);
  const model = new PageModel();
  const stream = new PageStream(hub, model.sink, latency);
  return { fake, latency, hub, model, stream };
}

test('a page that keeps up gets every state in batches without a hole, and a quote says what it knows', async () => {
  const { fake, model, stream } = await setUp();
  model.acknowledge = (bytes) => stream.onMessage(bytes);
  const channel = await stream.subscribe({ kind: 'quote', instrument });
  await settle();
  for (let index = 0; index < 200; index += 1) {
    fake.trade(start + 1 + index * 10, 100 + index);
    await settle(10);
  }
  fake.emit({
    kind: 'quote',
    instrument,
    time: fake.now,
    bid: 298,
    ask: 300,
    bidSize: 1,
    askSize: 2,
    volume: 1,
  });
  await settle();
  expect(model.holes).toBe(0);
  expect(model.batches.length).toBeGreaterThan(150);
  const { quotes } = model.batches.at(-1) as (typeof model.batches)[number];
  expect([
    quotes.channel[0],
    quotes.last[0],
    quotes.bid[0],
    quotes.ask[0],
    quotes.dayHigh[0],
    quotes.dayVolume[0],
  ]).toEqual([channel, 299, 298, 300, 299, 200]);
  expect(quoteStates[quotes.state[0] ?? 9]).toBe('live');
  fake.enter('back-off');
  await settle();
  expect(quoteStates[model.batches.at(-1)?.quotes.state[0] ?? 9]).toBe('stale');
});

test('a slow page gets the newest only: no queue, no hole in the numbers, no old news', async () => {
  const { fake, model, stream, latency } = await setUp();
  await stream.subscribe({ kind: 'quote', instrument });
  await settle(20);
  for (let index = 0; index < 900; index += 1) {
    fake.trade(start + index, 100 + index);
    await settle(1);
  }
  const owed = model.batches.length;
  expect(owed).toBeLessThanOrEqual(6);
  stream.onMessage(ack(model.lastSequence));
  await settle(40);
  expect(model.batches).toHaveLength(owed + 1);
  expect(model.batches.at(-1)?.quotes.last[0]).toBe(999);
  expect(model.holes).toBe(0);
  expect(latency.take().conflated).toBeGreaterThan(10);
});

test('a hidden page that answers nothing is still told now and then, in memory that does not grow', async () => {
  const { fake, model, stream } = await setUp();
  await stream.subscribe({ kind: 'quote', instrument });
  for (let index = 0; index < 1000; index += 1) {
    fake.trade(start + index * 100, 100 + index);
    await settle(100);
  }
  expect(model.batches.length).toBeGreaterThan(80);
  expect(model.batches.length).toBeLessThan(130);
  stream.onMessage(ack(model.lastSequence));
  const before = model.batches.length;
  fake.trade(start + 200_000, 7);
  await settle(40);
  expect(model.batches.length).toBe(before + 1);
});

test('trades are counted: carried and missed together are all of them', async () => {
  const { fake, model, stream } = await setUp();
  await stream.subscribe({ kind: 'trades', instrument });
  await settle();
  let count = 0;
  for (let burst = 0; burst < 40; burst += 1) {
    const size = (burst * 97) % 3000;
    for (let index = 0; index < size; index += 1) fake.trade(start + count, 100, 1);
    count += size;
    if (burst % 3 === 0) stream.onMessage(ack(model.lastSequence));
    await settle(20);
  }
  stream.onMessage(ack(model.lastSequence));
  await settle(2000);
  expect(model.carriedTrades + model.missedTrades).toBe(count);
  expect(model.missedTrades).toBeGreaterThan(0);
  const last = model.batches.findLast(({ trades }) => trades.length > 0);
  expect(last?.trades.price.length).toBeLessThanOrEqual(100);
});

test('frames stay within 64 KB however much there is to say', async () => {
  const { fake, model, stream } = await setUp();
  model.acknowledge = (bytes) => stream.onMessage(bytes);
  for (let index = 0; index < 150; index += 1) {
    await stream.subscribe({ kind: 'trades', instrument });
    await stream.subscribe(candles('1s'));
    await stream.subscribe({ kind: 'quote', instrument });
  }
  await settle(500);
  for (let second = 0; second < 390; second += 1) fake.trade(start + second * 1000, 100, 1);
  await settle(500);
  const sizes = model.frames.map((frame) => frame.byteLength);
  expect(sizes.length).toBeGreaterThan(60);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(largestFrameBytes);
  expect(Math.max(...sizes)).toBeGreaterThan(largestFrameBytes / 2);
  expect(model.holes).toBe(0);
  expect(model.carriedTrades + model.missedTrades).toBe(390 * 150);
});

test('a page that slept through more bars than are kept is told to start again', async () => {
  const { fake, model, stream } = await setUp();
  const channel = await stream.subscribe(candles('1s'));
  await settle();
  expect(model.resets).toBe(0);
  for (let second = 0; second < 600; second += 1) fake.trade(start + second * 1000, 100, 1);
  await settle();
  expect(model.resets).toBe(1);
  expect(model.barsOf(channel).at(-1)?.time).toBe(start + 599_000);
});

test('garbage instead of acknowledgements changes nothing', async () => {
  const { fake, model, stream } = await setUp();
  await stream.subscribe({ kind: 'quote', instrument });
  await settle(20);
  const garbage = [
    new Uint8Array(0),
    new Uint8Array(24).fill(255),
    new Uint8Array(25),
    new Uint8Array(100_000),
    ack(1e9),
    ack(2 ** 52),
    encodeAcknowledgement({ sequence: -1, receivedAt: 0, paintedAt: 0 }),
    encodeAcknowledgement({ sequence: 0, receivedAt: Number.NaN, paintedAt: 0 }),
  ];
  for (let index = 0; index < 300; index += 1) {
    fake.trade(start + index, 100 + index);
    stream.onMessage(garbage[index % garbage.length] as Uint8Array);
    await settle(1);
  }
  // Held back as if nothing had been said.
  expect(model.batches.length).toBeLessThanOrEqual(5);
});

test('a topic ends when it is given back, and all of them with the page', async () => {
  const { fake, model, stream, hub } = await setUp();
  model.acknowledge = (bytes) => stream.onMessage(bytes);
  const channel = await stream.subscribe({ kind: 'quote', instrument });
  await settle();
  expect(stream.unsubscribe(channel)).toBe(true);
  expect(stream.unsubscribe(channel)).toBe(false);
  const before = model.batches.length;
  fake.trade(start + 1000, 5);
  await settle();
  expect(model.batches).toHaveLength(before);
  await stream.subscribe({ kind: 'trades', instrument });
  stream.close();
  fake.trade(start + 2000, 5);
  await settle(6000);
  expect(model.batches).toHaveLength(before);
  expect(fake.subscriptions).toBe(0);
  // A subscription that was on its way when the page went holds nothing.
  expect(await stream.subscribe({ kind: 'quote', instrument })).toBe(0);
  await settle(6000);
  expect(fake.subscriptions).toBe(0);
  expect(hub.venues()).toHaveLength(1);
});

test('a page cannot hold topics without end', async () => {
  const { stream } = await setUp();
  let open = 0;
  await expect(
    (async () => {
      for (; open < 5000; open += 1) await stream.subscribe({ kind: 'quote', instrument });
    })(),
  ).rejects.toMatchObject({ kind: 'rate-limited' });
  expect(open).toBe(4096);
  stream.close();
});

test('the latency meter’s percentiles are right to within a tenth, and begin anew with each report', () => {
  const meter = new LatencyMeter();
  const samples = Array.from({ length: 10_000 }, (_, index) => 0.002 * 1.001 ** index);
  for (const ms of samples) meter.add('venue-to-hub', ms);
  meter.countEvents(7);
  meter.countFrame(3);
  const figures = meter.take();
  expect(figures).toMatchObject({ events: 7, frames: 1, conflated: 3 });
  const [stage] = figures.stages;
  expect(stage?.count).toBe(10_000);
  for (const [name, share] of [
    ['p50', 0.5],
    ['p95', 0.95],
    ['p99', 0.99],
  ] as const) {
    const exact = samples[Math.ceil(samples.length * share) - 1] ?? 0;
    expect((stage?.[name] ?? 0) / exact, name).toBeGreaterThanOrEqual(1 / 1.1);
    expect((stage?.[name] ?? 0) / exact, name).toBeLessThanOrEqual(1.1001);
  }
  expect(stage?.max).toBe(samples.at(-1));
  expect(meter.take()).toEqual({ events: 0, frames: 0, conflated: 0, stages: [] });
  meter.add('main-loop', 0);
  meter.add('main-loop', 1e9);
  expect(meter.take().stages[0]).toMatchObject({ count: 2, max: 1e9 });
});

test('a topic goes on with the connection that takes the place of the one it had, and is told as a break', async () => {
  const hub = createMarketHub({
    market: new MemoryMarketStore(),
    latency: new LatencyMeter(),
    log: () => undefined,
  });
  const first = new FakeVenue(start);
  const release = hub.attach(first.venue);
  const model = new PageModel();
  const stream = new PageStream(hub, model.sink, new LatencyMeter());
  model.acknowledge = (bytes) => stream.onMessage(bytes);
  await stream.subscribe({ kind: 'quote', instrument });
  await stream.subscribe(candles('1m'));
  await settle();
  first.trade(start + 1, 100);
  await settle();
  release();
  await settle(1000);
  const before = model.batches.length;
  const second = new FakeVenue(start + 2000);
  hub.attach(second.venue);
  await settle();
  second.trade(start + 2001, 107);
  await settle();
  expect(model.batches.length).toBeGreaterThan(before);
  const later = model.batches.slice(before);
  expect(later.some(({ quotes }) => quotes.last.includes(107))).toBe(true);
  expect(later.some(({ candles: rows }) => rows.close.includes(107))).toBe(true);
});

const level = (price: number, size: number) => ({ price, size });
const bookAt = (time: number, bid: number) => ({
  kind: 'book' as const,
  instrument,
  time: epochMs(time),
  bids: [level(bid, 2), level(bid - 1, 3)],
  asks: [level(bid + 1, 4)],
});

describe('the book', () => {
  test('is asked of the venue while somebody wants it, once for all who do', async () => {
    const { fake, hub, stream, latency } = await setUp({ streams: ['quotes', 'trades', 'book'] });
    const other = new PageStream(hub, new PageModel().sink, latency);
    await stream.subscribe({ kind: 'quote', instrument });
    const before = fake.subscriptions;
    const first = await stream.subscribe({ kind: 'book', instrument });
    const second = await other.subscribe({ kind: 'book', instrument });
    expect(fake.subscriptions).toBe(before + 1);
    stream.unsubscribe(first);
    expect(fake.subscriptions).toBe(before + 1);
    other.unsubscribe(second);
    expect(fake.subscriptions).toBe(before);
  });

  test('comes whole, the newest only, and costs the other topics nothing', async () => {
    const { fake, model, stream } = await setUp({ streams: ['quotes', 'trades', 'book'] });
    await stream.subscribe({ kind: 'quote', instrument });
    const channel = await stream.subscribe({ kind: 'book', instrument });
    await settle();
    stream.onMessage(ack(model.lastSequence));
    expect(model.books.at(-1)).toMatchObject({ channel, state: 'syncing', time: Number.NaN });
    const [books, quotes] = [model.books.length, model.batches.flatMap(({ quotes: { length } }) => length)];
    for (let change = 0; change < 500; change += 1) {
      fake.emit(bookAt(start + change, 100 + change));
      await settle(1);
    }
    expect(model.books.length - books).toBeLessThanOrEqual(6);
    stream.onMessage(ack(model.lastSequence));
    await settle(40);
    const newest = model.books.at(-1);
    expect(newest).toMatchObject({ channel, state: 'live', time: start + 499 });
    expect([...(newest?.bids.price ?? [])]).toEqual([599, 598]);
    expect([...(newest?.bids.size ?? [])]).toEqual([2, 3]);
    expect([...(newest?.asks.price ?? [])]).toEqual([600]);
    const rows = (sizes: number[]) => sizes.reduce((sum, one) => sum + one, 0);
    expect(rows(model.batches.flatMap(({ quotes: { length } }) => length))).toBe(rows(quotes));
    expect(model.holes).toBe(0);
  });

  test('O10: is kept and marked stale while the venue is away, and is live again with the next one only', async () => {
    const { fake, model, stream } = await setUp({ streams: ['trades', 'book'] });
    model.acknowledge = (bytes) => stream.onMessage(bytes);
    await stream.subscribe({ kind: 'book', instrument });
    fake.emit(bookAt(start, 100));
    await settle();
    fake.enter('back-off');
    await settle();
    expect(model.books.at(-1)).toMatchObject({ state: 'stale', time: start });
    expect(model.books.at(-1)?.bids.price[0]).toBe(100);
    fake.enter('ready');
    await settle();
    expect(model.books.at(-1)).toMatchObject({ state: 'syncing', time: start });
    fake.emit(bookAt(start + 5, 90));
    await settle();
    expect(model.books.at(-1)).toMatchObject({ state: 'live', time: start + 5 });
    fake.emit({ ...bookAt(start + 6, 90), bids: [], asks: [] });
    await settle();
    expect(model.books.at(-1)).toMatchObject({ state: 'syncing', time: start + 5 });
  });

  test('of a venue that streams none is refused, and what was held for it is given back', async () => {
    const { hub, stream } = await setUp();
    await expect(stream.subscribe({ kind: 'book', instrument })).rejects.toMatchObject({
      kind: 'unsupported',
      message: 'Fake sends no order book for FAKE:ABC.',
    });
    const { feed, release } = await hub.hold(instrument);
    release();
    await settle(6000);
    expect(feed.isClosed).toBe(true);
  });
});

test('what the venue says of its session comes before what the bars make of it', async () => {
  const { fake, model, stream } = await setUp();
  model.acknowledge = (bytes) => stream.onMessage(bytes);
  await stream.subscribe({ kind: 'quote', instrument });
  fake.trade(start + 1, 100, 3);
  await settle();
  const newest = () => {
    const { quotes } = model.batches.findLast(({ quotes: { length } }) => length > 0) as BatchFrame;
    const { reference, dayHigh, dayVolume, openInterest, settlement } = quotes;
    return [reference, dayHigh, dayVolume, openInterest, settlement].map((column) => column[0]);
  };
  expect(newest()).toEqual([Number.NaN, 100, 3, Number.NaN, Number.NaN]);
  const session = { kind: 'session' as const, instrument, time: epochMs(start + 2) };
  fake.emit({ ...session, settlement: 97, openInterest: 12_000, volume: 900 });
  await settle();
  expect(newest()).toEqual([97, 100, 900, 12_000, 97]);
  fake.emit({ ...session, settlement: 97, previousClose: 96, high: 105 });
  await settle();
  expect(newest()).toEqual([96, 105, 3, Number.NaN, 97]);
  fake.emit({ kind: 'reset', instrument, time: epochMs(start) });
  await settle();
  expect(newest()[4]).toBeNaN();
});
