import { describe, expect, test } from 'vitest';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import type { ClientOrderId, OcoIntent, OrderIntent } from '../../../src-shared/domain/order.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { TransportFailure } from '../connection/http-client.ts';
import { accountKey } from './accounts.ts';
import { orderReport } from './decode-order.ts';
import { addressNotRegistered } from './errors.ts';
import { readExactJson } from './exact-json.ts';
import { Instruments } from './instruments.ts';
import { type FakeKite, fakeKite, refusal } from './testing/fake-kite.ts';
import { fixture } from './testing/fixture.ts';
import { ZerodhaTrading } from './trading.ts';
import { orderWire as orderWireSchema } from './wire.ts';

const header = (fixture('rest-instruments-csv').raw ?? '').split('\n')[0] ?? '';
const list = `${header}
408065,1594,INFY,INFOSYS,0.0,,0.0,0.05,1,EQ,NSE,NSE
256265,1001,NIFTY 50,NIFTY 50,0.0,,0.0,0.0,0,EQ,INDICES,NSE
10189826,39804,NIFTY26NOVFUT,NIFTY,24000.0,2026-11-26,0.0,0.05,75,FUT,NFO-FUT,NFO
58424839,228222,GOLDPETAL26DECFUT,GOLDPETAL,9000.0,2026-12-31,0.0,1.0,1,FUT,MCX-FUT,MCX
58424840,228223,COTTON26DECFUT,COTTON,9000.0,2026-12-31,0.0,10.0,1,FUT,MCX-FUT,MCX
58424841,228224,OLD26OCTFUT,NIFTY,9000.0,2026-10-29,0.0,0.05,75,FUT,NFO-FUT,NFO
`;
const account = accountKey('AB1234', 'equity');
const infy = instrumentId('NSE:INFY');
const clientOrderId = 'kf000000000001' as ClientOrderId;
const day = { timeInForce: 'day' } as const;

function intent(change: Partial<OrderIntent<'live'>> = {}): OrderIntent<'live'> {
  return {
    clientOrderId,
    account,
    instrument: infy,
    side: 'buy',
    quantity: '1',
    terms: { type: 'limit', limitPrice: '1400.5', isPostOnly: false },
    duration: day,
    isReduceOnly: false,
    origin: 'manual',
    ...change,
  };
}

const gtt = { type: 'stop-limit', triggerPrice: '1450', limitPrice: '1451' } as const;

async function open(isTradingEnabled = true): Promise<FakeKite & { readonly trading: ZerodhaTrading }> {
  const kite = fakeKite();
  const instruments = new Instruments({ fetch: async () => Buffer.from(list), now: kite.world.parts.now });
  await instruments.load();
  const trading = new ZerodhaTrading({
    ...kite.world.parts,
    rest: kite.rest,
    instruments,
    isTradingEnabled,
    noteTrouble: () => undefined,
  });
  const margin = { enabled: true, net: '100', utilised: { debits: '0' } };
  trading.logIn('AB1234', { equity: margin, commodity: margin });
  for (const path of ['/orders', '/trades', '/gtt/triggers', '/portfolio/holdings']) {
    kite.reply(`GET ${path}`, { status: 200, data: [] });
  }
  kite.reply('GET /portfolio/positions', { status: 200, data: { net: [], day: [] } });
  kite.reply('GET /user/margins', {
    status: 200,
    data: { equity: { enabled: true, net: 100.5, utilised: { debits: 0 } } },
  });
  kite.reply('GET /quote/ltp', {
    status: 200,
    data: { 'NSE:INFY': { instrument_token: 408065, last_price: 1440.5 } },
  });
  return { ...kite, trading };
}

const orderWire = (change: Record<string, unknown> = {}) => ({
  order_id: '151220000000000',
  exchange_order_id: '1300000001887410',
  status: 'OPEN',
  order_timestamp: '2026-11-20 10:00:01',
  variety: 'regular',
  exchange: 'NSE',
  tradingsymbol: 'INFY',
  order_type: 'LIMIT',
  transaction_type: 'BUY',
  validity: 'DAY',
  product: 'CNC',
  quantity: 1,
  price: 1400.5,
  trigger_price: 0,
  average_price: 0,
  filled_quantity: 0,
  tag: clientOrderId,
  ...change,
});

