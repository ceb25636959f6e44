import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BinanceSimulator, startBinanceSimulator } from './index.ts';
import type { BinanceKey } from './keys.ts';
import { recordedPayload, send, signature, TestClient } from './testing/client.ts';

let simulator: BinanceSimulator;
let client: TestClient;

beforeEach(async () => {
  simulator = await startBinanceSimulator({ historyMinutes: 5, historyHours: 5 });
  client = new TestClient(simulator);
});

afterEach(async () => {
  client.close();
  await simulator.close();
});

function refusal(code: number, msg: string) {
  return { code, msg };
}

const badSignature = refusal(-1022, 'Signature for this request is not valid.');
const noPermission = refusal(-2015, 'Invalid API-key, IP, or permissions for action.');

describe('signatures', () => {
  it('accepts HMAC, Ed25519 and RSA keys, and a signature in upper case', async () => {
    const { good, ed25519, rsa } = simulator.credentials;
    for (const key of [good, ed25519, rsa]) {
      expect((await client.signed('GET', '/api/v3/account', {}, { key })).status).toBe(200);
    }
    const query = `timestamp=${simulator.clock.now()}`;
    const upper = `${query}&signature=${signature(good, query).toUpperCase()}`;
    expect((await send(simulator.url.rest, 'GET', '/api/v3/account', upper, good)).status).toBe(200);
  });

  it('agrees with every documented vector', async () => {
    const vectors = recordedPayload('sign-vectors') as {
      scheme: 'hmac-sha256' | 'ed25519';
      api: 'rest' | 'ws';
      api_key?: string;
      secret?: string;
      secret_pem?: string;
      query?: string;
      body?: string;
      params?: Record<string, unknown>;
      signature: string;
    }[];
    for (const [index, vector] of vectors.entries()) {
      const key: BinanceKey = {
        apiKey: `${index}`.padStart(64, 'v'),
        scheme: vector.scheme === 'ed25519' ? 'ed25519' : 'hmac',
        secret: vector.secret ?? vector.secret_pem ?? '',
      };
      const record = simulator.keys.register(key);
      const sorted = Object.entries(vector.params ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
      const payload =
        vector.api === 'rest'
          ? `${vector.query}${vector.body}`
          : sorted.map(([name, value]) => `${name}=${String(value)}`).join('&');
      expect(record.verify(payload, vector.signature)).toBe(true);
      expect(record.verify(`${payload} `, vector.signature)).toBe(false);
    }
  });

  it('covers query and body with nothing between them', async () => {
    const { good } = simulator.credentials;
    const query = 'symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC';
    const body = `quantity=0.01&price=50000&timestamp=${simulator.clock.now()}`;
    const post = async (payload: string) => {
      const response = await fetch(`${simulator.url.rest}/api/v3/order?${query}`, {
        method: 'POST',
        headers: { 'X-MBX-APIKEY': good.apiKey, 'content-type': 'application/x-www-form-urlencoded' },
        body: `${body}&signature=${signature(good, payload)}`,
      });
      return response.status;
    };
    expect(await post(`${query}&${body}`)).toBe(400);
    expect(await post(`${query}${body}`)).toBe(200);
  });

  it('refuses what was signed before it was percent-encoded', async () => {
    const { good } = simulator.credentials;
    const at = simulator.clock.now();
    const raw = `symbols=["BTCUSDT"]&timestamp=${at}`;
    const wire = `symbols=${encodeURIComponent('["BTCUSDT"]')}&timestamp=${at}`;
    const ask = (signed: string) =>
      send(
        simulator.url.rest,
        'GET',
        '/api/v3/account',
        `${wire}&signature=${signature(good, signed)}`,
        good,
      );
    expect((await ask(raw)).body).toEqual(badSignature);
    expect((await ask(wire)).status).toBe(200);
  });

  it('tells wrong secret, unknown key, malformed key, foreign address and missing right apart as the venue does', async () => {
    const { wrongSecret, unknown, ipBound, readOnly } = simulator.credentials;
    const account = (key: BinanceKey) => client.signed('GET', '/api/v3/account', {}, { key });
    expect((await account(wrongSecret)).body).toEqual(badSignature);
    expect(await account(unknown)).toMatchObject({ status: 401, body: noPermission });
    expect((await account(ipBound)).body).toEqual(noPermission);
    expect((await account({ ...unknown, apiKey: 'short' })).body).toEqual(
      refusal(-2014, 'API-key format invalid.'),
    );
    expect((await account(readOnly)).status).toBe(200);
    const order = { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '0.01' };
    expect((await client.signed('POST', '/api/v3/order', order, { key: readOnly })).body).toEqual(
      noPermission,
    );
  });

  it('shows the rights of each key', async () => {
    const rights = async (key: BinanceKey) =>
      (await client.signed('GET', '/sapi/v1/account/apiRestrictions', {}, { key })).body;
    const { good, readOnly, withdrawEnabled } = simulator.credentials;
    expect(await rights(good)).toMatchObject({ enableSpotAndMarginTrading: true, enableWithdrawals: false });
    expect(await rights(readOnly)).toMatchObject({ enableReading: true, enableSpotAndMarginTrading: false });
    expect(await rights(withdrawEnabled)).toMatchObject({ enableWithdrawals: true });
  });
});

describe('time', () => {
  it('accepts a clock less than a second ahead and at most the window behind', async () => {
    const ask = (shift: number, recvWindow?: number) =>
      client.signed('GET', '/api/v3/account', recvWindow === undefined ? {} : { recvWindow }, {
        timestamp: simulator.clock.now() + shift,
      });
    const ahead = refusal(-1021, "Timestamp for this request was 1000ms ahead of the server's time.");
    const late = refusal(-1021, 'Timestamp for this request is outside of the recvWindow.');
    expect((await ask(700)).status).toBe(200);
    expect((await ask(1500, 60_000)).body).toEqual(ahead);
    expect((await ask(-4000)).status).toBe(200);
    expect((await ask(-6000)).body).toEqual(late);
    expect((await ask(-6000, 10_000)).status).toBe(200);
    simulator.clock.offsetMs = 30_000;
    expect((await client.signed('GET', '/api/v3/account', {}, { timestamp: Date.now() })).body).toEqual(late);
  });

  it('understands microseconds and asks for the timestamp', async () => {
    const micros = simulator.clock.now() * 1000;
    expect((await client.signed('GET', '/api/v3/account', {}, { timestamp: micros })).status).toBe(200);
    const { good } = simulator.credentials;
    const bare = `signature=${signature(good, '')}`;
    expect((await send(simulator.url.rest, 'GET', '/api/v3/account', bare, good)).body).toEqual(
      refusal(-1102, "Mandatory parameter 'timestamp' was not sent, was empty/null, or malformed."),
    );
  });
});

describe('order checks', () => {
  const limit = { side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '0.01', price: '50000' };

  it.each([
    [{ ...limit, symbol: 'NOPE' }, -1121, 'Invalid symbol.'],
    [{ ...limit, quantity: '0.012345' }, -1013, 'Filter failure: LOT_SIZE'],
    [{ ...limit, price: '50000.001' }, -1013, 'Filter failure: PRICE_FILTER'],
    [{ ...limit, quantity: '0.00001' }, -1013, 'Filter failure: NOTIONAL'],
    [{ ...limit, price: '400000' }, -1013, 'Filter failure: PERCENT_PRICE_BY_SIDE'],
    [{ ...limit, quantity: '0.012345678' }, -1111, "Parameter 'quantity' has too much precision."],
    [
      { ...limit, newClientOrderId: 'a b' },
      -1100,
      "Illegal characters found in parameter 'newClientOrderId'; legal range is '^[a-zA-Z0-9-_]{1,36}$'.",
    ],
    [{ ...limit, quantity: '8' }, -2010, 'Account has insufficient balance for requested action.'],
    [
      { ...limit, type: 'LIMIT_MAKER', price: '70000', timeInForce: '' },
      -1106,
      "Parameter 'timeInForce' sent when not required.",
    ],
    [
      { side: 'BUY', type: 'LIMIT_MAKER', quantity: '0.01', price: '70000' },
      -2010,
      'Order would immediately match and take.',
    ],
    [
      { side: 'SELL', type: 'STOP_LOSS', quantity: '0.01', stopPrice: '70000' },
      -2010,
      'Order would trigger immediately.',
    ],
    [{ ...limit, side: 'HOLD' }, -1117, 'Invalid side.'],
  ] as const)('%o', async (values, code, msg) => {
    expect(await client.order(values)).toMatchObject({ status: 400, body: { code, msg } });
    expect(simulator.truth.orders).toEqual([]);
  });

  it('an id may come back after its order has gone, not before', async () => {
    const first = await client.order({ ...limit, newClientOrderId: 'same' });
    expect((await client.order({ ...limit, newClientOrderId: 'same' })).body).toEqual(
      refusal(-2010, 'Duplicate order sent.'),
    );
    await client.signed('DELETE', '/api/v3/order', { symbol: 'BTCUSDT', origClientOrderId: 'same' });
    expect(first.status).toBe(200);
    expect((await client.order({ ...limit, newClientOrderId: 'same' })).status).toBe(200);
  });

  it('says that the market is closed, and lets cancels through when only these are allowed', async () => {
    await client.order({ ...limit, newClientOrderId: 'rests' });
    simulator.exchange.setMarketState('BTCUSDT', 'cancel-only');
    expect((await client.order(limit)).body).toEqual(refusal(-2010, 'Market is closed.'));
    const cancelled = await client.signed('DELETE', '/api/v3/order', {
      symbol: 'BTCUSDT',
      origClientOrderId: 'rests',
    });
    expect(cancelled.status).toBe(200);
    const again = await client.signed('DELETE', '/api/v3/order', {
      symbol: 'BTCUSDT',
      origClientOrderId: 'rests',
    });
    expect(again.body).toEqual(refusal(-2011, 'Unknown order sent.'));
  });

  it('a fill on demand reaches the account, the trades and the truth alike', async () => {
    await client.order({ ...limit, newClientOrderId: 'partly' });
    simulator.cross('BTCUSDT', 'sell', '50000', '0.004');
    const { body } = await client.signed('GET', '/api/v3/order', {
      symbol: 'BTCUSDT',
      origClientOrderId: 'partly',
    });
    expect(body).toMatchObject({
      status: 'PARTIALLY_FILLED',
      executedQty: '0.00400000',
      cummulativeQuoteQty: '200.00000000',
    });
    const trades = (await client.signed('GET', '/api/v3/myTrades', { symbol: 'BTCUSDT' })).body;
    expect(trades).toMatchObject([
      {
        price: '50000.00000000',
        qty: '0.00400000',
        commission: '0.00000400',
        commissionAsset: 'BTC',
        isMaker: true,
      },
    ]);
    expect(simulator.truth.fills).toMatchObject([{ clientId: 'partly', quantity: '0.004', price: '50000' }]);
    const account = (await client.signed('GET', '/api/v3/account')).body as { balances: { asset: string }[] };
    expect(account.balances.find(({ asset }) => asset === 'BTC')).toEqual({
      asset: 'BTC',
      free: '2.00399600',
      locked: '0.00000000',
    });
    expect(account.balances.find(({ asset }) => asset === 'USDT')).toEqual({
      asset: 'USDT',
      free: '199500.00000000',
      locked: '300.00000000',
    });
  });
});

describe('limits', () => {
  it('counts weight and unfilled orders, free of weight when they succeed', async () => {
    const before = Number((await client.get('/api/v3/time')).headers.get('x-mbx-used-weight-1m'));
    const order = await client.limit('BUY', '50000', '0.01');
    expect(Number(order.headers.get('x-mbx-used-weight-1m'))).toBe(before);
    expect(order.headers.get('x-mbx-order-count-10s')).toBe('1');
    const failed = await client.limit('BUY', '50000', '0.0000001');
    expect(Number(failed.headers.get('x-mbx-used-weight-1m'))).toBe(before + 1);
    simulator.cross('BTCUSDT', 'sell', '50000', '0.004');
    const counts = (await client.signed('GET', '/api/v3/rateLimit/order')).body;
    expect(counts).toMatchObject([{ count: 0 }, { count: 0 }]);
  });

  it('answers 429 with Retry-After above the weight and bans those who go on', async () => {
    simulator.limits.spot.addWeight(6000);
    const { status, headers, body } = await client.get('/api/v3/time');
    expect([status, (body as { code: number }).code]).toEqual([429, -1003]);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    let last = 429;
    for (let count = 0; count < 30 && last === 429; count += 1)
      last = (await client.get('/api/v3/time')).status;
    expect(last).toBe(418);
  });

  it('refuses the 51st order in ten seconds', async () => {
    const frozen = Math.floor(Date.now() / 10_000) * 10_000 + 1000;
    simulator.clock.freeze(frozen);
    const statuses = new Set<number>();
    for (let count = 0; count < 50; count += 1)
      statuses.add((await client.limit('BUY', '50000', '0.001')).status);
    expect([...statuses]).toEqual([200]);
    const refused = await client.limit('BUY', '50000', '0.001');
    expect(refused).toMatchObject({
      status: 429,
      body: refusal(-1015, 'Too many new orders; current limit is 50 orders per 10 SECOND.'),
    });
    simulator.clock.freeze(frozen + 10_000);
    expect((await client.limit('BUY', '50000', '0.001')).status).toBe(200);
  });

  it('bans on demand, over REST and the WebSocket API', async () => {
    simulator.faults.limitRate(simulator.clock.now() + 60_000, { banned: true });
    expect((await client.get('/api/v3/time')).status).toBe(418);
    const api = await client.open(simulator.url.wsApi);
    expect(await api.call('time')).toMatchObject({
      status: 418,
      error: { code: -1003, data: { retryAfter: expect.any(Number) } },
    });
  });
});

describe('things that ended', () => {
  it('spot listen keys, version 1 and their socket methods', async () => {
    const { good } = simulator.credentials;
    expect((await send(simulator.url.rest, 'POST', '/api/v3/userDataStream', '', good)).status).toBe(410);
    expect((await client.get('/api/v1/ping')).status).toBe(410);
    const api = await client.open(simulator.url.wsApi);
    expect(await api.call('userDataStream.start', { apiKey: good.apiKey })).toMatchObject({ status: 400 });
  });

  it('session.logon takes no HMAC key, the signature subscription does', async () => {
    const { good } = simulator.credentials;
    const api = await client.open(simulator.url.wsApi);
    expect(await api.signedCall('session.logon', good, simulator.clock.now())).toMatchObject({ status: 400 });
    expect(await api.call('userDataStream.subscribe')).toMatchObject({ status: 401 });
    const subscribed = await api.signedCall(
      'userDataStream.subscribe.signature',
      good,
      simulator.clock.now(),
    );
    expect(subscribed).toMatchObject({ status: 200, result: { subscriptionId: 0 } });
    const twice = await api.signedCall('userDataStream.subscribe.signature', good, simulator.clock.now());
    expect(twice).toMatchObject({ status: 400, error: { code: -2035 } });
  });
});

describe('faults', () => {
  it('an order whose answer is lost, or comes as an error, stands all the same', async () => {
    const { faults } = simulator;
    faults.add({ op: 'POST /api/v3/order', when: 'after', do: 'drop' });
    await expect(client.limit('BUY', '50000', '0.01', { newClientOrderId: 'lost' })).rejects.toThrow();
    faults.add({
      op: 'POST /api/v3/order',
      when: 'after',
      do: 'status',
      status: 400,
      body: refusal(-1006, 'unexpected'),
    });
    expect((await client.limit('BUY', '50000', '0.01', { newClientOrderId: 'odd' })).status).toBe(400);
    faults.add({
      op: 'POST /api/v3/order',
      when: 'before',
      do: 'status',
      status: 503,
      body: refusal(-1008, 'overloaded'),
    });
    expect((await client.limit('BUY', '50000', '0.01', { newClientOrderId: 'never' })).status).toBe(503);
    expect(simulator.truth.orders.map((order) => order.clientId)).toEqual(['lost', 'odd']);
  });

  it('meets requests over the WebSocket API too', async () => {
    const { ed25519 } = simulator.credentials;
    const api = await client.open(simulator.url.wsApi);
    await api.signedCall('session.logon', ed25519, simulator.clock.now());
    const order = {
      symbol: 'BTCUSDT',
      side: 'BUY',
      type: 'LIMIT',
      timeInForce: 'GTC',
      price: '50000',
      quantity: '0.01',
    };
    simulator.faults.add({ op: 'order.place', when: 'after', do: 'drop' });
    api.send({ id: 'x', method: 'order.place', params: { ...order, timestamp: simulator.clock.now() } });
    expect(await api.closed()).toBe(1006);
    expect(simulator.truth.orders.length).toBe(1);
  });

  it('maintenance shows in the status, in the symbols, and in refusals', async () => {
    simulator.faults.maintenance = true;
    const info = (await client.get('/api/v3/exchangeInfo', { symbol: 'BTCUSDT' })).body;
    expect(info).toMatchObject({ symbols: [{ status: 'BREAK' }] });
    expect((await client.limit('BUY', '50000', '0.01')).status).toBe(503);
    await expect(client.open(`${simulator.url.ws}/ws`)).rejects.toThrow('503');
  });
});

describe('nonsense', () => {
  it('is answered and breaks nothing', async () => {
    const ask = (method: string, path: string, query = '') => send(simulator.url.rest, method, path, query);
    expect((await ask('GET', '//')).status).toBe(404);
    expect((await ask('GET', '/api/v3/depth')).body).toMatchObject({ code: -1102 });
    expect((await ask('GET', '/api/v3/depth', 'symbol=%E0%A4%A')).body).toMatchObject({ code: -1121 });
    expect((await ask('GET', '/api/v3/klines', 'symbol=BTCUSDT&interval=1m&limit=x')).body).toMatchObject({
      code: -1100,
    });
    expect((await ask('GET', '/api/v3/exchangeInfo', 'symbols=[')).body).toMatchObject({ code: -1100 });
    const api = await client.open(simulator.url.wsApi);
    for (const text of ['', '[]', '{', 'null', '{"method":1}']) {
      api.send(text);
      expect(await api.take(() => true)).toMatchObject({ id: null, status: 400 });
    }
    expect(await api.call('no.such.method')).toMatchObject({ status: 400 });
    await expect(client.open(`${simulator.url.ws}//`)).rejects.toThrow('404');
    expect((await client.get('/api/v3/time')).status).toBe(200);
  });
});

describe('market streams', () => {
  it('subscribe, list, unsubscribe and complain as documented', async () => {
    const socket = await client.open(`${simulator.url.ws}/ws`);
    socket.send({ method: 'SUBSCRIBE', params: ['btcusdt@trade', 'nobody@trade', '!ticker@arr'], id: 1 });
    expect(await socket.take(() => true)).toEqual({ result: null, id: 1 });
    socket.send({ method: 'LIST_SUBSCRIPTIONS', id: 2 });
    expect(await socket.take(() => true)).toEqual({
      result: ['btcusdt@trade', 'nobody@trade', '!ticker@arr'],
      id: 2,
    });
    socket.send({ method: 'SUBSCRIB', id: 3 });
    expect(await socket.take(() => true)).toMatchObject({ code: 2 });
    socket.send('{');
    expect(await socket.take(() => true)).toMatchObject({ code: 3 });
    simulator.feeds.get('BTCUSDT')?.tick();
    simulator.flush();
    expect(await socket.take(() => true)).toMatchObject({ e: 'trade', s: 'BTCUSDT' });
    expect(socket.frames).toEqual([]);
  });

  it('hang up on a client that sends more than five messages a second', async () => {
    const socket = await client.open(`${simulator.url.ws}/ws`);
    for (let count = 0; count < 12; count += 1) socket.send({ method: 'LIST_SUBSCRIPTIONS', id: count });
    expect(await socket.closed()).toBe(1008);
  });

  it('let a client build the book by the documented procedure, without a gap', async () => {
    const socket = await client.open(`${simulator.url.ws}/ws/btcusdt@depth@100ms`);
    const feed = simulator.feeds.get('BTCUSDT');
    const step = () => {
      for (let count = 0; count < 5; count += 1) feed?.tick();
      simulator.flush();
    };
    step();
    const snapshot = (await client.get('/api/v3/depth', { symbol: 'BTCUSDT', limit: 1000 })).body as {
      lastUpdateId: number;
      bids: [string, string][];
      asks: [string, string][];
    };
    for (let count = 0; count < 20; count += 1) step();
    const final = (await client.get('/api/v3/depth', { symbol: 'BTCUSDT', limit: 1000 }))
      .body as typeof snapshot;
    const sides = { b: new Map(snapshot.bids), a: new Map(snapshot.asks) };
    let at = snapshot.lastUpdateId;
    while (at < final.lastUpdateId) {
      const event = (await socket.take((frame) => frame.e === 'depthUpdate')) as unknown as {
        U: number;
        u: number;
        b: [string, string][];
        a: [string, string][];
      };
      if (event.u <= at) continue;
      expect(event.U).toBeLessThanOrEqual(at + 1);
      at = event.u;
      for (const side of ['b', 'a'] as const) {
        for (const [price, quantity] of event[side]) {
          if (Number(quantity) === 0) sides[side].delete(price);
          else sides[side].set(price, quantity);
        }
      }
    }
    expect(sides.b).toEqual(new Map(final.bids));
    expect(sides.a).toEqual(new Map(final.asks));
  });

  it('close a candle at once when its time is over, with x true', async () => {
    simulator.clock.freeze(Math.floor(Date.now() / 60_000) * 60_000 + 59_000);
    const socket = await client.open(`${simulator.url.ws}/ws/btcusdt@kline_1m`);
    simulator.feeds.get('BTCUSDT')?.tick();
    simulator.flush();
    const open = await socket.take((frame) => (frame.k as { x: boolean }).x === false);
    simulator.clock.freeze(simulator.clock.now() + 1500);
    simulator.flush();
    const closed = await socket.take((frame) => (frame.k as { x: boolean }).x);
    expect((closed.k as { t: number }).t).toBe((open.k as { t: number }).t);
  });

  it('klines page backwards and forwards to the same rows', async () => {
    const read = async (values: Record<string, string | number>) =>
      (await client.get('/api/v3/klines', { symbol: 'BTCUSDT', interval: '1m', ...values }))
        .body as number[][];
    const all = await read({ limit: 1000 });
    const back: number[][] = [];
    let end = all.at(-1)?.[0] ?? 0;
    for (;;) {
      const page = await read({ limit: 100, endTime: end });
      if (page.length === 0) break;
      back.unshift(...page);
      end = (page[0]?.[0] ?? 0) - 1;
    }
    expect(back).toEqual(all);
    expect((await client.get('/api/v3/klines', { symbol: 'BTCUSDT', interval: '1x' })).body).toEqual(
      refusal(-1120, 'Invalid interval.'),
    );
  });
});
