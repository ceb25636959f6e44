import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shapeDifferences } from '../exchange/testing/shape.ts';
import { type KrakenSimulator, startKrakenSimulator } from './index.ts';
import { type Frame, recordedFrames, recordedPayload, TestClient } from './testing/client.ts';

/* Every payload the simulator produces has the members and types of the recorded or documented one. */

let simulator: KrakenSimulator;
let client: TestClient;

beforeEach(async () => {
  simulator = await startKrakenSimulator({
    historyMinutes: 30,
    historyHours: 30,
    limits: { publicBurst: 200, historyBurst: 200, tier: 'pro' },
  });
  client = new TestClient(simulator);
});

afterEach(async () => {
  client.close();
  await simulator.close();
});

/** Whether a number happens to be whole says nothing; its text is looked at by tests of their own. */
function same(produced: unknown, recorded: unknown, optional: string[] = []): void {
  const differences = shapeDifferences(produced, recorded, { optional });
  expect(
    differences.filter((one) => !/: (integer, recorded float|float, recorded integer)$/.test(one)),
  ).toEqual([]);
}

function firstRow(frame: Frame): Frame {
  return (frame.data as Frame[])[0] ?? {};
}

/** The only value of an object, whatever its name. */
function only(object: unknown): unknown {
  const values = Object.values(object as object);
  expect(values.length).toBeGreaterThan(0);
  return values[0];
}

describe('public REST payloads', () => {
  it.each([
    ['Time', {}, 'rest-time'],
    ['SystemStatus', {}, 'rest-system-status'],
    ['AssetPairs', { pair: 'XBTUSD' }, 'rest-asset-pairs-recorded'],
    ['Ticker', { pair: 'XBTUSD' }, 'rest-ticker'],
    ['OHLC', { pair: 'BTC/USD', interval: 60 }, 'rest-ohlc-recorded'],
    ['Trades', { pair: 'BTC/USD', count: 3 }, 'rest-trades-recorded'],
    ['Spread', { pair: 'XBTUSD' }, 'rest-spread'],
  ] as const)('%s is as recorded', async (name, values, recording) => {
    const answer = await client.get(name, values);
    expect(answer.error).toEqual([]);
    same(answer, recordedPayload(recording));
  });

  it('Assets have their two names, and only some a value as collateral', async () => {
    const recorded = (recordedPayload('rest-assets') as { result: object }).result;
    const { result } = await client.get('Assets', { asset: 'XBT,USD,EUR' });
    same(result, recorded, ['collateral_value', 'margin_rate']);
  });

  it('Depth is as recorded, with three decimals of quantity', async () => {
    const { result } = await client.get('Depth', { pair: 'BTC/USD', count: 5 });
    const recorded = (recordedPayload('rest-depth-recorded') as { result: object }).result;
    same(only(result), only(recorded));
    const [price = '', quantity = ''] =
      (result as Record<string, { asks: string[][] }>)['BTC/USD']?.asks[0] ?? [];
    expect([price, quantity]).toEqual([expect.stringMatching(/\.\d{5}$/), expect.stringMatching(/\.\d{3}$/)]);
  });

  it('times of trades have seven decimals, and `last` has nanoseconds', async () => {
    const text = await client.getText('Trades', { pair: 'XBTUSD', count: 2 });
    expect(text).toMatch(/,\d{10}\.\d{7},"[bs]","[ml]","",\d+\]/);
    expect(text).toMatch(/"last":"\d{19}"/);
  });
});

