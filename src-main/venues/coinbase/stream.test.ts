import { describe, expect, test } from 'vitest';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import type { BookSnapshot, MarketEvent } from '../../../src-shared/domain/market-event.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { openSupervisedSocket } from '../connection/supervised-socket.ts';
import { createVirtualNetwork } from '../connection/testing/virtual-wire.ts';
import { createVirtualWorld } from '../connection/testing/virtual-world.ts';
import { type Product, productOfWire } from './products.ts';
import { SequenceWatch } from './sequence.ts';
import { MarketStream } from './stream.ts';
import { fixture, receivedFrames } from './testing/fixture.ts';
import { productsWire, productWire } from './wire.ts';

const [dollars, coins] = productsWire
  .parse(fixture('rest-products').payload)
  .products.map((one) => productOfWire(productWire.parse(one)) as Product) as [Product, Product];
const usd = instrumentId('COINBASE:BTC-USD');
const usdc = instrumentId('COINBASE:BTC-USDC');
const started = Date.UTC(2026, 3, 7, 14, 30);

function stage() {
  const world = createVirtualWorld({ startAt: started });
  const network = createVirtualNetwork();
  const events: MarketEvent[] = [];
  const gaps: string[] = [];
  const degraded = new Set<string>();
  const said = {
    bids: [] as { price: string; size: string }[],
    asks: [] as { price: string; size: string }[],
  };
  const stream = new MarketStream({
    ...world.parts,
    openSocket: (plan) => openSupervisedSocket(plan, { ...world.parts, dial: network.dial }),
    url: 'wss://coinbase.test',
    rest: { productBook: async () => said },
    now: world.parts.now,
    onEvents: (some) => events.push(...some),
    countMessage: () => undefined,
    noteGap: (sentence) => gaps.push(sentence),
    noteUnreadable: (sentence) => gaps.push(sentence),
    noteTrouble: (sentence) => gaps.push(sentence),
    degrade(reason) {
      degraded.add(reason);
      return () => degraded.delete(reason);
    },
  });
  let sequence = 0;
  const frame = (channel: string, body: object[], at = sequence) => {
    sequence = at + 1;
    const timestamp = new Date(world.parts.now()).toISOString();
    return JSON.stringify({ channel, client_id: '', timestamp, sequence_num: at, events: body });
  };
  const open = async () => {
    for (const socket of stream.sockets) socket.start();
    await world.settle();
    for (const wire of network.wires) wire.open();
    await world.settle();
    sequence = 0;
  };
  const trades = (type: string, ids: number[], at?: number) =>
    frame(
      'market_trades',
      [
        {
          type,
          trades: ids.map((id) => ({
            product_id: 'BTC-USD',
            trade_id: String(id),
            price: '100.01',
            size: '0.5',
            time: new Date(started + id).toISOString(),
            side: 'BUY',
          })),
        },
      ],
      at,
    );
  const book = (type: string, levels: [side: string, price: string, size: string][], at?: number) =>
    frame(
      'l2_data',
      [
        {
          type,
          product_id: 'BTC-USD',
          updates: levels.map(([side, price, size]) => ({
            side,
            event_time: '1970-01-01T00:00:00Z',
            price_level: price,
            new_quantity: size,
          })),
        },
      ],
      at,
    );
  const kinds = () => events.map(({ kind }) => kind);
  const lastBook = () => events.findLast((event): event is BookSnapshot => event.kind === 'book');
  return { said, world, network, stream, events, gaps, degraded, open, trades, book, frame, kinds, lastBook };
}

describe('subscriptions', () => {
  test('heartbeats come first; products go by their canonical names, one message a channel', async () => {
    const { stream, open, network, world } = stage();
    stream.follow(coins, usdc, 'trades');
    stream.follow(dollars, usd, 'trades');
    stream.follow(dollars, usd, 'quotes');
    await open();
    await world.pass(5000);
    expect(network.wires).toHaveLength(1);
    expect(network.wires[0]?.sent.map((text) => JSON.parse(text))).toEqual([
      { type: 'subscribe', channel: 'heartbeats' },
      { type: 'subscribe', product_ids: ['BTC-USD'], channel: 'market_trades' },
      { type: 'subscribe', product_ids: ['BTC-USD'], channel: 'ticker' },
    ]);
  });

  test('an alias gets the data of its canonical product under its own name, and ends by itself', async () => {
    const { stream, open, network, trades, events } = stage();
    const release = stream.follow(coins, usdc, 'trades');
    stream.follow(dollars, usd, 'trades');
    await open();
    network.wires[0]?.say(trades('update', [1]));
    expect(events).toEqual([
      { kind: 'trade', instrument: usdc, time: started + 1, price: 100.01, size: 0.5, side: 'sell' },
      { kind: 'trade', instrument: usd, time: started + 1, price: 100.01, size: 0.5, side: 'sell' },
    ]);
    release();
    network.wires[0]?.say(trades('update', [2]));
    expect(events.slice(2).map(({ instrument }) => instrument)).toEqual([usd]);
  });
});

