import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KiteKey } from './apps.ts';
import { startZerodhaSimulator, type ZerodhaSimulator } from './index.ts';
import { nextSixOClock } from './indian-time.ts';
import { checksum, type Form, type Reply, TestClient } from './testing/client.ts';
import { trouble } from './venue-error.ts';

let simulator: ZerodhaSimulator;
let client: TestClient;

beforeEach(async () => {
  simulator = await startZerodhaSimulator({
    historyMinutes: 5,
    historyHours: 5,
    pace: { tickMs: 20, heartbeatMs: 100 },
  });
  client = new TestClient(simulator);
});

afterEach(async () => {
  client.close();
  await simulator.close();
});

const refusal = ({ status, body }: Reply) => [status, body.error_type, body.message];
const market: Form = { order_type: 'MARKET', market_protection: -1 };

describe('the session', () => {
  it('ends at six in the morning in India, and says so everywhere', async () => {
    const night = Date.parse('2026-11-21T23:00:00Z');
    expect(new Date(nextSixOClock(night)).toISOString()).toBe('2026-11-22T00:30:00.000Z');
    expect(new Date(nextSixOClock(Date.parse('2026-11-22T00:30:00Z'))).toISOString()).toBe(
      '2026-11-23T00:30:00.000Z',
    );
    const socket = await client.listen();
    simulator.endDay();
    expect(refusal(await client.send('GET', '/orders'))).toEqual([
      403,
      'TokenException',
      'Token is invalid or has expired.',
    ]);
    await expect.poll(() => socket.isClosed).toBe(true);
    expect(await client.refusal(simulator.credentials.good)).toBe(403);
  });

  it('knows right, wrong, unknown and old tokens, and only version 3', async () => {
    const { wrongSecret, unknown, expired } = simulator.credentials;
    for (const key of [wrongSecret, unknown]) {
      expect((await client.send('GET', '/user/profile', { key })).body.message).toMatch(
        /^Incorrect `api_key`/,
      );
      expect(await client.refusal(key)).toBe(403);
    }
    const old = await client.send('GET', '/user/profile', { key: expired });
    expect(old.body.message).toBe('Token is invalid or has expired.');
    const headers = { 'X-Kite-Version': '2' };
    expect((await client.send('GET', '/user/profile', { headers })).status).toBe(410);
  });

  it('a request token works once, for a few minutes, with the right checksum, and ends the session before', async () => {
    const { good } = simulator.credentials;
    const login = (token: string, secret = good.apiSecret) =>
      client.send('POST', '/session/token', {
        form: {
          api_key: good.apiKey,
          request_token: token,
          checksum: checksum(good.apiKey, token, secret),
        },
      });
    const token = simulator.signIn(good);
    expect((await login(token, 'wrong')).body.message).toBe('Invalid `checksum`.');
    expect((await login(token)).status).toBe(200);
    expect((await login(token)).body.error_type).toBe('TokenException');
    expect((await client.send('GET', '/orders')).status).toBe(403);
    const late = simulator.signIn(good);
    simulator.clock.offsetMs += 6 * 60_000;
    expect((await login(late)).body.error_type).toBe('TokenException');
  });
});

describe('rights', () => {
  it('orders come from registered addresses only; everything else from anywhere', async () => {
    const key = simulator.credentials.ipBound;
    const expected = [403, 'PermissionException', 'IP (127.0.0.1) is not allowed to place orders'];
    expect(refusal(await client.place({}, 'regular', key))).toEqual(expected);
    expect(refusal(await client.send('DELETE', '/orders/regular/1', { key }))).toEqual(expected);
    expect(refusal(await client.send('PUT', '/orders/regular/1', { key, form: { price: 1 } }))).toEqual(
      expected,
    );
    expect((await client.send('GET', '/orders', { key })).status).toBe(200);
    expect(simulator.truth.orders).toEqual([]);
  });

  it('prices need the data subscription; portfolio and orders do not', async () => {
    const key = simulator.credentials.withoutData;
    const expected = [403, 'PermissionException', 'Insufficient permission for that call.'];
    expect(refusal(await client.send('GET', '/quote/ltp?i=NSE:INFY', { key }))).toEqual(expected);
    const range = 'from=2026-01-01+00:00:00&to=2026-01-02+00:00:00';
    expect(refusal(await client.send('GET', `/instruments/historical/408065/day?${range}`, { key }))).toEqual(
      expected,
    );
    expect(await client.refusal(key)).toBe(403);
    expect((await client.place({}, 'regular', key)).status).toBe(200);
  });

  it('an account without segments trades nothing', async () => {
    const key = simulator.credentials.readOnly;
    expect((await client.get('/user/profile', key)).exchanges).toEqual(['MF']);
    expect((await client.place({}, 'regular', key)).body.error_type).toBe('PermissionException');
  });

  it('more than three sockets of one app are refused, another app is let in', async () => {
    for (let index = 0; index < 3; index += 1) await client.listen();
    expect(await client.refusal(simulator.credentials.good)).toBe(429);
    await client.listen(simulator.credentials.secondApp);
  });
});