const triggerWire = (change: Record<string, unknown> = {}) => ({
  id: 123,
  type: 'single',
  status: 'active',
  created_at: '2026-11-20 10:00:02',
  updated_at: '2026-11-20 10:00:02',
  condition: { exchange: 'NSE', tradingsymbol: 'INFY', last_price: 1440.5, trigger_values: [1450] },
  orders: [{ transaction_type: 'BUY', quantity: 1, price: 1451, product: 'CNC', result: null }],
  ...change,
});

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
    ['local:contract-size', { instrument: instrumentId('MCX:COTTON26DECFUT'), terms: { type: 'market' } }],
    ['local:expired', { instrument: instrumentId('NFO:OLD26OCTFUT'), terms: { type: 'market' } }],
    ['local:instrument', { instrument: instrumentId('NSE:NOTHING') }],
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

describe('GTTs', () => {
  const wanted = intent({ terms: gtt, duration: { timeInForce: 'gtc' } });
  const reference = { account, instrument: infy, clientOrderId };

  test('a stop limit that lasts longer than the day is one', async () => {
    const { trading, run, reply, requests } = await open();
    reply('POST /gtt/triggers', { status: 200, data: { trigger_id: 123 } });
    expect(await run(trading.place(wanted))).toMatchObject({
      outcome: 'acknowledged',
      venueOrderId: 'gtt:123',
    });
    const form = new URLSearchParams(requests.at(-1)?.split(' ')[2]);
    expect(form.get('type')).toBe('single');
    expect(JSON.parse(form.get('condition') ?? '')).toEqual({
      exchange: 'NSE',
      tradingsymbol: 'INFY',
      trigger_values: [1450],
      last_price: 1440.5,
    });
    expect(JSON.parse(form.get('orders') ?? '')).toEqual([
      {
        exchange: 'NSE',
        tradingsymbol: 'INFY',
        transaction_type: 'BUY',
        quantity: 1,
        order_type: 'LIMIT',
        product: 'CNC',
        price: 1451,
      },
    ]);
  });

  test('a trigger on the wrong side of the price would be another order', async () => {
    const { trading, run, requests } = await open();
    const passed = { ...wanted, terms: { ...gtt, triggerPrice: '1430' } };
    expect(await run(trading.place(passed))).toMatchObject({ code: 'local:price' });
    expect(requests.filter((request) => request.startsWith('POST'))).toEqual([]);
  });

  test('one whose acknowledgement was lost is found by what it says', async () => {
    const { trading, run, reply } = await open();
    reply('POST /gtt/triggers', new TransportFailure('lost', true));
    expect((await run(trading.place(wanted))).outcome).toBe('unknown');
    expect(await run(trading.findOrder(reference))).toBeUndefined();
    reply('GET /gtt/triggers', {
      status: 200,
      data: [
        triggerWire({ id: 9, condition: { ...triggerWire().condition, trigger_values: [1449] } }),
        triggerWire({ id: 8, created_at: '2026-11-19 10:00:00' }),
        triggerWire(),
      ],
    });
    expect(await run(trading.findOrder(reference))).toMatchObject({ venueOrderId: 'gtt:123', clientOrderId });
  });

  test('after a restart a strange one on the market leaves it open', async () => {
    const { trading, run, reply } = await open();
    reply('GET /gtt/triggers', { status: 200, data: [triggerWire()] });
    await expect(run(trading.findOrder(reference))).rejects.toMatchObject({
      data: { code: 'ambiguous-trigger' },
    });
  });

  test('what its order trades is told under its own id', async () => {
    const { trading, run, reply } = await open();
    reply('POST /gtt/triggers', { status: 200, data: { trigger_id: 123 } });
    await run(trading.place(wanted));
    const result = { order_result: { status: 'success', order_id: '777', rejection_reason: '' } };
    reply('GET /gtt/triggers', {
      status: 200,
      data: [triggerWire({ status: 'triggered', orders: [{ ...triggerWire().orders[0], result }] })],
    });
    const child = {
      order_id: '777',
      tag: null,
      status: 'COMPLETE',
      filled_quantity: 1,
      average_price: 1450.9,
    };
    reply('GET /orders', { status: 200, data: [orderWire(child)] });
    reply('GET /trades', {
      status: 200,
      data: [
        {
          trade_id: '5',
          order_id: '777',
          exchange: 'NSE',
          tradingsymbol: 'INFY',
          average_price: 1450.9,
          quantity: 1,
          transaction_type: 'BUY',
          fill_timestamp: '2026-11-20 10:00:05',
        },
      ],
    });
    const snapshot = await run(trading.snapshot(account, epochMs(0)));
    expect(snapshot.closedOrders).toMatchObject([
      {
        venueOrderId: 'gtt:123',
        clientOrderId,
        state: 'filled',
        filledQuantity: '1',
        averagePrice: '1450.9',
      },
    ]);
    expect(snapshot.fills).toMatchObject([{ venueOrderId: 'gtt:123', clientOrderId, tradeId: '5' }]);
    expect(snapshot.openOrders).toEqual([]);
  });

  test('a waiting one is changed and cancelled by its number', async () => {
    const { trading, run, reply, requests } = await open();
    reply('GET /gtt/triggers', { status: 200, data: [triggerWire()] });
    reply('PUT /gtt/triggers/123', { status: 200, data: { trigger_id: 123 } });
    reply('DELETE /gtt/triggers/123', { status: 200, data: { trigger_id: 123 } });
    const waiting = { ...reference, venueOrderId: 'gtt:123' };
    const terms = { type: 'stop-limit', triggerPrice: '1460', limitPrice: '1461' } as const;
    expect(await run(trading.modify(waiting, { quantity: '3', terms }))).toEqual({ outcome: 'acknowledged' });
    const form = new URLSearchParams(requests.at(-1)?.split(' ')[2]);
    expect(JSON.parse(form.get('condition') ?? '')).toMatchObject({ trigger_values: [1460] });
    expect(JSON.parse(form.get('orders') ?? '')).toMatchObject([
      { quantity: 3, price: 1461, product: 'CNC' },
    ]);
    expect(await run(trading.cancel(waiting))).toEqual({ outcome: 'acknowledged' });
    expect(requests.at(-1)).toBe('DELETE /gtt/triggers/123');
  });

  test('a pair is two legs under one id', async () => {
    const { trading, run, reply, requests } = await open();
    reply('POST /gtt/triggers', { status: 200, data: { trigger_id: 5 } });
    const pair: OcoIntent<'live'> = {
      account,
      instrument: infy,
      side: 'sell',
      quantity: '2',
      origin: 'manual',
      target: { clientOrderId, limitPrice: '1500' },
      stop: { clientOrderId: 'kf2' as ClientOrderId, triggerPrice: '1400', limitPrice: '1399' },
    };
    expect(await run(trading.placeOco(pair))).toMatchObject({
      outcome: 'acknowledged',
      venueOrderIds: ['gtt:5'],
    });
    const form = new URLSearchParams(requests.at(-1)?.split(' ')[2]);
    expect(form.get('type')).toBe('two-leg');
    expect(JSON.parse(form.get('condition') ?? '').trigger_values).toEqual([1400, 1500]);
    expect(JSON.parse(form.get('orders') ?? '').map(({ price }: { price: number }) => price)).toEqual([
      1399, 1500,
    ]);
    const stopless = { ...pair, stop: { clientOrderId, triggerPrice: '1400' } };
    expect(await run(trading.placeOco(stopless))).toMatchObject({ code: 'local:order-type' });
    const wrong = { ...pair, side: 'buy' } as const;
    expect(await run(trading.placeOco(wrong))).toMatchObject({ code: 'local:price' });
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
  const readWire = (wire: unknown) => orderWireSchema.parse(readExactJson(JSON.stringify(wire)));

  test('the order of a GTT is told under the GTT as soon as it is heard of', async () => {
    const { trading, run, world, reply } = await open();
    const told: unknown[] = [];
    trading.onOrders((reports) => told.push(...reports));
    reply('POST /gtt/triggers', { status: 200, data: { trigger_id: 123 } });
    await run(trading.place(intent({ terms: gtt, duration: { timeInForce: 'gtc' } })));
    reply('GET /gtt/triggers', { status: 200, data: [triggerWire()] });
    await run(trading.snapshot(account, epochMs(0)));
    const result = { order_result: { status: 'success', order_id: '777', rejection_reason: '' } };
    reply('GET /gtt/triggers', {
      status: 200,
      data: [triggerWire({ status: 'triggered', orders: [{ ...triggerWire().orders[0], result }] })],
    });
    trading.takeOrder(readWire(orderWire({ order_id: '777', tag: null })));
    await world.pass(2000);
    expect(told).toMatchObject([{ venueOrderId: 'gtt:123', clientOrderId, state: 'open', quantity: '1' }]);
  });

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