describe('trades', () => {
  test('are told once and in order, however batches are sorted and snapshots repeat', async () => {
    const { stream, open, network, trades, events, world } = stage();
    await world.pass(5);
    stream.follow(dollars, usd, 'trades');
    await open();
    const [wire] = network.wires;
    // Before anyone asked: that is history's.
    wire?.say(trades('snapshot', [7, 6, 4, 3]));
    wire?.say(trades('update', [10, 9, 8]));
    wire?.say(trades('snapshot', [10, 9, 8, 7]));
    wire?.say(trades('update', [11, 12]));
    expect(events.map((event) => 'time' in event && event.time - started)).toEqual([6, 7, 8, 9, 10, 11, 12]);
  });

  test('a jump in the count of frames starts the markets over', async () => {
    const { stream, open, network, trades, kinds, gaps } = stage();
    stream.follow(dollars, usd, 'trades');
    await open();
    network.wires[0]?.say(trades('update', [1]));
    network.wires[0]?.say(trades('update', [2], 5));
    expect(kinds()).toEqual(['trade', 'reset', 'trade']);
    expect(gaps).toHaveLength(1);
    network.wires[0]?.say(trades('update', [2], 5));
    network.wires[0]?.say(trades('update', [3], 6));
    expect(kinds()).toEqual(['trade', 'reset', 'trade', 'trade']);
  });
});

describe('O10: books', () => {
  const snapshot: [string, string, string][] = [
    ['offer', '101.00', '2'],
    ['bid', '99.50', '1'],
    ['bid', '99.00', '3'],
    ['offer', '102', '1'],
  ];

  test('changes before the snapshot are dropped, later ones laid in, and one event a turn tells of them', async () => {
    const { stream, open, network, book, kinds, lastBook, world } = stage();
    stream.follow(dollars, usd, 'book');
    await open();
    const wire = network.last();
    wire.say(book('update', [['bid', '98', '9']]));
    wire.say(book('snapshot', snapshot));
    wire.say(book('update', [['bid', '99.50', '0.00000000']]));
    wire.say(book('update', [['offer', '100.50', '0.25']]));
    await world.pass(1);
    expect(kinds()).toEqual(['book']);
    expect(lastBook()).toMatchObject({
      instrument: usd,
      bids: [{ price: 99, size: 3 }],
      asks: [
        { price: 100.5, size: 0.25 },
        { price: 101, size: 2 },
        { price: 102, size: 1 },
      ],
    });
  });

  test('a jump in the count empties them at once and connects anew', async () => {
    const { stream, open, network, book, lastBook, world, gaps } = stage();
    stream.follow(dollars, usd, 'book');
    await open();
    const wire = network.last();
    wire.say(book('snapshot', snapshot));
    await world.pass(1);
    wire.say(book('update', [['bid', '99.60', '1']], 7));
    expect(lastBook()).toMatchObject({ bids: [], asks: [] });
    expect([wire.letGo, gaps.length]).toEqual(['terminated', 1]);
    await world.pass(2000);
    network.last().open();
    await world.pass(1000);
    network.last().say(book('snapshot', snapshot, 0));
    await world.pass(1);
    expect(lastBook()?.bids).toHaveLength(2);
  });

  test('a crossed book leaves the screen and is asked for alone, each time later', async () => {
    const { stream, open, network, book, lastBook, world, degraded } = stage();
    stream.follow(dollars, usd, 'book');
    await open();
    const wire = network.last();
    wire.say(book('snapshot', snapshot));
    await world.pass(1);
    wire.say(book('update', [['bid', '101.50', '1']]));
    expect(lastBook()).toMatchObject({ bids: [], asks: [] });
    expect(degraded.size).toBe(1);
    const before = wire.sent.length;
    await world.pass(3000);
    expect(wire.sent.slice(before).map((text) => JSON.parse(text).type)).toEqual([
      'unsubscribe',
      'subscribe',
    ]);
    wire.say(book('snapshot', snapshot));
    await world.pass(1);
    expect(lastBook()?.asks).toHaveLength(2);
    expect(degraded.size).toBe(0);
    expect(wire.letGo).toBe('no');
  });

  test('without watching for crossed prices it would be shown (negative control)', async () => {
    const { stream, open, network, book, lastBook, world } = stage();
    stream.follow(dollars, usd, 'book');
    await open();
    network.last().say(book('snapshot', snapshot));
    network.last().say(book('update', [['bid', '100.99', '1']]));
    await world.pass(1);
    expect(lastBook()?.bids[0]).toEqual({ price: 100.99, size: 1 });
  });

  test('a level that Coinbase’s own answer has not, twice, breaks the book; one that moves does not', async () => {
    const { stream, open, network, book, frame, lastBook, world, said, gaps, degraded } = stage();
    stream.follow(dollars, usd, 'book');
    await open();
    const wire = network.last();
    const beat = () => wire.say(frame('heartbeats', [{ current_time: '', heartbeat_counter: 1 }]));
    const pass = async (seconds: number) => {
      for (let second = 0; second < seconds; second += 5) {
        beat();
        await world.pass(5000);
      }
    };
    wire.say(book('snapshot', snapshot));
    said.asks = [
      { price: '101.00', size: '2.00' },
      { price: '102', size: '1' },
    ];
    said.bids = [
      { price: '99.50', size: '1' },
      { price: '99', size: '3' },
    ];
    await pass(70);
    expect(lastBook()?.bids).toHaveLength(2);
    // Seen once only: it was on its way.
    said.bids = [
      { price: '99.50', size: '7' },
      { price: '99', size: '3' },
    ];
    await pass(50);
    said.bids = [
      { price: '99.50', size: '1' },
      { price: '99', size: '3' },
    ];
    await pass(10);
    expect([gaps, degraded.size]).toEqual([[], 0]);
    said.bids = [
      { price: '99.50', size: '7' },
      { price: '99', size: '3' },
    ];
    await pass(70);
    expect(gaps[0]).toMatch(/differs/);
    expect(lastBook()).toMatchObject({ bids: [], asks: [] });
  });

  test('levels on a finer grid than the product has now are kept exactly', async () => {
    const { stream, open, network, book, lastBook, world, gaps } = stage();
    stream.follow(dollars, usd, 'book');
    await open();
    network.last().say(book('snapshot', [...snapshot, ['bid', '99.4999', '0.000000001']]));
    await world.pass(1);
    expect(lastBook()?.bids[1]).toEqual({ price: 99.4999, size: 0.000000001 });
    network.last().say(book('update', [['bid', '99.4998', '1']]));
    await world.pass(1);
    expect(lastBook()?.bids[2]).toEqual({ price: 99.4998, size: 1 });
    expect(gaps).toEqual([]);
    // In an update it is a surprise: the book starts over, on the grid it then needs.
    network.last().say(book('update', [['bid', '99.49975', '1']]));
    expect(lastBook()).toMatchObject({ bids: [], asks: [] });
    await world.pass(3000);
    network.last().say(book('snapshot', [...snapshot, ['bid', '99.49975', '1']]));
    await world.pass(1);
    expect(lastBook()?.bids[1]).toEqual({ price: 99.49975, size: 1 });
  });

  test('a product that is not followed any more tells nothing, and begins anew when it is again', async () => {
    const { stream, open, network, book, kinds, world, lastBook } = stage();
    const release = stream.follow(dollars, usd, 'book');
    await open();
    const wire = network.last();
    wire.say(book('snapshot', snapshot));
    await world.pass(1);
    release();
    wire.say(book('update', [['bid', '99.70', '1']]));
    await world.pass(1);
    expect(kinds()).toEqual(['book']);
    stream.follow(dollars, usd, 'book');
    wire.say(book('update', [['bid', '99.80', '1']]));
    await world.pass(1);
    expect(kinds()).toEqual(['book']);
    wire.say(book('snapshot', snapshot));
    await world.pass(1);
    expect(lastBook()?.bids[0]).toEqual({ price: 99.5, size: 1 });
  });
});

