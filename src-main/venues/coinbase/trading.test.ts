import { describe, expect, test } from 'vitest';
import type { AccountKey } from '../../../src-shared/domain/account.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { Fill } from '../../../src-shared/domain/fill.ts';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import type { ClientOrderId, OrderIntent, OrderReport } from '../../../src-shared/domain/order.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { type HttpAnswer, type HttpRequest, TransportFailure } from '../connection/http-client.ts';
import { createRateBudget } from '../connection/rate-budget.ts';
import { createVirtualWorld } from '../connection/testing/virtual-world.ts';
import { rateLimits } from './capabilities.ts';
import { decodeFrame } from './decode.ts';
import { Products } from './products.ts';
import { createRest } from './rest.ts';
import { fixture, receivedFrames } from './testing/fixture.ts';
import { CoinbaseTrading } from './trading.ts';
import { productWire } from './wire.ts';

const account: AccountKey<'live'> = { mode: 'live', venue: 'coinbase', account: 'p-1' };
const instrument = instrumentId('COINBASE:BTC-USD');
const intent: OrderIntent<'live'> = {
  clientOrderId: 'abc123' as ClientOrderId,
  account,
  instrument,
  side: 'buy',
  quantity: '0.001',
  terms: { type: 'limit', limitPrice: '60000', isPostOnly: false },
  duration: { timeInForce: 'gtc' },
  isReduceOnly: false,
  origin: 'manual',
};
const reference = { account, instrument, clientOrderId: intent.clientOrderId };

type Answer = { status?: number; body: unknown } | Error;
type Handler = (request: HttpRequest, url: URL) => Answer;

/** The trading half on a venue that answers as `routes` say, by the end of the path. */
function stage(routes: Readonly<Record<string, Handler>>, isTradingEnabled = true) {
  const world = createVirtualWorld();
  const sent: { readonly method: string; readonly path: string; readonly body: unknown }[] = [];
  let resyncs = 0;
  const rest = createRest({
    ...world.parts,
    http: {
      async send(request): Promise<HttpAnswer> {
        const url = new URL(request.url);
        const path = url.pathname.replace('/api/v3/brokerage', '');
        sent.push({ method: request.method, path, body: request.body && JSON.parse(request.body) });
        const handler = Object.entries(routes).find(([end]) =>
          `${request.method} ${path}`.startsWith(end),
        )?.[1];
        const answer = handler?.(request, url) ?? {
          status: 404,
          body: { error: 'NOT_FOUND', code: 5, message: '' },
        };
        if (answer instanceof Error) throw answer;
        const { status = 200, body } = answer;
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        return { status, headers: {}, body: Buffer.from(text), roundTripMs: 1 };
      },
      close: () => undefined,
    },
    budget: createRateBudget(rateLimits, world.parts),
    tokens: {
      hasKey: true,
      forRequest: async () => 'token',
      forSocket: async () => 'token',
      checkSignature: async () => true,
    },
    clock: {
      async resyncOnce() {
        resyncs += 1;
        return resyncs === 1;
      },
    },
    base: 'https://api.coinbase.com',
  });
  const products = new Products({
    fetch: async () => [productWire.parse(fixture('rest-product').payload)],
    now: world.parts.now,
    onRenewed: () => undefined,
    onTrouble: () => undefined,
  });
  const troubles: string[] = [];
  const trading = new CoinbaseTrading({
    ...world.parts,
    rest,
    products,
    isTradingEnabled,
    noteTrouble: (sentence) => troubles.push(sentence),
  });
  trading.logIn({
    can_view: true,
    can_trade: true,
    can_transfer: false,
    portfolio_uuid: 'p-1',
    portfolio_type: '',
  });
  /** Lets retries and their pauses run. */
  const finish = async <T>(promise: Promise<T>): Promise<T> => {
    let isOver = false;
    const over = promise.finally(() => {
      isOver = true;
    });
    over.catch(() => undefined);
    for (let round = 0; round < 50 && !isOver; round += 1) await world.pass(500);
    return promise;
  };
  return {
    world,
    trading,
    rest,
    sent,
    troubles,
    finish,
    posts: () => sent.filter(({ method }) => method === 'POST'),
  };
}

