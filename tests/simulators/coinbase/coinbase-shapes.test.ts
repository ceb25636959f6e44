import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shapeDifferences } from '../exchange/testing/shape.ts';
import { type CoinbaseSimulator, startCoinbaseSimulator } from './index.ts';
import { recordedFrame, recordedPayload, TestClient } from './testing/client.ts';

/* Every payload the simulator produces has the members and types of the recorded or documented one. */

let simulator: CoinbaseSimulator;
let client: TestClient;

beforeEach(async () => {
  simulator = await startCoinbaseSimulator({ historyMinutes: 30, historyHours: 30 });
  client = new TestClient(simulator);
});

afterEach(async () => {
  client.close();
  await simulator.close();
});

function same(produced: unknown, recorded: unknown, optional: string[] = []): void {
  expect(shapeDifferences(produced, recorded, { optional })).toEqual([]);
}

/** Told by the notes, missing in the recordings. */
const fromNotes = ['last', 'mid_market', 'spread_bps', 'spread_absolute'];

describe('public REST payloads', () => {
  it.each([
    ['/time', {}, 'rest-time'],
    ['/market/products', { product_type: 'SPOT', limit: 4 }, 'rest-products'],
    ['/market/products', { product_type: 'FUTURE' }, 'rest-products-future'],
    ['/market/products/BTC-USD', {}, 'rest-product'],
    ['/market/products/BTC-USDC', {}, 'rest-product'],
    ['/market/product_book', { product_id: 'BTC-USD', limit: 5 }, 'rest-product-book'],
    ['/market/products/BTC-USD/ticker', { limit: 3 }, 'rest-ticker-trades'],
  ] as const)('%s %j is as recorded', async (path, query, name) => {
    const { body, status } = await client.get(path, query);
    expect(status).toBe(200);
    same(body, recordedPayload(name), fromNotes);
  });

  it('candles are as recorded', async () => {
    const end = Math.floor(simulator.clock.now() / 1000);
    const query = { start: end - 1200, end, granularity: 'ONE_MINUTE' };
    const { body } = await client.get('/market/products/BTC-USD/candles', query);
    expect(body.candles.length).toBeGreaterThan(10);
    same(body, recordedPayload('rest-candles'));
  });

  it('errors are as documented', async () => {
    const known = recordedPayload('rest-errors') as { http_status: number; body: object | string }[];
    const bodies = async (path: string, query = {}) => (await client.read(path, query)).body;
    const candles = { start: 0, end: 1_000_000, granularity: 'ONE_MINUTE' };
    const found = [
      await bodies('/orders/historical/none'),
      (await client.get('/market/products/BTC-USD/candles', candles)).body,
      (await client.limit('50000', '0.01', {}, simulator.credentials.readOnly)).body,
      (await client.read('/accounts', {}, simulator.credentials.wrongSecret)).body,
      (await client.read('/accounts', {}, simulator.credentials.unknown)).body,
    ];
    const documented = [404, 400, 403].map((code) => known.find((row) => row.http_status === code)?.body);
    const refusals = known.filter((row) => row.http_status === 401).map((row) => row.body);
    expect(found).toEqual([...documented, refusals[1], refusals[0]]);
    simulator.faults.maintenance = true;
    expect((await client.get('/time')).body).toBe(known.find((row) => row.http_status === 503)?.body);
    simulator.faults.clear();
    simulator.faults.limitRate(simulator.clock.now() + 1000);
    const limited = await client.send('GET', '/v2/accounts/x/deposits');
    expect(limited.body).toEqual(known.find((row) => row.http_status === 429)?.body);
  });
});

