import { once } from 'node:events';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startBinanceSimulator } from './index.ts';
import { TestClient, type TestSocket } from './testing/client.ts';

const accounts = 5;
const fillsEach = 200;

function tradesIn(socket: TestSocket): string[] {
  return socket.frames.flatMap((frame) => {
    const event = (frame as { event?: { x?: string; t?: number } }).event;
    return event?.x === 'TRADE' ? [String(event.t)] : [];
  });
}

it('loses, doubles and mixes up events on the stream, while truth and REST keep every fill', async () => {
  const simulator = await startBinanceSimulator({ historyMinutes: 2, historyHours: 2 });
  const client = new TestClient(simulator);
  const customers = [];
  for (let index = 0; index < accounts; index += 1) {
    const key = simulator.openAccount(`customer-${index}`, { spot: { USDT: '1000000' } });
    const socket = await client.open(simulator.url.wsApi);
    await socket.signedCall('userDataStream.subscribe.signature', key, simulator.clock.now());
    const order = {
      symbol: 'BTCUSDT',
      side: 'BUY',
      type: 'LIMIT',
      timeInForce: 'GTC',
      price: '59000',
      quantity: '2',
    };
    expect((await client.signed('POST', '/api/v3/order', order, { key })).status).toBe(200);
    customers.push({ key, socket });
  }
  simulator.faults.setChaos({
    seed: 3,
    swallow: 0.05,
    duplicate: 0.05,
    reorder: 0.05,
    replay: 0.05,
    match: 'executionReport',
  });
  for (let count = 0; count < accounts * fillsEach; count += 1)
    simulator.cross('BTCUSDT', 'sell', '59000', '0.01');
  simulator.faults.setChaos(undefined);
  simulator.exchange.transfer(simulator.accountId, 'USDT', '1');
  expect(simulator.truth.fills.length).toBe(accounts * fillsEach);

  let [lost, doubled] = [0, 0];
  for (const [index, { key, socket }] of customers.entries()) {
    const truth = simulator.truth.fills.filter((fill) => fill.accountId === `customer-${index}`);
    expect(truth.length).toBe(fillsEach);
    await client.signed('GET', '/api/v3/account', {}, { key });
    const seen = tradesIn(socket);
    lost += truth.filter((fill) => !seen.includes(String(fill.tradeId))).length;
    doubled += seen.length - new Set(seen).size;
    const trades = (
      await client.signed('GET', '/api/v3/myTrades', { symbol: 'BTCUSDT', limit: 1000 }, { key })
    ).body;
    expect((trades as { id: number }[]).map(({ id }) => id)).toEqual(truth.map((fill) => fill.tradeId));
  }
  expect(lost).toBeGreaterThan(10);
  expect(doubled).toBeGreaterThan(20);
  client.close();
  await simulator.close();
});

it('hides a fresh order from queries when told so, not from events', async () => {
  const simulator = await startBinanceSimulator({ historyMinutes: 2, historyHours: 2 });
  const client = new TestClient(simulator);
  simulator.freshness.hiddenMs = 60_000;
  await client.limit('BUY', '59000', '0.01', { newClientOrderId: 'fresh' });
  const query = () =>
    client.signed('GET', '/api/v3/order', { symbol: 'BTCUSDT', origClientOrderId: 'fresh' });
  expect((await query()).body).toEqual({ code: -2013, msg: 'Order does not exist.' });
  expect((await client.signed('GET', '/api/v3/openOrders', { symbol: 'BTCUSDT' })).body).toEqual([]);
  simulator.freshness.hiddenMs = 0;
  expect((await query()).status).toBe(200);
  client.close();
  await simulator.close();
});

it('keeps a two-sided market however much customers take', async () => {
  const simulator = await startBinanceSimulator({
    spotBalances: { USDT: '900000000' },
    historyMinutes: 2,
    historyHours: 2,
  });
  const client = new TestClient(simulator);
  for (let count = 0; count < 20; count += 1) {
    const { body } = await client.order({ side: 'BUY', type: 'MARKET', quantity: '20' });
    expect(body).toMatchObject({ status: 'FILLED' });
  }
  client.close();
  await simulator.close();
});

it('speaks TLS for REST and sockets under its own authority', async () => {
  const simulator = await startBinanceSimulator({ tls: true, historyMinutes: 2, historyHours: 2 });
  expect(simulator.url).toMatchObject({
    rest: expect.stringMatching(/^https:/),
    wsApi: expect.stringMatching(/^wss:/),
  });
  const trusting = new WebSocket(`${simulator.url.ws}/ws/btcusdt@trade`, { ca: simulator.ca ?? '' });
  await once(trusting, 'open');
  trusting.terminate();
  const doubting = new WebSocket(`${simulator.url.ws}/ws/btcusdt@trade`);
  const [error] = await once(doubting, 'error');
  expect(String(error)).toContain('unable to verify');
  await simulator.close();
});