const placed = { success: true, success_response: { order_id: 'o-1' } };

describe('O5: an order goes out once, whatever the answer', () => {
  const outcomes: [string, Answer, string, string?][] = [
    ['taken', { body: fixture('rest-order-create-limit').payload }, 'acknowledged'],
    [
      'refused with status 200',
      { body: fixture('rest-order-refused-funds').payload },
      'rejected',
      'INSUFFICIENT_FUND',
    ],
    ['taken without an id', { body: { success: true } }, 'unknown'],
    ['an answer that cannot be read', { body: '<html>' }, 'unknown'],
    ['half an answer', { body: '{"success":tr' }, 'unknown'],
    ['trouble of its own', { status: 500, body: { error: 'INTERNAL', code: 13 } }, 'unknown'],
    ['a gateway', { status: 503, body: 'upstream connect error' }, 'unknown'],
    ['no key', { status: 401, body: 'Unauthorized\n' }, 'rejected', 'UNAUTHORIZED'],
    ['no right', { status: 403, body: { error: 'PERMISSION_DENIED' } }, 'rejected', 'PERMISSION_DENIED'],
    [
      'too many',
      { status: 429, body: { error: 'RESOURCE_EXHAUSTED', message: 'Too many requests' } },
      'rejected',
      'RESOURCE_EXHAUSTED',
    ],
    [
      'broken off before it left',
      new TransportFailure('No connection.', false),
      'rejected',
      'local:not-sent',
    ],
    ['broken off after it left', new TransportFailure('Broken off.', true), 'unknown'],
    [
      'a used id',
      { body: { success: false, error_response: { error: 'DUPLICATE_CLIENT_ORDER_ID' } } },
      'unknown',
    ],
  ];
  test.each(outcomes)('%s', async (_name, answer, outcome, code) => {
    const { trading, posts, world } = stage({ 'POST /orders': () => answer });
    const result = await trading.place(intent);
    await world.pass(60_000);
    expect(result).toMatchObject({ outcome, ...(code === undefined ? {} : { code }) });
    expect(posts()).toHaveLength(1);
  });

  test('a retry would be noticed (negative control)', async () => {
    const { rest, posts } = stage({ 'POST /orders': () => ({ status: 500, body: '' }) });
    const body = {
      client_order_id: 'a',
      product_id: 'BTC-USD',
      side: 'BUY',
      order_configuration: {},
    } as const;
    for (let tries = 0; tries < 2; tries += 1) await rest.createOrder(body);
    expect(posts()).toHaveLength(2);
  });

  test('what must be refused is not sent at all', async () => {
    const { trading, sent } = stage({ 'POST /orders': () => ({ body: placed }) });
    expect(await trading.place({ ...intent, quantity: '0' })).toMatchObject({ code: 'local:quantity' });
    expect(await trading.place({ ...intent, instrument: instrumentId('COINBASE:NO-USD') })).toMatchObject({
      code: 'local:instrument',
    });
    const reading = stage({}, false);
    expect(await reading.trading.place(intent)).toMatchObject({ code: 'local:read-only' });
    expect([...sent, ...reading.sent]).toEqual([]);
  });
});

test('a bracket is one order under the target’s id', async () => {
  const { trading, posts } = stage({ 'POST /orders': () => ({ body: placed }) });
  const outcome = await trading.placeOco({
    account,
    instrument,
    side: 'sell',
    quantity: '0.001',
    origin: 'manual',
    target: { clientOrderId: 'target1' as ClientOrderId, limitPrice: '70000' },
    stop: { clientOrderId: 'stop1' as ClientOrderId, triggerPrice: '50000' },
  });
  expect(outcome).toMatchObject({ outcome: 'acknowledged', venueOrderIds: ['o-1'] });
  expect(posts().map(({ body }) => body)).toMatchObject([{ client_order_id: 'target1', side: 'SELL' }]);
});

