import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shapeDifferences } from '../exchange/testing/shape.ts';
import { type BinanceSimulator, startBinanceSimulator } from './index.ts';
import { recordedFrame, recordedPayload, TestClient } from './testing/client.ts';

/* Every payload the simulator produces has the members and types of the recorded or documented one. */

let simulator: BinanceSimulator;
let client: TestClient;

beforeEach(async () => {
  simulator = await startBinanceSimulator({ historyMinutes: 30, historyHours: 30 });
  client = new TestClient(simulator);
});

afterEach(async () => {
  client.close();
  await simulator.close();
});

/** Present or absent according to the order, says the documentation. */
const whenRelevant = [
  'stopPrice',
  'icebergQty',
  'trailingDelta',
  'strategyId',
  'strategyType',
  'expiryReason',
  'workingTime',
];

function same(produced: unknown, recorded: unknown, optional: string[] = []): void {
  expect(shapeDifferences(produced, recorded, { optional: [...whenRelevant, ...optional] })).toEqual([]);
}

describe('public REST payloads', () => {
  it.each([
    ['/api/v3/time', {}, 'rest-time'],
    ['/api/v3/depth', { symbol: 'BTCUSDT', limit: 5 }, 'rest-depth'],
    ['/api/v3/trades', { symbol: 'BTCUSDT', limit: 10 }, 'rest-trades-recorded'],
    ['/api/v3/aggTrades', { symbol: 'BTCUSDT', limit: 10 }, 'rest-agg-trades'],
    ['/api/v3/klines', { symbol: 'BTCUSDT', interval: '1m', limit: 10 }, 'rest-klines-recorded'],
    ['/api/v3/ticker/24hr', { symbol: 'BTCUSDT' }, 'rest-ticker-24hr'],
    ['/api/v3/ticker/bookTicker', { symbol: 'BTCUSDT' }, 'rest-book-ticker'],
  ] as const)('%s is as recorded', async (path, values, name) => {
    const { body, status } = await client.get(path, values);
    expect(status).toBe(200);
    same(body, recordedPayload(name));
  });

  it('exchangeInfo has the documented members and one sample filter of each kind', async () => {
    const { body } = await client.get('/api/v3/exchangeInfo', { symbols: '["BTCUSDT","ETHBTC"]' });
    const documented = recordedPayload('rest-exchange-info-doc') as { rateLimits: unknown; sors: unknown };
    const info = body as { symbols: { filters: { filterType: string }[] }[]; rateLimits: unknown };
    same({ ...info, rateLimits: [], sors: [] }, { ...documented, rateLimits: [], sors: [] });
    const samples = recordedPayload('rest-filters') as { filterType: string }[];
    for (const filter of info.symbols[0]?.filters ?? []) {
      same(
        filter,
        samples.find((sample) => sample.filterType === filter.filterType),
      );
    }
    expect(info.symbols.length).toBe(2);
  });

  it('system status is one of the two documented answers', async () => {
    const answers = recordedPayload('rest-system-status') as unknown[];
    expect((await client.get('/sapi/v1/system/status')).body).toEqual(answers[0]);
    simulator.faults.maintenance = true;
    expect((await client.get('/sapi/v1/system/status')).body).toEqual(answers[1]);
  });
});

