import { describe, expect, test } from 'vitest';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import type { ClientOrderId, OrderIntent } from '../../../src-shared/domain/order.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { TransportFailure } from '../connection/http-client.ts';
import { accountKey } from './accounts.ts';
import { orderReport } from './decode-order.ts';
import { addressNotRegistered } from './errors.ts';
import { refusal } from './testing/fake-kite.ts';
import { fixture } from './testing/fixture.ts';
import {
  account,
  clientOrderId,
  commodities,
  infy,
  intent,
  open,
  orderWire,
  readWire,
  triggerWire,
} from './testing/open-trading.ts';

describe('placing', () => {
  test('sends the recorded form and answers with the order id', async () => {
    const { trading, run, reply, requests } = await open();
    reply('POST /orders/regular', { status: 200, data: { order_id: '151220000000000' } });
    expect(await run(trading.place(intent()))).toMatchObject({
      outcome: 'acknowledged',
      venueOrderId: '151220000000000',
    });
    const sent = requests[0]?.split(' ')[2] ?? '';
    const recorded = (fixture('rest-order-place') as unknown as { request: { body: string } }).request.body;
    const sorted = (form: string) => [...new URLSearchParams(form)].toSorted();
    expect(sorted(sent)).toEqual(sorted(recorded));
  });

  test.each([
    ['market order', { terms: { type: 'market' } }, { order_type: 'MARKET', market_protection: '-1' }],
    [
      'market order with its own protection',
      { terms: { type: 'market' }, options: { marketProtection: '2' } },
      { market_protection: '2' },
    ],
    [
      'stop',
      { terms: { type: 'stop', triggerPrice: '1390' }, side: 'sell' },
      { order_type: 'SL-M', trigger_price: '1390', transaction_type: 'SELL', market_protection: '-1' },
    ],
    [
      'stop limit',
      { terms: { type: 'stop-limit', triggerPrice: '1450', limitPrice: '1451' } },
      { order_type: 'SL', trigger_price: '1450', price: '1451' },
    ],
    ['intraday', { options: { product: 'MIS' } }, { product: 'MIS' }],
    [
      'future',
      { instrument: instrumentId('NFO:NIFTY26NOVFUT'), quantity: '150' },
      { product: 'NRML', quantity: '150', exchange: 'NFO', tradingsymbol: 'NIFTY26NOVFUT' },
    ],
    [
      'order for a quarter of an hour',
      { duration: { timeInForce: 'gtd', until: epochMs(Date.parse('2026-11-20T10:15:30+05:30')) } },
      { validity: 'TTL', validity_ttl: '15' },
    ],
    ['order of the moment', { duration: { timeInForce: 'ioc' } }, { validity: 'IOC' }],
  ] as const)('a %s is written as Zerodha wants it', async (_name, change, fields) => {
    const { trading, run, reply, requests } = await open();
    reply('POST /orders/regular', { status: 200, data: { order_id: '1' } });
    await run(trading.place(intent(change as Partial<OrderIntent<'live'>>)));
    expect(Object.fromEntries(new URLSearchParams(requests[0]?.split(' ')[2]))).toMatchObject(fields);
  });

  test('after the market it goes to the other address', async () => {
    const { trading, run, reply, requests } = await open();
    reply('POST /orders/amo', { status: 200, data: { order_id: '1' } });
    await run(trading.place(intent({ options: { variety: 'amo' } })));
    expect(requests[0]).toMatch(/^POST \/orders\/amo /);
  });

  test.each([
    ['local:quantity', { quantity: '0' }],
    ['local:quantity', { quantity: '1.5' }],
    ['local:quantity', { instrument: instrumentId('NFO:NIFTY26NOVFUT'), quantity: '76' }],
    ['local:price', { terms: { type: 'limit', limitPrice: '1400.51', isPostOnly: false } }],
    ['local:price', { terms: { type: 'stop', triggerPrice: '0' } }],
    ['local:order-type', { terms: { type: 'if-touched', triggerPrice: '1400' } }],
    ['local:order-type', { terms: { type: 'limit', limitPrice: '1400', isPostOnly: true } }],
    ['local:order-type', { isReduceOnly: true }],
    ['local:duration', { duration: { timeInForce: 'fok' } }],
    ['local:duration', { duration: { timeInForce: 'gtc' } }],
    [
      'local:duration',
      { duration: { timeInForce: 'gtd', until: epochMs(Date.parse('2026-11-22T10:00:00+05:30')) } },
    ],
    ['local:duration', { terms: { type: 'limit-if-touched', triggerPrice: '1', limitPrice: '1' } }],
    [
      'local:duration',
      {
        account: commodities,
        instrument: instrumentId('MCX:GOLDPETAL26DECFUT'),
        duration: { timeInForce: 'ioc' },
        terms: { type: 'market' },
      },
    ],
    ['local:option', { options: { product: 'XYZ' } }],
    ['local:option', { options: { colour: 'red' } }],
    ['local:option', { options: { marketProtection: '0' } }],
    ['local:client-order-id', { clientOrderId: 'has-a-dash' as ClientOrderId }],
    ['local:not-tradable', { instrument: instrumentId('NSE:NIFTY_50'), terms: { type: 'market' } }],
    [
      'local:contract-size',
      { account: commodities, instrument: instrumentId('MCX:COTTON26DECFUT'), terms: { type: 'market' } },
    ],
    ['local:expired', { instrument: instrumentId('NFO:OLD26OCTFUT'), terms: { type: 'market' } }],
    ['local:instrument', { instrument: instrumentId('NSE:NOTHING') }],
    ['local:account', { account: accountKey('ZZ9999', 'equity') }],
    ['local:account', { account: accountKey('AB1234', 'commodity') }],
  ] as const)('%s: what must be refused is refused here and nothing is sent (%#)', async (code, change) => {
    const { trading, run, requests } = await open();
    const outcome = await run(trading.place(intent(change as Partial<OrderIntent<'live'>>)));
    expect(outcome).toMatchObject({ outcome: 'rejected', code, reason: expect.stringMatching(/\w/) });
    expect(requests).toEqual([]);
  });

  test('a connection that only reads sends no order', async () => {
    const { trading, run, requests } = await open(false);
    expect(await run(trading.place(intent()))).toMatchObject({ code: 'local:read-only' });
    expect(requests).toEqual([]);
    expect((await run(trading.accounts()))[0]).toMatchObject({
      canTrade: false,
      reason: expect.stringMatching(/only reads/),
    });
  });
});

