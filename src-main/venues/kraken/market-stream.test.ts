import { expect, test } from 'vitest';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import type { MarketEvent } from '../../../src-shared/domain/market-event.ts';
import { createVirtualNetwork } from '../connection/testing/virtual-wire.ts';
import type { VenueLink } from '../connection/venue-link.ts';
import type { StreamKind } from '../venue.ts';
import { createCatalogue } from './catalogue.ts';
import { createKrakenClock } from './clock.ts';
import { openMarketStream } from './market-stream.ts';
import { receivedFrames } from './testing/fixture.ts';
import { createTinyKraken } from './testing/tiny-kraken.ts';
import { createVenueStatus } from './venue-status.ts';

const instrument = instrumentId('KRAKEN:BTC/USD');
const other = instrumentId('KRAKEN:ETH/USD');

async function stage() {
  const tiny = createTinyKraken(null);
  const { world, rest } = tiny;
  const network = createVirtualNetwork();
  const catalogue = createCatalogue(rest, world.parts.now);
  await catalogue.refresh();
  const notes: string[] = [];
  const degraded: string[] = [];
  const note = (sentence?: string) => {
    notes.push(sentence ?? '');
  };
  const link = {
    countMessages: () => undefined,
    noteGap: note,
    noteUnreadable: note,
    noteTrouble: note,
    degrade(reason: string) {
      degraded.push(reason);
      return () => degraded.splice(degraded.indexOf(reason), 1);
    },
  } as unknown as VenueLink;
  const events: MarketEvent[] = [];
  const stream = openMarketStream({
    ...world.parts,
    dial: network.dial,
    url: 'wss://kraken.test/v2',
    catalogue,
    clock: createKrakenClock(() => Promise.resolve(world.parts.now()), world.parts),
    status: createVenueStatus(() => link),
    link: () => link,
    emit: (batch) => events.push(...batch),
  });
  stream.socket.start();
  const open = async () => {
    await world.settle();
    network.last().open();
    await world.settle();
  };
  const want = (one: StreamKind, id = instrument) =>
    stream.subscribe(
      { instrument: id, stream: one, ...(one === 'candles' ? { timeframe: '1m' } : {}) },
      id.slice(7),
    );
  const sent = () =>
    network.last().sent.map((text) => JSON.parse(text) as { method: string; params?: object });
  const say = async (...texts: readonly string[]) => {
    for (const text of texts) network.last().say(text);
    await world.pass(0);
  };
  return { world, network, stream, events, notes, degraded, open, want, sent, say };
}

test('asks for many markets of a channel with one message, and gives up what is not wanted', async () => {
  const { open, want, sent, world } = await stage();
  const releases = [want('trades'), want('trades', other), want('book'), want('candles'), want('quotes')];
  await open();
  expect(
    sent()
      .filter(({ method }) => method === 'subscribe')
      .map(({ params }) => params),
  ).toEqual([
    { channel: 'trade', snapshot: false, symbol: ['BTC/USD', 'ETH/USD'] },
    { channel: 'book', depth: 100, snapshot: true, symbol: ['BTC/USD'] },
    { channel: 'ohlc', interval: 1, snapshot: true, symbol: ['BTC/USD'] },
    { channel: 'ticker', event_trigger: 'bbo', snapshot: true, symbol: ['BTC/USD'] },
  ]);
  for (const release of [...releases.slice(0, 2), ...releases.slice(0, 2)]) release();
  await world.settle();
  const unsubscribed = sent()
    .filter(({ method }) => method === 'unsubscribe')
    .flatMap(({ params }) => params);
  expect(unsubscribed).toEqual([{ channel: 'trade', symbol: ['BTC/USD', 'ETH/USD'] }]);
});

test('tells trades, quotes and bars of what is wanted, and nothing else', async () => {
  const { open, want, say, events } = await stage();
  want('trades');
  await open();
  const [trade = '', ticker = '', bar = ''] = ['ws-trade', 'ws-ticker', 'ws-ohlc'].flatMap(receivedFrames);
  await say(...receivedFrames('ws-status'), trade, ticker, bar, trade.replace('BTC/USD', 'ETH/USD'));
  expect(events.map(({ kind }) => kind)).toEqual(['trade']);
  want('quotes');
  want('candles');
  await say(ticker, bar);
  expect(events.map(({ kind }) => kind)).toEqual(['trade', 'quote', 'candle']);
});