describe('private REST payloads', () => {
  it.each([
    ['Balance', {}, 'rest-balance', ['DAI', 'DOT', 'ETH2.S', 'ETH2', 'USD.M', 'ZEUR', 'USDT', 'SOL', 'XXDG']],
    ['TradeBalance', {}, 'rest-trade-balance', ['ml', 'uv']],
    ['GetWebSocketsToken', {}, 'rest-websockets-token', []],
    ['TradeVolume', { pair: 'XBTUSD' }, 'rest-trade-volume', []],
    ['CancelAll', {}, 'rest-cancel-all', []],
    ['CancelAllOrdersAfter', { timeout: 60 }, 'rest-cancel-all-after', []],
  ] as const)('%s is as documented', async (name, values, recording, optional) => {
    const answer = await client.private(name, values);
    expect(answer.error).toEqual([]);
    same(answer, recordedPayload(recording), [...optional]);
  });

  it('GetApiKeyInfo has the documented members, numbers as text', async () => {
    const { result } = await client.private('GetApiKeyInfo');
    const recorded = (recordedPayload('rest-api-key-info') as { result: object }).result;
    same({ ...(result as object), api_key: '123' }, recorded);
  });

  it('BalanceEx tells amounts as text, as live answers do', async () => {
    await client.limit('buy', '50000.0', '0.5');
    const { result } = await client.private('BalanceEx');
    expect(result).toMatchObject({
      ZUSD: { balance: '200000.0000', hold_trade: '25100.0000' },
      XXBT: { balance: '2.0000000000', hold_trade: '0.0000000000' },
    });
  });

  it('orders are as documented in all four ways to ask for them', async () => {
    const added = await client.limit('buy', '50000.0', '0.5', { userref: 7 });
    same(added, recordedPayload('rest-add-order'), ['close']);
    const open = await client.private('OpenOrders', { trades: true });
    same(only((open.result as { open: object }).open), only(openOf('rest-open-orders', 'open')), ['trades']);
    const txid = (added.result as { txid: string[] }).txid[0] ?? '';
    const optional = ['trades', 'trigger', 'closetm', 'reason'];
    const queried = await client.private('QueryOrders', { txid });
    same(only(queried.result), only((recordedPayload('rest-query-orders') as Frame).result), optional);
    same(await client.private('CancelOrder', { txid }), recordedPayload('rest-cancel-order'));
    const closed = await client.private('ClosedOrders');
    same(
      only((closed.result as { closed: object }).closed),
      only(openOf('rest-closed-orders', 'closed')),
      optional,
    );
    expect(closed.result).toMatchObject({ count: 1 });
  });

  it('trades and ledger lines are as documented, and agree with each other', async () => {
    await client.private('AddOrder', { pair: 'XBTUSD', ordertype: 'market', type: 'buy', volume: '0.01' });
    const trades = (await client.private('TradesHistory')).result as { trades: object };
    same(only(trades.trades), only(openOf('rest-trades-history', 'trades')), ['leverage']);
    const ledger = (await client.private('Ledgers')).result as { ledger: Record<string, Frame> };
    same(only(ledger.ledger), only(openOf('rest-ledgers', 'ledger')));
    expect(only(ledger.ledger)).toMatchObject({ refid: Object.keys(trades.trades)[0], asset: 'XXBT' });
  });

  it('deposits and withdrawals follow from what came and went', async () => {
    simulator.exchange.transfer(simulator.accountId, 'BTC', '0.78125');
    simulator.exchange.transfer(simulator.accountId, 'BTC', '-0.25');
    const deposits = await client.private('DepositStatus', { asset: 'XBT' });
    same(deposits, recordedPayload('rest-deposit-status'), ['status-prop', 'originators']);
    const withdrawals = await client.private('WithdrawStatus', { asset: 'XXBT' });
    same(withdrawals, recordedPayload('rest-withdraw-status'), ['status-prop', 'network']);
  });

  it('a batch answers for each order', async () => {
    const answer = await client.privateJson('AddOrderBatch', {
      pair: 'XBTUSD',
      orders: [
        { ordertype: 'limit', type: 'buy', price: '28300.0', volume: '0.80300000' },
        { ordertype: 'limit', type: 'sell', price: '96000.0', volume: '0.10500000' },
      ],
    });
    same(answer, recordedPayload('rest-add-order-batch'), ['close']);
  });
});

function openOf(name: string, member: string): unknown {
  return (recordedPayload(name) as { result: Record<string, unknown> }).result[member];
}

