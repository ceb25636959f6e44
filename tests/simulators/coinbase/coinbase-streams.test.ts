import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type CoinbaseSimulator, startCoinbaseSimulator } from './index.ts';
import { type Frame, TestClient, type TestSocket, tokenOf } from './testing/client.ts';

let simulator: CoinbaseSimulator;
let client: TestClient;

beforeEach(async () => {
  simulator = await startCoinbaseSimulator({
    historyMinutes: 30,
    historyHours: 30,
    limits: { privatePerSecond: 1000 },
  });
  client = new TestClient(simulator);
  for (const feed of simulator.feeds.values()) feed.moveTo(feed.market.lastPrice.toFixed());
  simulator.flush();
});

afterEach(async () => {
  client.close();
  await simulator.close();
});

function numbers(frames: Frame[]): number[] {
  return frames.map(({ sequence_num }) => sequence_num);
}

/** Waits until everything sent so far has arrived. */
async function settled(socket: TestSocket): Promise<void> {
  const before = socket.all.length;
  socket.subscribe('status', ['ETH-BTC']);
  await socket.take((frame) => frame.channel === 'subscriptions' && socket.all.indexOf(frame) >= before);
}

describe('market data', () => {
  it('numbers all frames of a connection from 0, whatever their channel, and acknowledges the whole set', async () => {
    const socket = await client.listen('level2');
    socket.subscribe('heartbeats');
    socket.subscribe('ticker', ['ETH-USD', 'BTC-USD']);
    simulator.cross('BTC-USD', 'sell', '59900', '0.1');
    simulator.flush();
    const last = await socket.take(({ events }) => events[0]?.subscriptions?.ticker !== undefined);
    expect(last.events[0].subscriptions).toEqual({
      heartbeats: ['heartbeats'],
      level2: ['BTC-USD'],
      ticker: ['ETH-USD', 'BTC-USD'],
    });
    simulator.flush();
    await socket.on('heartbeats');
    expect(numbers(socket.all)).toEqual(socket.all.map((_, index) => index));
    expect(socket.all[0]?.channel).toBe('l2_data');
    socket.send({ type: 'unsubscribe', channel: 'level2', product_ids: ['BTC-USD'] });
    const after = await socket.take(({ events }) => events[0]?.subscriptions?.level2 === undefined);
    expect(after.channel).toBeTypeOf('string');
  });

  it('the whole book and then absolute changes, zero for a level that is gone', async () => {
    const socket = await client.listen('level2');
    const book = new Map<string, string>();
    const apply = ({ events }: Frame): void => {
      for (const { updates } of events)
        for (const { side, price_level, new_quantity } of updates)
          if (Number(new_quantity) === 0) book.delete(`${side} ${price_level}`);
          else book.set(`${side} ${price_level}`, new_quantity);
    };
    apply(await socket.on('l2_data'));
    for (let count = 0; count < 20; count += 1) simulator.feeds.get('BTC-USD')?.tick();
    await client.limit('59000', '0.5');
    simulator.flush();
    await settled(socket);
    for (const frame of socket.all.slice(1)) if (frame.channel === 'l2_data') apply(frame);
    const { pricebook } = (await client.get('/market/product_book', { product_id: 'BTC-USD' })).body;
    type Level = { price: string; size: string };
    const truth = [
      ...pricebook.bids.map(({ price, size }: Level) => [`bid ${price}`, size]),
      ...pricebook.asks.map(({ price, size }: Level) => [`offer ${price}`, size]),
    ];
    expect(Object.fromEntries(book)).toEqual(Object.fromEntries(truth));
    expect(book.get('bid 59000')).toBe('0.5');
  });

  it('trades carry the side of the order that waited, in batches of either order', async () => {
    const socket = await client.listen('market_trades');
    const snapshot = await socket.on('market_trades');
    expect(snapshot.events[0].trades.length).toBe(10);
    const batches: string[][] = [];
    for (let round = 0; round < 2; round += 1) {
      simulator.cross('BTC-USD', 'sell', '59900', '0.1');
      simulator.cross('BTC-USD', 'sell', '59890', '0.1');
      simulator.flush();
      const { trades } = (await socket.on('market_trades')).events[0];
      expect(trades.map(({ side }: { side: string }) => side)).toEqual(['BUY', 'BUY']);
      batches.push(trades.map(({ price }: { price: string }) => price));
    }
    expect(batches).toContainEqual(['59890', '59900']);
    expect(batches).toContainEqual(['59900', '59890']);
  });

  it('calls what was asked for as an alias by its canonical name, once', async () => {
    const socket = await client.listen('level2', ['BTC-USDC', 'BTC-USD']);
    const ack = await socket.on('subscriptions');
    expect(ack.events[0].subscriptions).toEqual({ level2: ['BTC-USD'] });
    simulator.cross('BTC-USD', 'sell', '59000', '0.1');
    simulator.flush();
    await settled(socket);
    const books = socket.all.filter(({ channel }) => channel === 'l2_data');
    expect(books.length).toBeGreaterThan(1);
    expect(new Set(books.map(({ events }) => events[0].product_id))).toEqual(new Set(['BTC-USD']));
    expect(new Set(books.map(({ events }) => JSON.stringify(events))).size).toBe(books.length);
    socket.send({ type: 'unsubscribe', channel: 'level2', product_ids: ['BTC-USDC'] });
    const still = await socket.on('subscriptions');
    expect(still.events[0].subscriptions.level2).toEqual(['BTC-USD']);
  });

  it('a lost frame leaves a gap', async () => {
    const socket = await client.listen('level2');
    await socket.on('subscriptions');
    const fault = simulator.faults.addStream({ do: 'swallow', match: '"l2_data"', path: '/market-data' });
    for (const price of ['59900', '59800']) {
      simulator.cross('BTC-USD', 'sell', price, '0.1');
      simulator.flush();
    }
    await socket.on('l2_data');
    await socket.take(({ channel, sequence_num }) => channel === 'l2_data' && sequence_num > 0);
    expect(fault.hits).toBe(1);
    expect(numbers(socket.all).slice(0, 3)).toEqual([0, 1, 3]);
  });

  it('heartbeats count on and on; a socket without them that hears nothing is closed', async () => {
    const socket = await client.listen('heartbeats');
    simulator.flush();
    simulator.flush();
    const counters = [];
    for (let count = 0; count < 2; count += 1)
      counters.push((await socket.on('heartbeats')).events[0].heartbeat_counter);
    expect(counters[1] - counters[0]).toBe(1);
    await simulator.close();
    simulator = await startCoinbaseSimulator({ historyMinutes: 5, pace: { patienceMs: 500, idleMs: 50 } });
    client = new TestClient(simulator);
    const silent = await client.open(simulator.url.ws);
    expect(await silent.closed()).toBe(1008);
    const idle = await client.listen('status');
    await idle.on('subscriptions');
    const alive = await client.listen('heartbeats');
    expect(await idle.closed()).toBe(1000);
    await alive.on('heartbeats');
    expect(alive.closeCode).toBeUndefined();
  });

  it('tells a halt in the status', async () => {
    const socket = await client.listen('status', []);
    expect((await socket.on('status')).events[0].products.length).toBe(4);
    simulator.exchange.setMarketState('ETH-USD', 'halted');
    const { products } = (await socket.on('status')).events[0];
    expect(products).toMatchObject([{ id: 'ETH-USD', status: 'offline' }]);
  });

  it.each([
    ['nothing readable', 'not json', 'failure to subscribe'],
    [
      'no list of products',
      { type: 'subscribe', channel: 'level2', product_ids: 'BTC-USD' },
      'failure to subscribe',
    ],
    ['no products', { type: 'subscribe', channel: 'level2' }, 'failure to subscribe'],
    ['another verb', { type: 'hello', channel: 'level2' }, 'failure to subscribe'],
    ['an unknown channel', { type: 'subscribe', channel: 'l2' }, 'authentication failure'],
    ['orders at the wrong door', { type: 'subscribe', channel: 'user' }, 'authentication failure'],
    ['a bad token', { type: 'subscribe', channel: 'heartbeats', jwt: 'x.y.z' }, 'authentication failure'],
  ])('answers an error to %s', async (_name, message, text) => {
    const socket = await client.open(simulator.url.ws);
    socket.send(message);
    expect(await socket.take(({ type }) => type === 'error')).toEqual({ type: 'error', message: text });
  });
});