describe('account and order payloads', () => {
  it.each([
    ['/accounts', 'rest-accounts'],
    ['/key_permissions', 'rest-key-permissions'],
    ['/portfolios', 'rest-portfolios'],
    ['/transaction_summary', 'rest-transaction-summary'],
    ['/orders/historical/batch', 'rest-orders-empty'],
  ] as const)('%s is as documented', async (path, name) => {
    const { body, status } = await client.read(path, {});
    expect(status).toBe(200);
    same(body, recordedPayload(name), ['has_next', 'cursor', 'size', 'platform']);
  });

  it('takes every documented body', async () => {
    const bodies = recordedPayload('rest-order-create-bodies') as { client_order_id: string }[];
    const recorded = recordedPayload('rest-order-create-limit') as object;
    for (const [index, body] of bodies.entries()) {
      const reply = await client.post('/orders', { ...body, client_order_id: `documented-${index}` });
      expect(reply.body).toMatchObject({ success: true });
      same({ ...reply.body, order_configuration: {} }, { ...recorded, order_configuration: {} });
    }
    const { orders } = (await client.read('/orders/historical/batch')).body;
    expect(orders.length).toBe(bodies.length);
    const { order } = recordedPayload('rest-order-query') as { order: object };
    const relatives = ['originating_order_id', 'attached_order_id'];
    for (const produced of orders) same({ ...produced, order_configuration: {} }, order, relatives);
    const fills = (await client.read('/orders/historical/fills')).body;
    expect(fills.fills.length).toBeGreaterThan(1);
    same(fills, recordedPayload('rest-fills'));
  });

  it('refuses in the three recorded forms', async () => {
    const funds = await client.limit('50000', '100');
    expect(funds.body).toEqual(recordedPayload('rest-order-refused-funds'));
    const config = await client.order({ market_market_ioc: { quote_size: '1' } }, { side: 'SELL' });
    expect(config.body).toEqual(recordedPayload('rest-order-refused-config'));
    const crossing = { base_size: '0.01', limit_price: '90000', post_only: true };
    const postOnly = await client.order({ limit_limit_gtc: crossing });
    expect(postOnly.body).toEqual(recordedPayload('rest-order-refused-post-only'));
  });

  it('cancels and edits as documented', async () => {
    const placed = (await client.limit('50000', '0.01')).body.success_response;
    const [done, failed] = recordedPayload('rest-order-edit') as unknown[];
    const edit = { order_id: placed.order_id, price: '50001.00', size: '0.02' };
    expect((await client.post('/orders/edit', edit)).body).toEqual(done);
    expect((await client.post('/orders/edit', { ...edit, order_id: 'none' })).body).toEqual(failed);
    const order = await client.query(placed.order_id);
    const documented = recordedPayload('rest-order-query') as { order: { edit_history: unknown } };
    same(order.edit_history, documented.order.edit_history);
    const cancelled = await client.post('/orders/batch_cancel', { order_ids: [placed.order_id, 'none'] });
    const { results } = recordedPayload('rest-order-cancel') as { results: { order_id: string }[] };
    const ids = [placed.order_id, 'none'];
    expect(cancelled.body.results).toEqual(results.map((row, at) => ({ ...row, order_id: ids[at] })));
  });

  it('transfers follow from what came and went', async () => {
    simulator.exchange.transfer(simulator.accountId, 'BTC', '0.5');
    simulator.exchange.transfer(simulator.accountId, 'BTC', '-0.25');
    const { accounts } = (await client.read('/accounts')).body;
    const { uuid } = accounts.find((row: { currency: string }) => row.currency === 'BTC');
    const list = async (kind: string) => (await client.send('GET', `/v2/accounts/${uuid}/${kind}`)).body;
    same(await list('deposits'), recordedPayload('rest-deposits-v2'));
    same(await list('withdrawals'), recordedPayload('rest-withdrawals-v2'));
    same(await list('transactions'), recordedPayload('rest-transactions-v2'), ['to', 'network']);
    expect((await list('deposits')).data).toMatchObject([{ amount: { amount: '0.5' } }]);
    expect((await list('withdrawals')).data).toMatchObject([{ amount: { amount: '0.25' } }]);
  });
});

describe('frames', () => {
  it.each([
    ['candles', 'candles', 'ws-candles', []],
    ['market_trades', 'market_trades', 'ws-market-trades', []],
    ['ticker', 'ticker', 'ws-ticker', []],
    [
      'ticker_batch',
      'ticker_batch',
      'ws-ticker-batch',
      ['best_bid', 'best_bid_quantity', 'best_ask', 'best_ask_quantity'],
    ],
    ['level2', 'l2_data', 'ws-level2-update', []],
    ['status', 'status', 'ws-status', []],
  ] as const)('%s is as recorded, snapshot and update', async (channel, name, recording, optional) => {
    const socket = await client.listen(channel);
    const snapshot = await socket.on(name);
    expect(snapshot.events[0].type).toBe('snapshot');
    same(snapshot, recordedFrame(recording), [...optional]);
    simulator.cross('BTC-USD', 'sell', '59000', '0.4');
    simulator.exchange.setMarketState('BTC-USD', 'halted');
    simulator.flush();
    const update = await socket.on(name);
    expect(update.events[0].type).toBe('update');
    same(update, recordedFrame(recording), [...optional]);
  });

  it('acknowledgements and heartbeats are as recorded on both kinds of sockets', async () => {
    const market = await client.listen('level2');
    market.subscribe('heartbeats');
    same(await market.on('subscriptions'), recordedFrame('ws-session-acks-heartbeat', 0));
    same(await market.on('subscriptions'), recordedFrame('ws-session-acks-heartbeat', 1));
    same(await market.on('heartbeats'), recordedFrame('ws-session-acks-heartbeat', 2), ['client_id']);
    const user = await client.listenToOrders();
    user.subscribe('heartbeats');
    same(await user.on('user'), recordedFrame('ws-user-session', 0));
    same(await user.on('subscriptions'), recordedFrame('ws-user-session', 1));
    same(await user.on('heartbeats'), recordedFrame('ws-user-session', 2));
  });

  it('orders of the user channel are as documented', async () => {
    const recorded = recordedFrame('ws-user-orders') as { events: { orders: unknown[] }[] };
    const order = recorded.events[0]?.orders[0];
    await client.limit('50000', '0.01');
    const socket = await client.listenToOrders();
    same((await socket.on('user')).events[0].orders[0], order);
    await client.order({ market_market_ioc: { base_size: '0.01' } });
    same(await socket.orderIn('PENDING'), order);
    same(await socket.orderIn('FILLED'), order);
  });

  it('errors are as recorded', async () => {
    const socket = await client.listen('no such channel');
    const error = (message: string) => socket.take((frame) => frame.message === message);
    expect(await error('authentication failure')).toEqual(recordedFrame('ws-errors', 0));
    socket.subscribe('ticker', ['NO-SUCH']);
    expect(await error('failure to subscribe')).toEqual(recordedFrame('ws-errors', 1));
  });
});