describe('limits', () => {
  it.each([
    ['quotes', 1, () => client.send('GET', '/quote/ltp?i=NSE:INFY')],
    ['orders', 10, () => client.place({ price: 1500 })],
    ['others', 10, () => client.send('GET', '/user/profile')],
  ] as const)('%s: %d a second', async (_name, limit, ask) => {
    const replies = await Promise.all(Array.from({ length: limit + 1 }, ask));
    const refused = replies.filter(({ status }) => status === 429);
    expect(refused.map((reply) => reply.body.error_type)).toEqual(['NetworkException']);
    expect(simulator.tooFast).toBe(1);
  });

  it('maintenance answers a page, a limit of the test’s own 429', async () => {
    simulator.faults.limitRate(simulator.clock.now() + 10_000);
    expect((await client.send('GET', '/orders')).body.message).toBe('Too many requests');
    simulator.faults.clear();
    simulator.faults.maintenance = true;
    const { status, body } = await client.send('GET', '/orders');
    expect([status, typeof body]).toEqual([503, 'string']);
  });

  it('history has a longest span for each interval', async () => {
    const ask = (interval: string, to: string) =>
      client.send(
        'GET',
        `/instruments/historical/408065/${interval}?from=2026-01-01+00:00:00&to=${to}+00:00:00`,
      );
    expect((await ask('minute', '2026-03-02')).status).toBe(200);
    expect((await ask('minute', '2026-03-03')).body.error_type).toBe('InputException');
    expect((await ask('day', '2030-01-01')).status).toBe(200);
  });
});