describe('public frames', () => {
  it('begin with the status, whose connection id is beyond 2^53', async () => {
    const socket = await client.openPublic();
    const { text, value } = await socket.data('status');
    same(value, recordedFrames('ws-status')[0]);
    expect(Number(/"connection_id":(\d+)/.exec(text)?.[1])).toBeGreaterThan(2 ** 53);
  });

  it('acknowledge each symbol for itself, in the recorded form', async () => {
    const socket = await client.openPublic();
    const acks = recordedFrames('ws-subscribe-acks');
    for (const [index, channel] of ['trade', 'ticker', 'ohlc', 'book'].entries()) {
      socket.send({
        method: 'subscribe',
        params: { channel, symbol: ['BTC/USD', 'ETH/USD'], snapshot: false },
      });
      for (const symbol of ['BTC/USD', 'ETH/USD']) {
        const ack = await socket.take(
          (frame) => (frame.result as Frame | undefined)?.symbol === symbol && frame.method === 'subscribe',
        );
        same(ack, acks[index]);
      }
    }
    const refusal = await socket.call('subscribe', { channel: 'trade', symbol: ['XBT/USD'] });
    same(refusal, recordedFrames('ws-subscribe-errors')[0], ['req_id']);
    expect(refusal.error).toBe('Currency pair not supported XBT/USD');
  });

  it.each([
    ['ticker', {}, 'ws-ticker'],
    ['trade', {}, 'ws-trade'],
    ['ohlc', { interval: 1 }, 'ws-ohlc'],
    ['book', { depth: 10 }, 'ws-book-update'],
  ] as const)('of %s are as recorded', async (channel, params, recording) => {
    const socket = await client.openPublic();
    await socket.call('subscribe', { channel, symbol: ['BTC/USD'], ...params });
    simulator.cross('BTC/USD', 'buy', '60010.5', '0.0004478');
    const { value } = await socket.data(channel);
    same(value, recordedFrames(recording)[0]);
  });

  it('of instruments hold an object, with every pair', async () => {
    const socket = await client.openPublic();
    await socket.call('subscribe', { channel: 'instrument' });
    const { value } = await socket.data('instrument', 'snapshot');
    same(value, recordedFrames('ws-instrument')[0]);
    expect((value.data as { pairs: Frame[] }).pairs.map(({ symbol }) => symbol)).toContain('DOGE/USD');
  });

  it('keep the trailing zeros of prices and quantities', async () => {
    const socket = await client.openPublic();
    await socket.call('subscribe', { channel: 'trade', symbol: ['BTC/USD'] });
    simulator.cross('BTC/USD', 'buy', '60010', '0.0004478');
    const { text } = await socket.data('trade');
    expect(text).toContain('"price":60010.0,"qty":0.00044780,');
  });

  it('are a heartbeat when nothing else is sent, and a pong for a ping', async () => {
    const socket = await client.openPublic();
    same(await socket.call('ping'), recordedFrames('ws-pong')[0]);
    await socket.call('subscribe', { channel: 'trade', symbol: ['BTC/USD'] });
    same(await socket.take((frame) => frame.channel === 'heartbeat'), recordedFrames('ws-heartbeat')[0]);
  });
});