test('a bar is over when a later one comes, or by the clock', async () => {
  const { open, want, say, events, world } = await stage();
  want('candles');
  await open();
  const bar = (begin: string, close: string) =>
    `{"channel":"ohlc","type":"update","timestamp":"2026-01-05T12:00:01.000000000Z","data":[{"symbol":"BTC/USD","open":1.0,"high":9.0,"low":1.0,"close":${close},"trades":3,"volume":2.00000000,"vwap":1.5,"interval_begin":"2026-01-05T12:0${begin}:00.000000000Z","interval":1,"timestamp":"2026-01-05T12:01:00.000000Z"}]}`;
  const told = () =>
    events.map((event) =>
      event.kind === 'candle'
        ? [new Date(event.candle.time).getUTCMinutes(), event.candle.close, event.isClosed]
        : [],
    );
  await say(bar('0', '2.0'), bar('0', '3.0'), bar('1', '4.0'), bar('0', '8.0'));
  expect(told()).toEqual([
    [0, 2, false],
    [0, 3, false],
    [0, 3, true],
    [1, 4, false],
  ]);
  for (let count = 0; count < 30; count += 1) {
    await say('{"channel":"heartbeat"}');
    await world.pass(5_000);
  }
  expect(told().slice(4)).toEqual([[1, 4, true]]);
});

test('a book is told once a turn, however many changes came', async () => {
  const { open, want, say, events } = await stage();
  want('book');
  await open();
  await say(...receivedFrames('ws-book-checksum'));
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({
    kind: 'book',
    instrument,
    bids: expect.arrayContaining([{ price: 45275, size: 0.5 }]),
  });
  expect((events[0] as unknown as { asks: { price: number }[] }).asks[0]).toEqual({
    price: 45285.1,
    size: 0.7,
  });
});

test('O10: a book whose checksum fails is shown empty at once and asked for anew alone, with back-off', async () => {
  const { open, want, say, events, sent, world, notes } = await stage();
  want('book');
  want('trades', other);
  await open();
  const [snapshot = '', update = '', last = ''] = receivedFrames('ws-book-checksum');
  await say(snapshot);
  // The second frame is lost.
  await say(last);
  expect(events.at(-1)).toMatchObject({ kind: 'book', bids: [], asks: [] });
  expect(notes.at(-1)).toMatch(/BTC\/USD.*checksum/);
  await world.pass(1_000);
  const renewal = sent().slice(-2);
  expect(renewal).toMatchObject([
    { method: 'unsubscribe', params: { channel: 'book', symbol: ['BTC/USD'] } },
    { method: 'subscribe', params: { channel: 'book', symbol: ['BTC/USD'] } },
  ]);
  const before = events.length;
  await say(update);
  expect(events).toHaveLength(before);
  await say(snapshot, update, last);
  expect(events.at(-1)).toMatchObject({
    kind: 'book',
    asks: expect.arrayContaining([{ price: 45285.1, size: 0.7 }]),
  });
});

test('a book whose snapshot never comes is asked for again, and in the end degrades the connection', async () => {
  const { open, want, say, sent, world, degraded } = await stage();
  want('book');
  await open();
  for (let count = 0; count < 40; count += 1) {
    await world.pass(4_000);
    await say('{"channel":"heartbeat"}');
  }
  expect(sent().filter(({ method }) => method === 'subscribe').length).toBeGreaterThan(3);
  expect(degraded).toEqual([expect.stringMatching(/BTC\/USD/)]);
  await say(receivedFrames('ws-book-checksum')[0] ?? '');
  expect(degraded).toEqual([]);
});

test('W5: ten seconds without a word end it; it comes back and asks for everything again', async () => {
  const { open, want, network, sent, world } = await stage();
  want('trades');
  await open();
  await world.pass(10_001);
  expect(network.last().letGo).toBe('terminated');
  await world.pass(2_000);
  await open();
  expect(network.wires).toHaveLength(2);
  expect(sent()[0]).toMatchObject({ method: 'subscribe', params: { symbol: ['BTC/USD'] } });
});

test('maintenance degrades the connection until it is over, and what is announced is told once', async () => {
  const { open, want, say, degraded, notes } = await stage();
  want('trades');
  await open();
  const [announced = ''] = receivedFrames('ws-status-maintenance');
  await say(announced, announced);
  expect(notes.filter((one) => one.includes('Order Entry System Maintenance'))).toHaveLength(1);
  await say(announced.replace('"online"', '"maintenance"'));
  expect(degraded).toEqual([expect.stringMatching(/maintenance/)]);
  await say(announced);
  expect(degraded).toEqual([]);
});

test('a refused subscription and an unreadable frame are told in words', async () => {
  const { open, want, say, notes } = await stage();
  want('trades');
  await open();
  await say(
    ...receivedFrames('ws-subscribe-errors').slice(0, 1),
    '{"channel":"trade","type":"update","data":[{"symbol":7}]}',
  );
  expect(notes).toEqual([
    expect.stringMatching(/Currency pair not supported XBT\/USD/),
    expect.stringMatching(/could not be read/),
  ]);
});