describe('cancels and changes', () => {
  test('the recorded answer: a reason is filled in on success too', async () => {
    const answer = { body: fixture('rest-order-cancel').payload };
    const { trading, posts } = stage({ 'POST /orders/batch_cancel': () => answer });
    expect(await trading.cancel({ ...reference, venueOrderId: 'o-1' })).toEqual({ outcome: 'acknowledged' });
    expect(await trading.cancel({ ...reference, venueOrderId: 'o-2' })).toMatchObject({
      code: 'UNKNOWN_CANCEL_ORDER',
    });
    expect(posts()[0]?.body).toEqual({ order_ids: ['o-1'] });
  });

  test('O12: all open orders, by the hundred, those that end meanwhile not counted', async () => {
    const orders = Array.from({ length: 230 }, (_, index) => openOrder({ order_id: `o-${index}` }));
    const { trading, posts, finish } = stage({
      'GET /orders/historical/batch': (_request, url) => {
        const at = Number(url.searchParams.get('cursor') ?? 0);
        const next = at + 100;
        return { body: { orders: orders.slice(at, next), has_next: next < 230, cursor: String(next) } };
      },
      'POST /orders/batch_cancel': ({ body }) => ({
        body: {
          results: JSON.parse(body ?? '').order_ids.map((order_id: string) =>
            order_id === 'o-7'
              ? { success: false, failure_reason: 'ORDER_IS_FULLY_FILLED', order_id }
              : { success: true, failure_reason: 'UNKNOWN_CANCEL_FAILURE_REASON', order_id },
          ),
        },
      }),
    });
    expect(await finish(trading.cancelAll())).toEqual({ outcome: 'acknowledged' });
    expect(posts().map(({ body }) => (body as { order_ids: string[] }).order_ids.length)).toEqual([
      100, 100, 30,
    ]);
  });

  test('only limit orders that last are changed, in price and size', async () => {
    let order = openOrder({ order_id: 'o-1' });
    const { trading, posts } = stage({
      'GET /orders/historical/o-1': () => ({ body: { order } }),
      'POST /orders/edit': () => ({ body: (fixture('rest-order-edit').payload as unknown[])[0] }),
    });
    const change = {
      quantity: '0.002',
      terms: { type: 'limit', limitPrice: '10100.00', isPostOnly: false },
    } as const;
    const ours = { ...reference, venueOrderId: 'o-1' };
    expect(await trading.modify(ours, change)).toEqual({ outcome: 'acknowledged' });
    expect(posts()[0]?.body).toEqual({ order_id: 'o-1', price: '10100.00', size: '0.002' });
    order = openOrder({ order_id: 'o-1', order_configuration: { market_market_ioc: { base_size: '1' } } });
    expect(await trading.modify(ours, change)).toMatchObject({ code: 'local:change' });
    expect(posts()).toHaveLength(1);
  });

  test('a refused change says why', async () => {
    const { trading } = stage({
      'GET /orders/historical/o-1': () => ({ body: { order: openOrder({ order_id: 'o-1' }) } }),
      'POST /orders/edit': () => ({ body: (fixture('rest-order-edit').payload as unknown[])[1] }),
    });
    const change = {
      quantity: '0.002',
      terms: { type: 'limit', limitPrice: '10100', isPostOnly: false },
    } as const;
    expect(await trading.modify({ ...reference, venueOrderId: 'o-1' }, change)).toMatchObject({
      outcome: 'rejected',
      code: 'ORDER_NOT_FOUND',
    });
  });
});