describe('private frames', () => {
  it('refuse a wrong token and channels of the other address, word for word', async () => {
    const [, wrongHost, mirror, session] = recordedFrames('ws-subscribe-errors');
    const open = await client.openPublic();
    const refused = await open.call('subscribe', { channel: 'executions', token: 'x' });
    same(refused, wrongHost, ['req_id']);
    expect(refused.error).toBe(wrongHost?.error);
    const account = await client.open(simulator.url.wsAuth);
    const invalid = await account.call('subscribe', { channel: 'executions', token: 'wrong' });
    same(invalid, session, ['req_id']);
    expect(invalid.error).toBe(session?.error);
    const market = await account.call('subscribe', { channel: 'trade', symbol: ['BTC/USD'] });
    expect(market.error).toBe(mirror?.error);
  });

  it('tell the life of an order in the documented steps', async () => {
    const { socket, token } = await client.openAccount();
    const ack = await socket.call('add_order', {
      order_type: 'limit',
      side: 'buy',
      symbol: 'BTC/USD',
      order_qty: 0.02,
      limit_price: 59990.1,
      post_only: true,
      cl_ord_id: 'kf-0001',
      token,
    });
    same(ack, recordedFrames('ws-add-order')[0], ['order_userref', 'cl_ord_id']);
    simulator.cross('BTC/USD', 'sell', '59990.1', '0.005');
    simulator.cross('BTC/USD', 'sell', '59990.1', '0.015');
    const rows = await socket.executions((row) => row.exec_type === 'filled');
    const life = recordedFrames('ws-executions-lifecycle').slice(2);
    const documented = life.flatMap((frame) => frame.data as Frame[]);
    expect(rows.map((row) => [row.exec_type, row.order_status])).toEqual(
      documented.map((row) => [row.exec_type, row.order_status]),
    );
    for (const [index, row] of rows.entries()) same(row, documented[index], ['fee_ccy_pref']);
  });

  it('tell open orders in the snapshot as it was recorded', async () => {
    await client.private('AddOrder', {
      pair: 'XBTUSD',
      ordertype: 'stop-loss-limit',
      type: 'buy',
      price: '61000.2',
      price2: '61500.3',
      volume: '0.81362561',
      trigger: 'index',
    });
    const token = await client.token();
    const socket = await client.open(simulator.url.wsAuth);
    const ack = await socket.call('subscribe', { channel: 'executions', token });
    same(ack, recordedFrames('ws-executions-lifecycle')[0]);
    const { value } = await socket.data('executions', 'snapshot');
    same(value, recordedFrames('ws-executions-snapshot')[0]);
  });

  it('tell balances in the snapshot and ledger lines afterwards', async () => {
    const token = await client.token();
    const socket = await client.open(simulator.url.wsAuth);
    await socket.call('subscribe', { channel: 'balances', token });
    const [snapshot, update] = recordedFrames('ws-balances').map(firstRow);
    const first = await socket.data('balances', 'snapshot');
    expect(first.value).toMatchObject({ sequence: 1 });
    expect(Object.keys(firstRow(first.value))).toEqual(Object.keys(snapshot ?? {}));
    await client.private('AddOrder', { pair: 'XBTUSD', ordertype: 'market', type: 'buy', volume: '0.005' });
    const { value } = await socket.data('balances');
    expect(value.sequence).toBe(2);
    const names = Object.keys(update ?? {}).sort();
    for (const row of value.data as Frame[]) expect(Object.keys(row).sort()).toEqual(names);
  });

  it('answer trading requests as documented', async () => {
    const { socket, token } = await client.openAccount();
    const order = { order_type: 'limit', side: 'buy', symbol: 'BTC/USD', limit_price: 50000, order_qty: 1 };
    const poor = await socket.call('add_order', { ...order, order_qty: 100, token });
    same(poor, recordedFrames('ws-add-order-error')[0]);
    await socket.call('add_order', { ...order, cl_ord_id: '2c6be801-1f53-4f79-a0bb-4ea1c95dfae9', token });
    const amended = await socket.call('amend_order', {
      cl_ord_id: '2c6be801-1f53-4f79-a0bb-4ea1c95dfae9',
      limit_price: 49079.5,
      order_qty: 1.2,
      token,
    });
    same(amended, recordedFrames('ws-amend-order')[0]);
    same(await socket.call('cancel_all', { token }), recordedFrames('ws-cancel-all')[0]);
    const timer = await socket.call('cancel_all_orders_after', { timeout: 100, token });
    same(timer, recordedFrames('ws-cancel-after')[0]);
    const orders = [
      { ...order, order_userref: 1 },
      { ...order, side: 'sell', limit_price: 70000, order_userref: 2 },
    ];
    const batch = await socket.call('batch_add', { symbol: 'BTC/USD', orders, token });
    same(batch, recordedFrames('ws-batch-add')[0]);
  });
});