test('quotes are the best prices of the ticker; figures alone are none', async () => {
  const { stream, open, network, events, frame } = stage();
  stream.follow(dollars, usd, 'quotes');
  await open();
  const ticker = { type: 'ticker', product_id: 'BTC-USD', price: '100.00' };
  const best = { best_bid: '99.99', best_bid_quantity: '1.5', best_ask: '100.01', best_ask_quantity: '0.25' };
  network.wires[0]?.say(frame('ticker', [{ type: 'update', tickers: [{ ...ticker, ...best }] }]));
  network.wires[0]?.say(frame('ticker', [{ type: 'update', tickers: [ticker] }]));
  expect(events).toEqual([
    {
      kind: 'quote',
      instrument: usd,
      time: started,
      bid: 99.99,
      ask: 100.01,
      bidSize: 1.5,
      askSize: 0.25,
      volume: 0,
    },
  ]);
});

test('the recorded gap is found where it is', () => {
  const { gap_after_frame: at } = fixture('ws-sequence-gap').expect as { gap_after_frame: number };
  const watch = new SequenceWatch();
  const seen = receivedFrames('ws-sequence-gap').map((text) => watch.take(JSON.parse(text).sequence_num, 1));
  expect(seen).toEqual(seen.map((_, index) => (index === at + 1 ? 'gap' : 'next')));
});

test('counts: a repeat is told from a new session, and a new connection begins at 0', () => {
  const watch = new SequenceWatch();
  const take = (numbers: number[], generation: number) => numbers.map((one) => watch.take(one, generation));
  expect(take([0, 1, 1, 2, 4, 5], 1)).toEqual(['next', 'next', 'repeated', 'next', 'gap', 'next']);
  expect(take([0, 1], 1)).toEqual(['restarted', 'next']);
  expect(take([0], 2)).toEqual(['next']);
  expect(take([3, 4], 3)).toEqual(['gap', 'next']);
  expect(epochMs(0)).toBe(0);
});