describe('an order of unknown fate', () => {
  const listed =
    (orders: object[]): Handler =>
    (_request, url) => ({
      body: {
        orders: url.searchParams.get('order_status') === 'OPEN' ? [] : orders,
        has_next: false,
        cursor: '',
      },
    });

  test('is found by our id among orders that are over', async () => {
    const { trading, finish } = stage({
      'GET /orders/historical/batch': listed([
        openOrder({}),
        openOrder({ client_order_id: 'abc123', status: 'FILLED', filled_size: '0.001' }),
      ]),
    });
    expect(await finish(trading.findOrder(reference))).toMatchObject({
      clientOrderId: 'abc123',
      state: 'filled',
    });
  });

  test('is none only when every list said so', async () => {
    const { trading, sent, finish } = stage({ 'GET /orders/historical/batch': listed([openOrder({})]) });
    expect(await finish(trading.findOrder({ ...reference, venueOrderId: 'gone' }))).toBeUndefined();
    expect(sent.map(({ path }) => path)).toEqual([
      '/orders/historical/gone',
      '/orders/historical/batch',
      '/orders/historical/batch',
    ]);
  });

  test('stays unknown when a question fails, after the clock was set once', async () => {
    const { trading, finish, sent } = stage({
      'GET /orders/historical/batch': () => ({ status: 401, body: 'Unauthorized' }),
    });
    await expect(finish(trading.findOrder(reference))).rejects.toBeInstanceOf(Failure);
    expect(sent).toHaveLength(2);
    const broken = stage({ 'GET /orders/historical/batch': () => ({ status: 503, body: '' }) });
    await expect(broken.finish(broken.trading.findOrder(reference))).rejects.toMatchObject({
      kind: 'unavailable',
    });
    expect(broken.sent).toHaveLength(3);
  });
});

describe('the user channel', () => {
  const take = (parts: ReturnType<typeof stage>, index: number) => {
    const frame = decodeFrame(receivedFrames('ws-user-fill-flow')[index] ?? '');
    if (frame.kind !== 'orders') throw new Error('not orders');
    parts.trading.takeOrders(frame.orders, frame.time, frame.isSnapshot);
  };
  const fillRow = (entry: string, size: string) => ({
    entry_id: entry,
    trade_id: `t-${entry}`,
    order_id: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
    trade_time: '2026-04-07T14:30:05Z',
    trade_type: 'FILL',
    price: '68900',
    size,
    commission: '0.2756',
    product_id: 'BTC-USD',
    side: 'BUY',
    liquidity_indicator: 'MAKER',
  });

  test('O7: tells of no fills, so that they are asked for until they come to the quantity', async () => {
    let rows: object[] = [];
    const stand = stage({
      'GET /orders/historical/fills': () => ({ body: { fills: rows, cursor: '' } }),
      'GET /accounts': () => ({ body: { accounts: [], has_next: false, cursor: '' } }),
    });
    const { trading, world, sent } = stand;
    const fills: Fill<'live'>[] = [];
    const reports: OrderReport<'live'>[] = [];
    trading.onFills((some) => fills.push(...some));
    trading.onOrders((some) => reports.push(...some));
    trading.onBalances(() => undefined);
    take(stand, 0);
    await world.pass(1000);
    expect(sent).toEqual([]);
    rows = [fillRow('e-1', '0.001')];
    take(stand, 1);
    await world.pass(5000);
    expect(fills.map(({ tradeId, quantity, clientOrderId }) => [tradeId, quantity, clientOrderId])).toEqual([
      ['e-1', '0.001', 'kf-77'],
    ]);
    // The list is late by one fill, and then complete.
    rows = [fillRow('e-1', '0.001'), fillRow('e-2', '0.0015')];
    take(stand, 2);
    await world.pass(300);
    rows = [...rows, fillRow('e-3', '0.0005')];
    await world.pass(10_000);
    expect(new Set(fills.map(({ tradeId }) => tradeId))).toEqual(new Set(['e-1', 'e-2', 'e-3']));
    expect(reports.map(({ state, filledQuantity }) => [state, filledQuantity])).toEqual([
      ['open', '0'],
      ['partial', '0.001'],
      ['filled', '0.003'],
    ]);
    const asked = sent.length;
    await world.pass(60_000);
    expect(sent).toHaveLength(asked);
    expect(sent.some(({ path }) => path === '/accounts')).toBe(true);
  });

  test('fills that never turn up ask for reconciliation', async () => {
    const stand = stage({ 'GET /orders/historical/fills': () => ({ body: { fills: [], cursor: '' } }) });
    const gaps: AccountKey[] = [];
    stand.trading.onGap((key) => gaps.push(key));
    take(stand, 1);
    await stand.world.pass(120_000);
    expect(gaps).toEqual([account]);
  });

  test('a cancelled order keeps the quantity it had', () => {
    const stand = stage({});
    const reports: OrderReport<'live'>[] = [];
    stand.trading.onOrders((some) => reports.push(...some));
    const frame = decodeFrame(receivedFrames('ws-user-fill-flow')[0] ?? '');
    if (frame.kind !== 'orders') throw new Error('not orders');
    take(stand, 0);
    const [order] = frame.orders;
    if (order === undefined) throw new Error('no order');
    stand.trading.takeOrders([{ ...order, status: 'CANCELLED', leaves_quantity: '0' }], frame.time, false);
    expect(reports.map(({ state, quantity }) => [state, quantity])).toEqual([
      ['open', '0.003'],
      ['cancelled', '0.003'],
    ]);
  });
});