describe('account and order payloads', () => {
  it.each([
    ['/api/v3/account', {}, 'rest-account'],
    ['/sapi/v1/account/apiRestrictions', {}, 'rest-api-restrictions'],
    ['/api/v3/account/commission', { symbol: 'BTCUSDT' }, 'rest-commission'],
    ['/api/v3/rateLimit/order', {}, 'rest-rate-limit-order'],
  ] as const)('%s is as documented', async (path, values, name) => {
    const { body, status } = await client.signed('GET', path, values);
    expect(status).toBe(200);
    same(body, recordedPayload(name), ['tradingAuthorityExpirationTime', 'specialCommission']);
  });

  it('deposits and withdrawals follow from what came and went', async () => {
    simulator.exchange.transfer(simulator.accountId, 'BTC', '0.5');
    simulator.exchange.transfer(simulator.accountId, 'BTC', '-0.25');
    const deposits = await client.signed('GET', '/sapi/v1/capital/deposit/hisrec', { coin: 'BTC' });
    same(deposits.body, recordedPayload('rest-deposits'));
    expect(deposits.body).toMatchObject([{ amount: '0.5', status: 1 }]);
    const withdrawals = await client.signed('GET', '/sapi/v1/capital/withdraw/history');
    same(withdrawals.body, recordedPayload('rest-withdrawals'), ['withdrawOrderId']);
    expect(withdrawals.body).toMatchObject([{ amount: '0.25', status: 6 }]);
  });

  it('placing answers ACK, RESULT and FULL', async () => {
    const market = { side: 'BUY', type: 'MARKET', quantity: '0.01' };
    for (const kind of ['ACK', 'RESULT', 'FULL']) {
      const { body } = await client.order({ ...market, newOrderRespType: kind });
      same(body, recordedPayload(`rest-order-${kind.toLowerCase()}`));
    }
  });

  it('query, cancel, amend and own trades', async () => {
    await client.order({ side: 'BUY', type: 'MARKET', quantity: '0.01' });
    const { body } = await client.limit('BUY', '50000.00', '0.02', { newClientOrderId: 'mine' });
    const orderId = (body as { orderId: number }).orderId;
    const query = await client.signed('GET', '/api/v3/order', { symbol: 'BTCUSDT', orderId });
    same(query.body, recordedPayload('rest-order-query'));
    const amended = await client.signed('PUT', '/api/v3/order/amend/keepPriority', {
      symbol: 'BTCUSDT',
      orderId,
      newQty: '0.01',
    });
    same(amended.body, recordedPayload('rest-order-amend'));
    const cancelled = await client.signed('DELETE', '/api/v3/order', { symbol: 'BTCUSDT', orderId });
    same(cancelled.body, recordedPayload('rest-order-cancel'));
    const trades = await client.signed('GET', '/api/v3/myTrades', { symbol: 'BTCUSDT' });
    same(trades.body, recordedPayload('rest-my-trades'));
    expect((trades.body as unknown[]).length).toBeGreaterThan(0);
  });

  const oco = {
    symbol: 'BTCUSDT',
    side: 'SELL',
    quantity: '0.01',
    aboveType: 'LIMIT_MAKER',
    abovePrice: '70000.00',
    belowType: 'STOP_LOSS_LIMIT',
    belowStopPrice: '50000.00',
    belowPrice: '49900.00',
    belowTimeInForce: 'GTC',
  };

  it('order lists: placing, cancelling, cancelling all with orders between them', async () => {
    const placed = await client.signed('POST', '/api/v3/orderList/oco', oco);
    same(placed.body, recordedPayload('rest-oco'));
    const { orderListId } = placed.body as { orderListId: number };
    const cancelled = await client.signed('DELETE', '/api/v3/orderList', { symbol: 'BTCUSDT', orderListId });
    same(cancelled.body, recordedPayload('rest-order-list-cancel'));
    await client.limit('BUY', '50000.00', '0.02');
    await client.limit('BUY', '50000.00', '0.03');
    await client.signed('POST', '/api/v3/orderList/oco', oco);
    const all = await client.signed('DELETE', '/api/v3/openOrders', { symbol: 'BTCUSDT' });
    same(all.body, recordedPayload('rest-open-orders-cancel-all'));
    expect((all.body as unknown[]).length).toBe(3);
  });

  it('a bracket', async () => {
    const { body, status } = await client.signed('POST', '/api/v3/orderList/otoco', {
      symbol: 'BTCUSDT',
      workingType: 'LIMIT',
      workingSide: 'BUY',
      workingPrice: '55000.00',
      workingQuantity: '0.01',
      workingTimeInForce: 'GTC',
      pendingSide: 'SELL',
      pendingQuantity: '0.01',
      pendingAboveType: 'LIMIT_MAKER',
      pendingAbovePrice: '65000.00',
      pendingBelowType: 'STOP_LOSS',
      pendingBelowStopPrice: '50000.00',
    });
    expect(status).toBe(200);
    same(body, recordedPayload('rest-otoco'));
  });

  it('cancel-replace in every outcome', async () => {
    const replace = (cancelId: string, mode: string, price: string, type = 'LIMIT_MAKER') =>
      client.signed('POST', '/api/v3/order/cancelReplace', {
        symbol: 'BTCUSDT',
        side: 'BUY',
        type,
        quantity: '0.01',
        price,
        ...(type === 'LIMIT' ? { timeInForce: 'GTC' } : {}),
        cancelReplaceMode: mode,
        cancelOrigClientOrderId: cancelId,
        newClientOrderId: `${cancelId}-new`,
      });
    await client.limit('BUY', '50000.00', '0.02', { newClientOrderId: 'a' });
    const success = await replace('a', 'STOP_ON_FAILURE', '51000.00', 'LIMIT');
    expect(success.status).toBe(200);
    same(success.body, recordedPayload('rest-cancel-replace-success'));
    const stopped = await replace('gone', 'STOP_ON_FAILURE', '51000.00');
    expect(stopped.status).toBe(400);
    same(stopped.body, recordedPayload('rest-cancel-replace-cancel-failed-stop'));
    const allowed = await replace('gone', 'ALLOW_FAILURE', '51000.00');
    expect(allowed.status).toBe(409);
    same(allowed.body, recordedPayload('rest-cancel-replace-cancel-failed-allow'));
    const both = await replace('gone-too', 'ALLOW_FAILURE', '70000.00');
    expect(both.status).toBe(400);
    expect(both.body).toEqual(recordedPayload('rest-cancel-replace-both-failed'));
    const half = await replace('a-new', 'STOP_ON_FAILURE', '70000.00');
    expect(half.status).toBe(409);
    same(half.body, recordedPayload('rest-cancel-replace-new-failed'));
  });
});