describe('O4, O5: whatever comes back, an order is sent once', () => {
  const address = refusal(403, 'PermissionException', 'IP (203.0.113.7) is not allowed to place orders');
  test.each([
    ['lost before the first byte', new TransportFailure('no way', false), 'rejected', 'local:not-sent'],
    ['lost after it', new TransportFailure('no answer', true), 'unknown', undefined],
    [
      'refused for margin',
      refusal(400, 'MarginException', 'Insufficient funds.'),
      'rejected',
      'MarginException',
    ],
    ['refused for its address', address, 'rejected', addressNotRegistered],
    ['too many', refusal(429, 'NetworkException', 'Too many requests'), 'unknown', undefined],
    ['exchange away', refusal(503, 'NetworkException', 'Gateway timed out'), 'unknown', undefined],
    ['nonsense behind', refusal(502, 'DataException', 'x'), 'unknown', undefined],
    ['maintenance', { status: 503, body: '<html>' }, 'unknown', undefined],
    ['400 that timed out', refusal(400, 'OrderException', 'Request timed out'), 'unknown', undefined],
    ['200 without an id', { status: 200, body: '{}' }, 'unknown', undefined],
    ['200 with nonsense', { status: 200, body: '<html>' }, 'unknown', undefined],
  ] as const)('%s', async (_name, reply, outcome, code) => {
    const kite = await open();
    kite.reply('POST /orders/regular', reply);
    const placed = await kite.run(kite.trading.place(intent()));
    await kite.world.pass(60_000);
    expect(placed).toMatchObject({ outcome, ...(code === undefined ? {} : { code }) });
    expect(kite.requests.filter((request) => request.startsWith('POST'))).toHaveLength(1);
  });

  test('a second sending would be counted (negative control)', async () => {
    const kite = await open();
    kite.reply('POST /orders/regular', { status: 503, body: '' });
    await kite.run(kite.trading.place(intent()));
    await kite.run(kite.trading.place(intent()));
    expect(kite.requests.filter((request) => request.startsWith('POST'))).toHaveLength(2);
  });

  test('a refused token is not sent again, and the session is over once', async () => {
    const { trading, run, reply, requests, ended } = await open();
    reply('POST /orders/regular', refusal(403, 'TokenException', 'Token is invalid or has expired.'));
    expect(await run(trading.place(intent()))).toMatchObject({ code: 'TokenException' });
    expect(await run(trading.place(intent()))).toMatchObject({ outcome: 'rejected', code: 'local:not-sent' });
    await expect(run(trading.accounts())).rejects.toMatchObject({ kind: 'unauthorised' });
    expect([requests.length, ended.length]).toEqual([1, 1]);
  });

  test('the refused address is shown with the accounts until an order is taken', async () => {
    const { trading, run, reply } = await open();
    reply('POST /orders/regular', address, { status: 200, data: { order_id: '1' } });
    await run(trading.place(intent()));
    expect((await run(trading.accounts()))[0]?.reason).toMatch(/203\.0\.113\.7/);
    await run(trading.place(intent()));
    expect((await run(trading.accounts()))[0]?.reason).toBe('');
  });
});