describe('the user channel', () => {
  it('wants a token that is bound to no address, fresh at each subscription', async () => {
    const { good, wrongSecret, unknown, ipBound } = simulator.credentials;
    const now = simulator.clock.now();
    const host = new URL(simulator.url.rest).host;
    const tokens = [
      undefined,
      tokenOf(good, now, `GET ${host}/user-data`),
      tokenOf(good, now - 300_000, undefined),
      ...[wrongSecret, unknown, ipBound].map((key) => client.socketToken(key)),
    ];
    for (const jwt of tokens) {
      const socket = await client.open(simulator.url.user);
      socket.send({ type: 'subscribe', channel: 'user', ...(jwt === undefined ? {} : { jwt }) });
      await socket.take(({ message }) => message === 'authentication failure');
    }
    expect(simulator.tokenFaults).toEqual(['uri', 'clock', 'signature', 'unknown-key', 'address']);
  });

  it('begins with the open orders, fifty at a time', async () => {
    for (let count = 0; count < 51; count += 1) await client.limit('59000', '0.001');
    const socket = await client.listenToOrders();
    const [first, second] = [await socket.on('user'), await socket.on('user')];
    expect([first, second].map(({ events }) => [events[0].type, events[0].orders.length])).toEqual([
      ['snapshot', 50],
      ['snapshot', 1],
    ]);
    expect((await socket.on('subscriptions')).sequence_num).toBe(2);
  });

  it('tells every state of an order and no fills, several of one moment at once', async () => {
    const socket = await client.listenToOrders();
    const { order_id: id } = (await client.limit('59000', '0.3')).body.success_response;
    await socket.orderIn('PENDING', id);
    expect(await socket.orderIn('OPEN', id)).toMatchObject({ leaves_quantity: '0.3', number_of_fills: '0' });
    simulator.cross('BTC-USD', 'sell', '59000', '0.1');
    simulator.cross('BTC-USD', 'sell', '59000', '0.1');
    expect(await socket.orderIn('OPEN', id)).toMatchObject({
      cumulative_quantity: '0.2',
      leaves_quantity: '0.1',
      number_of_fills: '2',
      avg_price: '59000',
    });
    await client.post('/orders/batch_cancel', { order_ids: [id] });
    await socket.orderIn('CANCEL_QUEUED', id);
    expect(await socket.orderIn('CANCELLED', id)).toMatchObject({
      cancel_reason: 'User requested cancel',
      cumulative_quantity: '0.2',
      leaves_quantity: '0',
    });
    expect(numbers(socket.all)).toEqual(socket.all.map((_, index) => index));
  });

  it('tells market orders by quote money as filled', async () => {
    const socket = await client.listenToOrders();
    const market = { market_market_ioc: { quote_size: '100' } };
    const { order_id: id } = (await client.order(market)).body.success_response;
    expect(await socket.orderIn('FILLED', id)).toMatchObject({ completion_percentage: '100' });
  });

  it('keeps the names of aliases, and portfolios apart', async () => {
    const socket = await client.listenToOrders();
    const other = await client.listenToOrders(simulator.credentials.otherPortfolio);
    await client.limit('59000', '0.01', { product_id: 'BTC-USDC' });
    expect((await socket.orderIn('OPEN')).product_id).toBe('BTC-USDC');
    await client.limit('59000', '0.01', {}, simulator.credentials.otherPortfolio);
    await other.orderIn('OPEN');
    const told = other.all.flatMap(({ channel, events }) => (channel === 'user' ? events[0].orders : []));
    expect(new Set(told.map((order) => order.product_id))).toEqual(new Set(['BTC-USD']));
  });

  it('goes on with a revoked key until the socket ends', async () => {
    const socket = await client.listenToOrders();
    await socket.on('subscriptions');
    const { good, ed25519 } = simulator.credentials;
    simulator.revoke(good);
    await client.limit('59000', '0.01', {}, ed25519);
    await socket.orderIn('OPEN');
    const later = await client.listenToOrders(good);
    await later.take(({ message }) => message === 'authentication failure');
  });
});