describe('market stream payloads', () => {
  const streams = [
    ['btcusdt@trade', 'ws-trade'],
    ['btcusdt@aggTrade', 'ws-agg-trade'],
    ['btcusdt@bookTicker', 'ws-book-ticker'],
    ['btcusdt@depth@100ms', 'ws-depth-diff'],
    ['btcusdt@depth5@100ms', 'ws-partial-depth'],
    ['btcusdt@kline_1m', 'ws-kline'],
    ['btcusdt@miniTicker', 'ws-mini-ticker'],
    ['btcusdt@ticker', 'ws-ticker'],
  ] as const;

  it.each(streams)('%s is as documented, raw and combined', async (name, recording) => {
    const raw = await client.open(`${simulator.url.ws}/ws/${name}`);
    const combined = await client.open(`${simulator.url.ws}/stream?streams=${name}`);
    for (let count = 0; count < 5; count += 1) simulator.feeds.get('BTCUSDT')?.tick();
    simulator.flush();
    same(await raw.take(() => true), recordedFrame(recording, 0));
    const wrapped = await combined.take(() => true);
    same(wrapped, recordedFrame(recording, 1));
    expect(wrapped.stream).toBe(name);
  });

  it('the shutdown notice in its three forms', async () => {
    const raw = await client.open(`${simulator.url.ws}/ws/btcusdt@trade`);
    const combined = await client.open(`${simulator.url.ws}/stream?streams=btcusdt@trade`);
    const api = await client.open(simulator.url.wsApi);
    simulator.announceShutdown();
    same(await raw.take(() => true), recordedFrame('ws-server-shutdown', 0));
    same(await combined.take(() => true), recordedFrame('ws-server-shutdown', 1));
    same(await api.take(() => true), recordedFrame('ws-server-shutdown', 2));
  });
});

describe('WebSocket API and account events', () => {
  it('answers as documented and reports orders, balances and lists', async () => {
    const { ed25519 } = simulator.credentials;
    const api = await client.open(simulator.url.wsApi);
    const logon = await api.signedCall('session.logon', ed25519, simulator.clock.now());
    same(logon, recordedFrame('wsapi-session-logon'), ['rateLimits']);
    same(await api.call('time'), recordedFrame('wsapi-time'));
    same(await api.call('userDataStream.subscribe'), recordedFrame('wsapi-user-stream-subscribe'), [
      'rateLimits',
    ]);
    same(await api.call('session.subscriptions'), recordedFrame('wsapi-session-subscriptions'), [
      'rateLimits',
    ]);
    const at = () => simulator.clock.now();
    const order = { symbol: 'BTCUSDT', side: 'BUY', type: 'LIMIT', timeInForce: 'GTC' };
    const filled = await api.call('order.place', {
      ...order,
      price: '61000.00',
      quantity: '0.01',
      timestamp: at(),
    });
    same(filled, recordedFrame('wsapi-order-place'), ['selfTradePreventionMode']);
    const resting = await api.call('order.place', {
      ...order,
      price: '50000.00',
      quantity: '0.01',
      timestamp: at(),
    });
    const { orderId } = resting.result as { orderId: number };
    const cancelled = await api.call('order.cancel', { symbol: 'BTCUSDT', orderId, timestamp: at() });
    same(cancelled, recordedFrame('wsapi-order-cancel'));
    const refused = await api.call('order.place', {
      ...order,
      price: '60000.00',
      quantity: '100',
      timestamp: at(),
    });
    same(refused, recordedFrame('wsapi-error-insufficient-balance'));

    const event = (name: string, type?: string) =>
      api.take((frame) => {
        const inside = frame.event as { e?: string; x?: string } | undefined;
        return inside?.e === name && (type === undefined || inside.x === type);
      });
    same(await event('executionReport', 'NEW'), recordedFrame('user-execution-new'), ['v', 'W', 'V']);
    same(await event('executionReport', 'TRADE'), recordedFrame('user-execution-trade'), ['W', 'V']);
    same(await event('executionReport', 'CANCELED'), recordedFrame('user-execution-new'), ['v', 'W', 'V']);
    same(await event('outboundAccountPosition'), recordedFrame('user-account-position'));
    simulator.exchange.transfer(simulator.accountId, 'BTC', '1');
    same(await event('balanceUpdate'), recordedFrame('user-balance-update'));
    await client.signed('POST', '/api/v3/orderList/oco', {
      symbol: 'BTCUSDT',
      side: 'SELL',
      quantity: '0.01',
      aboveType: 'LIMIT_MAKER',
      abovePrice: '70000.00',
      belowType: 'STOP_LOSS',
      belowStopPrice: '50000.00',
    });
    same(await event('listStatus'), recordedFrame('user-list-status'));
    simulator.terminateUserStreams();
    same(await event('eventStreamTerminated'), recordedFrame('user-stream-terminated'));
    simulator.revoke(ed25519);
    same(await api.take((frame) => frame.id === null), recordedFrame('wsapi-error-session-revoked'));
  });
});