describe('orders', () => {
  it('an id is given at once, the exchange hears later, and each state is told', async () => {
    const socket = await client.listen();
    const letGo = simulator.desk.hold();
    const { body } = await client.place({ tag: 'abc' });
    const id = body.data.order_id;
    const known = await client.get('/orders');
    expect(known).toMatchObject([{ status: 'PUT ORDER REQ RECEIVED', exchange_order_id: null, tag: 'abc' }]);
    expect(simulator.truth.orders).toEqual([]);
    letGo();
    const order = await client.settled(id);
    expect(order).toMatchObject({ status: 'OPEN', pending_quantity: 1, tags: ['abc'] });
    expect(order.exchange_order_id).toMatch(/^\d{16}$/);
    simulator.cross('NSE:INFY', 'sell', '1499', '1');
    await client.settled(id);
    const states = ['PUT ORDER REQ RECEIVED', 'VALIDATION PENDING', 'OPEN PENDING', 'OPEN', 'COMPLETE'];
    const history = await client.get(`/orders/${id}`);
    expect(history.map(({ status }: { status: string }) => status)).toEqual(states);
    await expect.poll(() => socket.statuses(id)).toEqual(states);
  });

  it('partial fills stay OPEN; a cancelled rest keeps what was filled', async () => {
    const { order_id: id } = await client.placed({ quantity: 5 });
    simulator.feeds.get('NSE:INFY')?.stop();
    simulator.cross('NSE:INFY', 'sell', '1500', '2');
    expect(await client.settled(id)).toMatchObject({
      status: 'OPEN',
      filled_quantity: 2,
      average_price: 1500,
    });
    await client.send('DELETE', `/orders/regular/${id}`);
    expect(await client.settled(id)).toMatchObject({
      status: 'CANCELLED',
      filled_quantity: 2,
      cancelled_quantity: 3,
    });
    expect((await client.send('DELETE', `/orders/regular/${id}`)).body.error_type).toBe('OrderException');
    expect((await client.get('/portfolio/positions')).net).toMatchObject([{ quantity: 2, product: 'CNC' }]);
  });

  it.each([
    ['no protection', { order_type: 'MARKET' }, 'Missing or empty field `market_protection`'],
    ['protection 0', { order_type: 'MARKET', market_protection: 0 }, 'Invalid `market_protection`.'],
    ['protection over 100', { order_type: 'MARKET', market_protection: 101 }, 'Invalid `market_protection`.'],
    ['no price', { price: '' }, 'Missing or empty field `price`'],
    ['a price off the grid', { price: 1500.01 }, 'Invalid `price`.'],
    ['a stop without trigger', { order_type: 'SL' }, 'Missing or empty field `trigger_price`'],
    ['a trigger beyond the price', { order_type: 'SL', trigger_price: 1600 }, 'Invalid `trigger_price`.'],
    ['an unknown market', { tradingsymbol: 'NOSUCH' }, 'Invalid `tradingsymbol`.'],
    ['an index', { tradingsymbol: 'NIFTY 50' }, 'Invalid `tradingsymbol`.'],
    ['a tag with a dash', { tag: 'a-b' }, 'Invalid `tag`.'],
    ['a long tag', { tag: 'a'.repeat(21) }, 'Invalid `tag`.'],
    ['TTL without minutes', { validity: 'TTL' }, 'Invalid `validity_ttl`.'],
    ['NRML for shares', { product: 'NRML' }, 'Invalid `product`.'],
  ] as const)('%s is refused at once', async (_name, change, message) => {
    expect(refusal(await client.place(change))).toEqual([400, 'InputException', message]);
  });

  it('contracts: whole lots, no IOC on MCX, no SL-M for options, freeze quantities', async () => {
    const nifty = simulator.catalogue.future('NFO', 'NIFTY').tradingsymbol;
    const gold = simulator.catalogue.future('MCX', 'GOLDPETAL').tradingsymbol;
    const option = nifty.replace('FUT', '25000CE');
    const contract = { exchange: 'NFO', tradingsymbol: nifty, product: 'NRML', price: 25_000 };
    expect((await client.place({ ...contract, quantity: 76 })).body.message).toBe('Invalid `quantity`.');
    const large = await client.place({ ...contract, quantity: 1875 });
    expect(large.body).toMatchObject({ error_type: 'OrderException' });
    const goldOrder = { exchange: 'MCX', tradingsymbol: gold, product: 'NRML', price: 9800, validity: 'IOC' };
    expect((await client.place(goldOrder)).body.message).toBe('Invalid `validity`.');
    const stop = { ...market, order_type: 'SL-M', trigger_price: 300, quantity: 75 };
    expect((await client.place({ ...contract, tradingsymbol: option, ...stop })).body.error_type).toBe(
      'OrderException',
    );
  });

  it('funds and stock are checked at once', async () => {
    expect((await client.place({ quantity: 1000 })).body.message).toMatch(
      /^Insufficient funds\. Required margin is 1500000\.00 but available margin is 1000000\.00\.$/,
    );
    const sale = { transaction_type: 'SELL', quantity: 101, price: 1600 };
    expect((await client.place(sale)).body.error_type).toBe('HoldingException');
    expect(await client.placed({ ...sale, quantity: 100 })).toMatchObject({ status: 'OPEN' });
    expect((await client.place({ ...sale, quantity: 1 })).body.error_type).toBe('HoldingException');
  });

  it('the exchange rejects later, as a status', async () => {
    expect(await client.placed({ price: 1000 })).toMatchObject({
      status: 'REJECTED',
      status_message: expect.stringContaining('lower circuit limit'),
      pending_quantity: 0,
    });
    simulator.desk.rejections.push('The exchange says no.');
    expect(await client.placed()).toMatchObject({
      status: 'REJECTED',
      status_message: 'The exchange says no.',
    });
    const wrongSide = { order_type: 'SL', trigger_price: 1500, price: 1510 };
    expect(await client.placed(wrongSide)).toMatchObject({ status: 'REJECTED' });
    simulator.exchange.setMarketState('NSE:INFY', 'halted');
    expect(await client.placed()).toMatchObject({ status: 'REJECTED' });
    expect(simulator.truth.orders).toEqual([]);
  });

  it('stops wait, trigger, and fill', async () => {
    const stop = { order_type: 'SL', trigger_price: 1600, price: 1605 };
    const { order_id: id, status } = await client.placed(stop);
    expect(status).toBe('TRIGGER PENDING');
    const { order_id: second } = await client.placed({ ...stop, ...market, order_type: 'SL-M' });
    simulator.feeds.get('NSE:INFY')?.moveTo('1601');
    expect(await client.settled(id)).toMatchObject({ status: 'COMPLETE', order_type: 'SL' });
    expect(await client.settled(second)).toMatchObject({ status: 'COMPLETE', order_type: 'SL-M' });
  });

  it('changes keep the order, even its type; 25 are the most', async () => {
    const { order_id: id } = await client.placed({ quantity: 2 });
    const change = (form: Form) => client.send('PUT', `/orders/regular/${id}`, { form });
    await change({ price: 1505, quantity: 3 });
    expect(await client.settled(id)).toMatchObject({
      status: 'OPEN',
      price: 1505,
      quantity: 3,
      modified: true,
    });
    expect((await change({ order_type: 'MARKET' })).body.message).toMatch(/market_protection/);
    const order = simulator.desk.order(simulator.accountId, id);
    order.changes = 25;
    expect((await change({ price: 1506 })).body.message).toBe(
      'Maximum allowed order modifications exceeded.',
    );
    order.changes = 2;
    await change(market);
    expect(await client.settled(id)).toMatchObject({
      status: 'COMPLETE',
      filled_quantity: 3,
      order_type: 'MARKET',
    });
  });

  it('IOC and TTL orders end by themselves', async () => {
    expect(await client.placed({ validity: 'IOC' })).toMatchObject({ status: 'CANCELLED' });
    const { order_id: id } = await client.placed({ validity: 'TTL', validity_ttl: 2 });
    simulator.clock.offsetMs += 121_000;
    await client.get('/orders');
    expect(await client.settled(id)).toMatchObject({ status: 'CANCELLED', validity_ttl: 2 });
  });

  it('orders after hours wait for the market', async () => {
    const { order_id: id, status } = await client.placed(market, 'amo');
    expect(status).toBe('AMO REQ RECEIVED');
    const { order_id: other } = await client.placed({}, 'amo');
    await client.send('DELETE', `/orders/amo/${other}`);
    expect(await client.settled(other)).toMatchObject({ status: 'CANCELLED AMO' });
    simulator.desk.releaseAfterMarketOrders();
    await expect.poll(() => client.row(id).status).toBe('COMPLETE');
  });

  it('an iceberg goes leg by leg; a cover order gets its stop', async () => {
    const legs = { iceberg_legs: 3, iceberg_quantity: 2, quantity: 5 };
    await client.placed({ ...market, ...legs, product: 'MIS' }, 'iceberg');
    const orders = () => simulator.desk.ordersOf(simulator.accountId);
    await expect.poll(() => orders().filter(({ status }) => status === 'COMPLETE').length).toBe(3);
    expect(orders().map(({ request }) => request.quantity.toNumber())).toEqual([2, 2, 1]);
    const { order_id: parent } = await client.placed({ ...market, product: 'CO', trigger_price: 1550 }, 'co');
    await expect.poll(() => orders().at(-1)).toMatchObject({ parentId: parent, status: 'TRIGGER PENDING' });
  });

  it('positions of one market are kept apart by product, and can be converted', async () => {
    await client.placed({ ...market, quantity: 4 });
    await client.placed({ ...market, quantity: 3, product: 'MIS', transaction_type: 'SELL' });
    const held = async () =>
      (await client.get('/portfolio/positions')).net.map((row: Record<string, unknown>) => [
        row.product,
        row.quantity,
      ]);
    expect(await held()).toEqual([
      ['CNC', 4],
      ['MIS', -3],
    ]);
    const form = {
      exchange: 'NSE',
      tradingsymbol: 'INFY',
      transaction_type: 'BUY',
      position_type: 'day',
      quantity: 1,
      old_product: 'CNC',
      new_product: 'MIS',
    };
    expect((await client.send('PUT', '/portfolio/positions', { form })).body.data).toBe(true);
    expect(await held()).toEqual([
      ['CNC', 3],
      ['MIS', -2],
    ]);
  });

  it('selling shares brings money; a lot of dollars earns a thousand times the difference', async () => {
    const net = async () => (await client.get('/user/margins/equity')).net;
    await client.placed({ ...market, transaction_type: 'SELL', quantity: 10 });
    const [trade] = await client.get('/trades');
    expect(await net()).toBeCloseTo(1_000_000 + 10 * trade.average_price, 2);
    const before = await net();
    const { tradingsymbol } = simulator.catalogue.future('CDS', 'USDINR');
    const dollars = { ...market, exchange: 'CDS', tradingsymbol, product: 'NRML' };
    await client.placed(dollars);
    await client.placed({ ...dollars, transaction_type: 'SELL' });
    const [, bought, sold] = await client.get('/trades');
    const profit = (sold.average_price - bought.average_price) * 1000;
    expect(await net()).toBeCloseTo(before + profit, 2);
  });
});