describe('O8: the snapshot', () => {
  const since = epochMs(Date.UTC(2026, 0, 5));
  const fill = (entry: string, order: string, size: string) => ({
    entry_id: entry,
    order_id: order,
    trade_time: '2026-01-05T10:00:00Z',
    trade_type: 'FILL',
    price: '100',
    size,
    product_id: 'BTC-USD',
    side: 'BUY',
  });

  test('holds what the lists by age leave out: orders that ended since, and fills from before', async () => {
    let open = [openOrder({ order_id: 'old', filled_size: '0.3' }), openOrder({ order_id: 'resting' })];
    const orders: Record<string, object> = {
      gone: openOrder({ order_id: 'gone', status: 'FILLED', filled_size: '0.2' }),
      resting: openOrder({ order_id: 'resting', status: 'CANCELLED' }),
    };
    const { trading, finish } = stage({
      'GET /orders/historical/batch': (_request, url) => ({
        body: {
          orders: url.searchParams.has('order_status')
            ? open
            : [openOrder({ order_id: 'new', status: 'EXPIRED' })],
          has_next: false,
          cursor: '',
        },
      }),
      'GET /orders/historical/fills': (_request, url) => ({
        body: {
          fills: url.searchParams.has('order_ids')
            ? [fill('e-0', 'old', '0.1'), fill('e-1', 'old', '0.2')]
            : [fill('e-1', 'old', '0.2'), fill('e-2', 'gone', '0.2')],
          cursor: '',
        },
      }),
      'GET /orders/historical/': ({ url }) => {
        const order = orders[new URL(url).pathname.split('/').at(-1) ?? ''];
        return order === undefined ? { status: 404, body: { error: 'NOT_FOUND' } } : { body: { order } };
      },
      'GET /accounts': () => ({
        body: { ...(fixture('rest-accounts').payload as object), has_next: false, cursor: '' },
      }),
    });
    const first = await finish(trading.snapshot(account, since));
    expect(first.openOrders.map(({ venueOrderId }) => venueOrderId).toSorted()).toEqual(['old', 'resting']);
    expect(first.closedOrders.map(({ venueOrderId }) => venueOrderId).toSorted()).toEqual(['gone', 'new']);
    expect(first.fills.map(({ tradeId }) => tradeId).toSorted()).toEqual(['e-0', 'e-1', 'e-2']);
    expect(first.balances).toHaveLength(1);
    open = open.slice(0, 1);
    const second = await finish(trading.snapshot(account, since));
    expect(second.closedOrders.map(({ venueOrderId, state }) => [venueOrderId, state])).toContainEqual([
      'resting',
      'cancelled',
    ]);
  });

  test('rejects when any part of it fails: not known is not nothing', async () => {
    const { trading, finish } = stage({
      'GET /orders/historical/batch': () => ({ body: { orders: [], has_next: false, cursor: '' } }),
      'GET /orders/historical/fills': () => ({ status: 500, body: '' }),
      'GET /accounts': () => ({ body: { accounts: [], has_next: false, cursor: '' } }),
    });
    await expect(finish(trading.snapshot(account, since))).rejects.toBeInstanceOf(Failure);
  });
});

function openOrder(change: object): object {
  return {
    order_id: 'x',
    client_order_id: 'other',
    product_id: 'BTC-USD',
    side: 'BUY',
    status: 'OPEN',
    created_time: '2026-01-05T00:00:00Z',
    filled_size: '0',
    order_configuration: { limit_limit_gtc: { base_size: '0.5', limit_price: '100', post_only: false } },
    ...change,
  };
}