describe('futures payloads', () => {
  const limitOrder = {
    symbol: 'BTCUSDT',
    side: 'BUY',
    type: 'LIMIT',
    timeInForce: 'GTC',
    quantity: '0.01',
    price: '59000',
  };

  it('exchangeInfo, account and orders', async () => {
    const info = await client.get('/fapi/v1/exchangeInfo');
    same(info.body, recordedPayload('futures-exchange-info'));
    await client.signed('POST', '/fapi/v1/order', {
      symbol: 'BTCUSDT',
      side: 'BUY',
      type: 'MARKET',
      quantity: '0.1',
    });
    const account = await client.signed('GET', '/fapi/v3/account');
    same(account.body, recordedPayload('futures-account-v3'));
    const order = await client.signed('POST', '/fapi/v1/order', limitOrder);
    // The recorded order is a trailing one.
    same(order.body, recordedPayload('futures-order-place'), ['activatePrice', 'priceRate']);
    const moved = await client.signed('POST', '/fapi/v1/order', {
      ...limitOrder,
      type: 'STOP_MARKET',
      stopPrice: '1',
    });
    expect(moved.body).toEqual(recordedPayload('futures-error-conditional-moved'));
    const algo = await client.signed('POST', '/fapi/v1/algoOrder', {
      algoType: 'CONDITIONAL',
      symbol: 'BTCUSDT',
      side: 'SELL',
      type: 'TAKE_PROFIT',
      quantity: '0.01',
      price: '70000',
      triggerPrice: '70000',
      timeInForce: 'GTC',
    });
    same(algo.body, recordedPayload('futures-algo-order-place'));
  });

  it('streams and the user stream', async () => {
    const book = await client.open(`${simulator.url.fstream}/public/ws/btcusdt@depth@100ms`);
    const mark = await client.open(`${simulator.url.fstream}/market/ws/btcusdt@markPrice@1s`);
    const { listenKey } = (await client.signed('POST', '/fapi/v1/listenKey')).body as { listenKey: string };
    const user = await client.open(`${simulator.url.fstream}/private/ws/${listenKey}`);
    simulator.futures.feeds.get('BTCUSDT')?.tick();
    simulator.flush();
    same(await book.take(() => true), recordedFrame('futures-depth-diff'));
    same(await mark.take(() => true), recordedFrame('futures-mark-price'));
    await client.signed('POST', '/fapi/v1/order', {
      symbol: 'BTCUSDT',
      side: 'BUY',
      type: 'MARKET',
      quantity: '0.1',
    });
    const trailing = ['AP', 'cr', 'n', 'N'];
    same(
      await user.take((frame) => frame.e === 'ORDER_TRADE_UPDATE'),
      recordedFrame('futures-order-update'),
      trailing,
    );
    same(await user.take((frame) => frame.e === 'ACCOUNT_UPDATE'), recordedFrame('futures-account-update'));
    await client.signed('POST', '/fapi/v1/algoOrder', {
      algoType: 'CONDITIONAL',
      symbol: 'BTCUSDT',
      side: 'SELL',
      type: 'STOP_MARKET',
      quantity: '0.1',
      triggerPrice: '50000',
    });
    same(await user.take((frame) => frame.e === 'ALGO_UPDATE'), recordedFrame('futures-algo-update'));
  });
});