it('without a pause between its steps an order has reached the exchange when the answer arrives', async () => {
  const quick = await startZerodhaSimulator({ historyMinutes: 1, historyHours: 1, stageMs: 0 });
  const asking = new TestClient(quick);
  const { order_id: id } = (await asking.place({ transaction_type: 'SELL', price: 1600, quantity: 100 })).body
    .data;
  expect(quick.truth.orders).toMatchObject([{ status: 'open' }]);
  await asking.send('DELETE', `/orders/regular/${id}`);
  expect(quick.truth.orders).toMatchObject([{ status: 'cancelled' }]);
  await quick.close();
});

describe('faults', () => {
  it.each([
    ['502 DataException', trouble.data],
    ['503 NetworkException', trouble.network],
    ['500 GeneralException', trouble.general],
    ['504 with a page', trouble.gateway],
  ] as const)('%s after placing leaves an order in doubt', async (_name, answer) => {
    simulator.faults.add({ op: 'POST /orders/regular', when: 'after', do: 'status', ...answer });
    expect((await client.place({ tag: 'doubt' })).status).toBe(answer.status);
    await expect.poll(() => simulator.truth.orders.length).toBe(1);
    expect(await client.get('/orders')).toMatchObject([{ tag: 'doubt' }]);
  });
});