describe('when things go wrong', () => {
  const place = 'POST /api/v3/brokerage/orders';

  it('a lost acknowledgement and a 5xx leave an order that a client id finds', async () => {
    simulator.faults.add({ op: place, when: 'after', do: 'drop' });
    await expect(client.limit('59000', '0.01', { client_order_id: 'lost' })).rejects.toThrow();
    const internal = { error: 'INTERNAL', code: 13, message: 'internal error' };
    simulator.faults.add({ op: place, when: 'after', do: 'status', status: 500, body: internal });
    const failed = await client.limit('59000', '0.02', { client_order_id: 'failed' });
    expect([failed.status, failed.body]).toEqual([500, internal]);
    simulator.faults.add({ op: place, when: 'before', do: 'drop' });
    await expect(client.limit('59000', '0.03', { client_order_id: 'never' })).rejects.toThrow();
    const { orders } = (await client.read('/orders/historical/batch', { order_status: 'OPEN' })).body;
    expect(orders.map((order: { client_order_id: string }) => order.client_order_id)).toEqual([
      'failed',
      'lost',
    ]);
    const again = await client.limit('59000', '0.01', { client_order_id: 'lost' });
    expect(again.body.success_response.order_id).toBe(orders[1].order_id);
    expect(simulator.truth.orders.length).toBe(2);
    expect(simulator.server.counts.get(place)).toBe(4);
  });

  it('a stream loses, doubles and mixes up, while truth and REST keep every fill', async () => {
    const customers = [];
    for (let index = 0; index < 5; index += 1) {
      const key = simulator.openAccount(`customer-${index}`, { USD: '1000000', BTC: '0' });
      const socket = await client.listenToOrders(key);
      await client.limit('59000', '2', {}, key);
      customers.push({ key, socket });
    }
    simulator.faults.setChaos({ seed: 3, swallow: 0.1, duplicate: 0.1, reorder: 0.1, match: '"user"' });
    for (let count = 0; count < 1000; count += 1) {
      simulator.cross('BTC-USD', 'sell', '59000', '0.01');
      await Promise.resolve();
    }
    simulator.faults.setChaos(undefined);
    expect(simulator.truth.fills.length).toBe(1000);
    let [missing, unordered] = [0, 0];
    for (const [index, { key, socket }] of customers.entries()) {
      const entries = new Set<string>();
      let cursor = '';
      do {
        const page = (await client.read('/orders/historical/fills', { limit: 70, cursor }, key)).body;
        for (const fill of page.fills) entries.add(fill.entry_id);
        cursor = page.cursor;
      } while (cursor !== '');
      expect(entries.size).toBe(
        simulator.truth.fills.filter(({ accountId }) => accountId === `customer-${index}`).length,
      );
      const seen = numbers(socket.all);
      missing += Math.max(...seen) + 1 - new Set(seen).size;
      unordered += seen.filter((number, at) => at > 0 && number !== (seen[at - 1] ?? 0) + 1).length;
    }
    expect(missing).toBeGreaterThan(20);
    expect(unordered).toBeGreaterThan(missing);
  });

  it('speaks TLS for REST and sockets under its own authority', async () => {
    const secure = await startCoinbaseSimulator({ tls: true, historyMinutes: 2, historyHours: 2 });
    expect(secure.url).toMatchObject({
      rest: expect.stringMatching(/^https:/),
      ws: expect.stringMatching(/^wss:/),
      user: expect.stringMatching(/^wss:/),
    });
    const trusting = new WebSocket(secure.url.user, { ca: secure.ca ?? '' });
    await once(trusting, 'open');
    trusting.terminate();
    const doubting = new WebSocket(secure.url.ws);
    const [error] = await once(doubting, 'error');
    expect(String(error)).toContain('unable to verify');
    await secure.close();
  });
});