describe('finding an order again', () => {
  const reference = { account, instrument: infy, clientOrderId };

  test('by its tag among today’s', async () => {
    const { trading, run, reply } = await open();
    expect(await run(trading.findOrder(reference))).toBeUndefined();
    reply('GET /orders', { status: 200, data: [orderWire({ tag: 'other', order_id: '1' }), orderWire()] });
    expect(await run(trading.findOrder(reference))).toMatchObject({
      venueOrderId: '151220000000000',
      state: 'open',
    });
  });

  test('no answer is not “no such order”', async () => {
    const { trading, run, reply } = await open();
    reply('GET /orders', refusal(503, 'NetworkException', 'away'));
    await expect(run(trading.findOrder(reference))).rejects.toMatchObject({ kind: 'unavailable' });
  });

  test('an order of an earlier day cannot be known to be gone', async () => {
    const { trading, run } = await open();
    const earlier = trading.findOrder({ ...reference, venueOrderId: '99' });
    await expect(run(earlier)).rejects.toMatchObject({ data: { code: 'earlier-day' } });
  });
});

describe('changing and cancelling', () => {
  const reference = { account, instrument: infy, clientOrderId, venueOrderId: '151220000000000' };
  const change = { quantity: '2', terms: { type: 'limit', limitPrice: '1401', isPostOnly: false } } as const;

  test('the variety is looked up when it is not known', async () => {
    const { trading, run, reply, requests } = await open();
    reply('GET /orders', { status: 200, data: [orderWire({ variety: 'amo' })] });
    reply('PUT /orders/amo/151220000000000', { status: 200, data: { order_id: '151220000000000' } });
    expect(await run(trading.modify(reference, change))).toEqual({ outcome: 'acknowledged' });
    expect(requests.at(-1)).toBe('PUT /orders/amo/151220000000000 quantity=2&order_type=LIMIT&price=1401');
  });

  test('a protected stop keeps its protection when its trigger is moved', async () => {
    const { trading, run, reply, requests } = await open();
    reply('GET /orders', { status: 200, data: [orderWire({ order_type: 'SL-M', market_protection: 2 })] });
    reply('PUT /orders/regular/151220000000000', { status: 200, data: { order_id: '151220000000000' } });
    const moved = { quantity: '1', terms: { type: 'stop', triggerPrice: '1390' } } as const;
    expect(await run(trading.modify(reference, moved))).toEqual({ outcome: 'acknowledged' });
    expect(requests.at(-1)).toMatch(/order_type=SL-M&trigger_price=1390&market_protection=2$/);
  });

  test('an order is changed 25 times at most', async () => {
    const { trading, run, reply, requests } = await open();
    reply('GET /orders', { status: 200, data: [orderWire()] });
    reply('PUT /orders/regular/151220000000000', { status: 200, data: { order_id: '151220000000000' } });
    for (let count = 0; count < 25; count += 1) {
      expect(await run(trading.modify(reference, change))).toEqual({ outcome: 'acknowledged' });
    }
    expect(await run(trading.modify(reference, change))).toMatchObject({ code: 'local:too-many-changes' });
    expect(requests.filter((request) => request.startsWith('PUT'))).toHaveLength(25);
  });

  test('without the venue’s id the tag serves', async () => {
    const { trading, run, reply, requests } = await open();
    reply('GET /orders', { status: 200, data: [orderWire()] });
    reply('DELETE /orders/regular/151220000000000', { status: 200, data: { order_id: '151220000000000' } });
    const { venueOrderId: _, ...byTag } = reference;
    expect(await run(trading.cancel(byTag))).toEqual({ outcome: 'acknowledged' });
    expect(requests.at(-1)).toBe('DELETE /orders/regular/151220000000000');
  });

  test('all at once means each by itself, GTTs included, other accounts not', async () => {
    const { trading, run, reply, requests } = await open();
    reply('GET /orders', {
      status: 200,
      data: [
        orderWire(),
        orderWire({ order_id: '2', tag: null, status: 'COMPLETE' }),
        orderWire({ order_id: '3', exchange: 'MCX', tradingsymbol: 'GOLDPETAL26DECFUT' }),
      ],
    });
    reply('GET /gtt/triggers', { status: 200, data: [triggerWire()] });
    reply('DELETE /orders/regular/151220000000000', { status: 200, data: { order_id: '151220000000000' } });
    reply('DELETE /gtt/triggers/123', { status: 200, data: { trigger_id: 123 } });
    expect(await run(trading.cancelAll(account))).toEqual({ outcome: 'acknowledged' });
    expect(requests.filter((request) => request.startsWith('DELETE')).toSorted()).toEqual([
      'DELETE /gtt/triggers/123',
      'DELETE /orders/regular/151220000000000',
    ]);
  });

  test('one that cannot be cancelled is told', async () => {
    const { trading, run, reply } = await open();
    reply('GET /orders', { status: 200, data: [orderWire()] });
    reply('DELETE /orders/regular/151220000000000', refusal(400, 'OrderException', 'not now'));
    expect(await run(trading.cancelAll(account))).toMatchObject({
      outcome: 'rejected',
      code: 'OrderException',
    });
  });
});