describe('the ticker', () => {
  it('tells changed markets, beats when quiet, and answers nonsense with an error', async () => {
    const socket = await client.listen();
    await expect.poll(() => socket.frames.some((frame) => frame.length === 1)).toBe(true);
    socket.send({ a: 'subscribe', v: [408_065, 99] });
    await expect.poll(() => socket.packets().length).toBe(1);
    simulator.feeds.get('NSE:INFY')?.tick();
    await expect.poll(() => socket.packets().length).toBe(2);
    socket.send({ a: 'unsubscribe', v: [408_065] });
    socket.send('nonsense');
    await expect.poll(() => socket.texts.some(({ type }) => type === 'error')).toBe(true);
    simulator.feeds.get('NSE:INFY')?.tick();
    simulator.flush();
    simulator.ticker.announce('message', 'Scheduled maintenance at 23:00');
    await expect.poll(() => socket.texts.at(-1)).toMatchObject({ type: 'message' });
    expect(socket.packets().length).toBe(2);
  });

  it('tells a user of his orders from any app, and nobody else', async () => {
    const { secondApp, otherUser } = simulator.credentials;
    const [other, stranger] = [await client.listen(secondApp), await client.listen(otherUser)];
    const { order_id: id } = await client.placed();
    await expect.poll(() => other.statuses(id)).toContain('OPEN');
    expect(stranger.statuses(id)).toEqual([]);
    expect((await client.send('GET', `/orders/${id}`, { key: otherUser as KiteKey })).status).toBe(400);
  });
});

it('speaks TLS on request, and packs the list of instruments', async () => {
  const secure = await startZerodhaSimulator({ tls: true, historyMinutes: 1, historyHours: 1 });
  expect([secure.url.rest, secure.url.ws]).toEqual([
    expect.stringMatching(/^https:/),
    expect.stringMatching(/^wss:/),
  ]);
  expect(secure.ca).toContain('BEGIN CERTIFICATE');
  await secure.close();
  const { request } = await import('node:http');
  const { apiKey, accessToken } = simulator.credentials.good;
  const headers = {
    'accept-encoding': 'gzip',
    'x-kite-version': '3',
    authorization: `token ${apiKey}:${accessToken}`,
  };
  const bytes = await new Promise<Buffer>((resolve, reject) => {
    request(`${simulator.url.rest}/instruments`, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks)));
    })
      .on('error', reject)
      .end();
  });
  expect(gunzipSync(bytes).toString()).toMatch(/^instrument_token,/);
});