describe('streams', () => {
  test('our tag is found among Zerodha’s own', () => {
    const tags = ['mktp', 'mktp:2.00', clientOrderId];
    expect(orderReport(readWire(orderWire({ tag: null, tags })), 'AB1234')?.clientOrderId).toBe(
      clientOrderId,
    );
    expect(
      orderReport(readWire(orderWire({ tag: null, tags: ['mktp'] })), 'AB1234')?.clientOrderId,
    ).toBeUndefined();
  });

  test('an order frame tells the order, and its trades are asked for until they add up', async () => {
    const { trading, world, reply, requests } = await open();
    const told: unknown[] = [];
    const fills: unknown[] = [];
    const gaps: unknown[] = [];
    trading.onOrders((reports) => told.push(...reports));
    trading.onFills((some) => fills.push(...some));
    trading.onGap((one) => gaps.push(one.account));
    const trade = (id: string, quantity: number) => ({
      trade_id: id,
      order_id: '151220000000000',
      exchange: 'NSE',
      tradingsymbol: 'INFY',
      average_price: 1400.5,
      quantity,
      transaction_type: 'BUY',
      fill_timestamp: '2026-11-20 10:00:05',
    });
    reply(
      'GET /orders/151220000000000/trades',
      { status: 200, data: [trade('1', 1)] },
      { status: 200, data: [trade('1', 1), trade('2', 2)] },
    );
    const wire = readWire(orderWire({ quantity: 3, filled_quantity: 3, status: 'COMPLETE' }));
    trading.takeOrder(wire);
    await world.pass(3000);
    trading.takeOrder(wire);
    await world.pass(3000);
    expect(told).toMatchObject([{ state: 'filled' }, { state: 'filled' }]);
    expect(fills).toMatchObject([{ tradeId: '1' }, { tradeId: '1' }, { tradeId: '2', clientOrderId }]);
    expect(requests.filter((request) => request.endsWith('/trades'))).toHaveLength(2);
    expect(gaps).toEqual([]);
  });

  test('a reconnect asks for everything, for each account', async () => {
    const { trading } = await open();
    const gaps: string[] = [];
    trading.onGap(({ account: name }) => gaps.push(name));
    trading.noteGap();
    expect(gaps).toEqual(['AB1234:equity', 'AB1234:commodity']);
  });
});

test('a snapshot says from when it is whole: Zerodha forgets in the night', async () => {
  const { trading, run, reply } = await open();
  reply('GET /orders', {
    status: 200,
    data: [orderWire(), orderWire({ order_id: '2', status: 'REJECTED' })],
  });
  const snapshot = await run(trading.snapshot(account, epochMs(0)));
  expect(snapshot.since).toBe(Date.parse('2026-11-20T06:00:00+05:30'));
  expect(snapshot.openOrders.map(({ venueOrderId }) => venueOrderId)).toEqual(['151220000000000']);
  expect(snapshot.closedOrders.map(({ venueOrderId }) => venueOrderId)).toEqual(['2']);
  expect(snapshot.balances).toMatchObject([{ available: { amount: '100.5', currency: 'INR' } }]);
  const later = epochMs(Date.parse('2026-11-20T09:59:00+05:30'));
  expect((await run(trading.snapshot(account, later))).since).toBe(later);
});
