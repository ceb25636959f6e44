import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shapeDifferences } from '../exchange/testing/shape.ts';
import { startZerodhaSimulator, type ZerodhaSimulator } from './index.ts';
import { checksum, recordedFrame, recordedPayload, recordedText, TestClient } from './testing/client.ts';
import { errors } from './venue-error.ts';

/* Every payload the simulator produces has the members and types of the documented one. */

let simulator: ZerodhaSimulator;
let client: TestClient;

beforeEach(async () => {
  simulator = await startZerodhaSimulator({
    historyMinutes: 20,
    historyHours: 5,
    limits: { quotesPerSecond: 100, othersPerSecond: 100 },
  });
  client = new TestClient(simulator);
});

afterEach(async () => {
  client.close();
  await simulator.close();
});

/** Whether a number is whole depends on the moment only. */
function anyNumber(value: unknown): unknown {
  if (typeof value === 'number') return 0;
  if (Array.isArray(value)) return value.map(anyNumber);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, anyNumber(one)]));
}

function same(produced: unknown, recorded: unknown, optional: string[] = []): void {
  expect(shapeDifferences(anyNumber(produced), anyNumber(recorded), { optional })).toEqual([]);
}

/** Only orders that have them carry these. */
const sometimes = ['tags', 'validity_ttl', 'iceberg', 'app_id', 'gtt'];

describe('payloads', () => {
  it.each([
    ['/user/profile', 'rest-profile'],
    ['/user/margins', 'rest-margins'],
    ['/user/margins/equity', 'rest-margins-equity'],
    ['/portfolio/holdings', 'rest-holdings'],
    ['/quote?i=NSE:INFY', 'rest-quote'],
    ['/quote/ohlc?i=NSE:INFY', 'rest-ohlc'],
    ['/quote/ltp?i=NSE:INFY', 'rest-ltp'],
  ] as const)('%s is as documented', async (path, name) => {
    const { status, body } = await client.send('GET', path);
    expect(status).toBe(200);
    same(body, recordedPayload(name));
  });

  it('candles are as documented, with and without open interest', async () => {
    const future = simulator.catalogue.future('NFO', 'NIFTY').token;
    const range = 'from=2020-01-01+00:00:00&to=2020-01-02+00:00:00';
    expect(await client.get(`/instruments/historical/408065/minute?${range}`)).toEqual({ candles: [] });
    const today = new Date(simulator.clock.now()).toISOString().slice(0, 10);
    const week = new Date(simulator.clock.now() - 8 * 86_400_000).toISOString().slice(0, 10);
    const recent = `from=${week}+09:15:00&to=${today}+23:59:59`;
    const plainRows = await client.send('GET', `/instruments/historical/408065/minute?${recent}`);
    expect(plainRows.body.data.candles.length).toBeGreaterThan(20);
    same(plainRows.body, recordedPayload('rest-historical-minute'));
    const withInterest = await client.send('GET', `/instruments/historical/${future}/minute?${recent}&oi=1`);
    same(withInterest.body, recordedPayload('rest-historical-oi'));
  });

  it('the list of instruments has the documented columns and number formats', async () => {
    const text = (await client.get('/instruments')) as string;
    const [header, ...rows] = text.trim().split('\n');
    const recorded = recordedText('rest-instruments-csv').trim().split('\n');
    expect(header).toBe(recorded[0]);
    expect(rows.length).toBeGreaterThan(200);
    const form = (row: string) => row.split(',').map((cell) => /^\d+\.\d+$/.test(cell));
    expect(form(rows[0] ?? '')).toEqual(form(recorded[1] ?? ''));
    expect(rows).toContain('519937,2031,M&M,MAHINDRA & MAHINDRA,0.0,,0.0,0.05,1,EQ,NSE,NSE');
    expect(rows).toContain('256265,1001,NIFTY 50,NIFTY 50,0.0,,0.0,0.0,0,EQ,INDICES,NSE');
    expect((await client.get('/instruments/MCX')).split('\n').length).toBe(5);
  });

  it('a login answers as documented, after the documented redirect', async () => {
    const { good } = simulator.credentials;
    const page = await client.send(
      'GET',
      `/connect/login?v=3&api_key=${good.apiKey}&redirect_params=state%3Dabc123`,
    );
    expect(page.body).toContain('Sign in');
    const finish = `/connect/finish?api_key=${good.apiKey}&redirect_params=state%3Dabc123`;
    const redirect = new URL(
      (await client.send('GET', `${finish}&answer=success`)).headers.get('location') ?? '',
    );
    const { redirect: documented, redirect_failed: failed } = recordedPayload('login-flow');
    const names = (url: string | URL) => [...new URL(url).searchParams.keys()].sort();
    expect(names(redirect)).toEqual(names(documented));
    expect(redirect.href.split('?')[0]).toBe(documented.split('?')[0]);
    const refused = await client.send('GET', `/connect/finish?api_key=${good.apiKey}&answer=error`);
    expect(refused.headers.get('location')).toBe(failed);
    const requestToken = redirect.searchParams.get('request_token') ?? '';
    const form = {
      api_key: good.apiKey,
      request_token: requestToken,
      checksum: checksum(good.apiKey, requestToken, good.apiSecret),
    };
    const login = await client.send('POST', '/session/token', { form });
    same(login.body, recordedPayload('rest-session-token'));
    const key = { ...good, accessToken: login.body.data.access_token };
    same((await client.send('GET', '/user/profile', { key })).body, recordedPayload('rest-profile'));
    const out = `/session/token?api_key=${key.apiKey}&access_token=${key.accessToken}`;
    expect((await client.send('DELETE', out)).body).toEqual(recordedPayload('rest-session-logout'));
    expect((await client.send('GET', '/user/profile', { key })).status).toBe(403);
  });

  it('the checksum is the documented one', () => {
    for (const vector of recordedPayload('checksum-vectors')) {
      if (vector.kind !== 'session') continue;
      expect(checksum(vector.api_key, vector.request_token, vector.api_secret)).toBe(vector.checksum);
    }
  });

  it('orders, their history, trades and positions are as documented', async () => {
    const future = simulator.catalogue.future('MCX', 'GOLDPETAL').tradingsymbol;
    const placed = await client.place({ price: 1500, tag: 'kf000000000001' });
    same(placed.body, recordedPayload('rest-order-place'));
    const resting = placed.body.data.order_id;
    await client.settled(resting);
    const market = { order_type: 'MARKET', market_protection: -1 };
    await client.placed(market);
    await client.placed({ ...market, exchange: 'MCX', tradingsymbol: future, product: 'NRML' });
    await client.placed({ ...market, product: 'MIS', transaction_type: 'SELL', quantity: 3 });
    same((await client.send('GET', '/orders')).body, recordedPayload('rest-orders'), sometimes);
    same((await client.send('GET', `/orders/${resting}`)).body, recordedPayload('rest-order-history'));
    const trades = await client.send('GET', '/trades');
    expect(trades.body.data.length).toBe(3);
    same(trades.body, recordedPayload('rest-trades'));
    const { order_id: id } = trades.body.data[0];
    same((await client.send('GET', `/orders/${id}/trades`)).body, recordedPayload('rest-order-trades'));
    same((await client.send('GET', '/portfolio/positions')).body, recordedPayload('rest-positions'));
    const changed = await client.send('PUT', `/orders/regular/${resting}`, { form: { price: 1501 } });
    same(changed.body, recordedPayload('rest-order-modify'));
    await client.settled(resting);
    const cancelled = await client.send('DELETE', `/orders/regular/${resting}`);
    same(cancelled.body, recordedPayload('rest-order-cancel'));
  });

  it('slices are as documented, one without funds among them', async () => {
    const { tradingsymbol } = simulator.catalogue.future('NFO', 'NIFTY');
    const form = { exchange: 'NFO', tradingsymbol, product: 'NRML', price: 23_000, quantity: 1800 * 3 };
    const reply = await client.place({ ...form, autoslice: 'true' });
    expect(reply.body.error_type).toBe('MarginException');
    simulator.exchange.transfer(simulator.accountId, 'INR', '9000000');
    const sliced = await client.place({ ...form, autoslice: 'true' });
    same(sliced.body, recordedPayload('rest-order-place-autoslice'));
    expect(sliced.body.data.children.length).toBe(2);
  });

  it('triggers are as documented before and after they fire', async () => {
    const leg = (price: number) => ({
      exchange: 'NSE',
      tradingsymbol: 'INFY',
      transaction_type: 'SELL',
      quantity: 1,
      order_type: 'LIMIT',
      product: 'CNC',
      price,
    });
    const condition = (values: number[]) =>
      JSON.stringify({ exchange: 'NSE', tradingsymbol: 'INFY', trigger_values: values, last_price: 1571 });
    const single = await client.send('POST', '/gtt/triggers', {
      form: { type: 'single', condition: condition([1500]), orders: JSON.stringify([leg(1499)]) },
    });
    same(single.body, recordedPayload('rest-gtt-place'));
    const pair = await client.send('POST', '/gtt/triggers', {
      form: {
        type: 'two-leg',
        condition: condition([1510, 1620]),
        orders: JSON.stringify([leg(1509), leg(1619)]),
      },
    });
    simulator.feeds.get('NSE:INFY')?.moveTo('1620');
    const fired = await client.send('GET', `/gtt/triggers/${pair.body.data.trigger_id}`);
    expect(fired.body.data.status).toBe('triggered');
    expect(fired.body.data.orders[0].result).toBeNull();
    same(fired.body, recordedPayload('rest-gtt-get'));
    const list = await client.send('GET', '/gtt/triggers');
    expect(list.body.data.length).toBe(2);
    same(list.body, recordedPayload('rest-gtt-list'), ['result']);
    const gone = await client.send('DELETE', `/gtt/triggers/${single.body.data.trigger_id}`);
    same(gone.body, recordedPayload('rest-gtt-delete'));
    const { order_id: id } = fired.body.data.orders[1].result.order_result;
    expect(await client.settled(id)).toMatchObject({ status: 'COMPLETE', price: 1619 });
  });

  it('charges and margins are as documented', async () => {
    const row = { exchange: 'NSE', tradingsymbol: 'SBIN', transaction_type: 'BUY', variety: 'regular' };
    const order = { ...row, product: 'CNC', order_type: 'MARKET', quantity: 1, average_price: 560 };
    const charges = await client.send('POST', '/charges/orders', { json: [order] });
    const documented = recordedPayload('rest-charges');
    same(charges.body, documented);
    const { total: _sum, gst: _gst, ...parts } = documented.data[0].charges;
    expect(charges.body.data[0].charges).toMatchObject(parts);
    const margins = await client.send('POST', '/margins/orders', { json: [{ ...order, price: 780 }] });
    same(margins.body, recordedPayload('rest-order-margins'));
  });

  it('errors have the documented form and texts', () => {
    const known = recordedPayload('rest-errors') as { http_status: number; body: { message: string } }[];
    const made = [
      errors.incorrectToken(),
      errors.expiredToken(),
      errors.token('Invalid `checksum`.'),
      errors.noData(),
      errors.address('203.0.113.7'),
      errors.missing('tradingsymbol'),
      errors.invalid('trigger_price'),
      errors.holding('Insufficient stock holding.'),
      errors.tooMany(),
      errors.notFound(),
    ];
    for (const error of made) {
      const documented = known.find(({ body }) => body.message === error.message);
      expect([error.status, error.body]).toEqual([documented?.http_status, documented?.body]);
    }
  });
});

describe('frames', () => {
  it('order messages are as documented', async () => {
    const socket = await client.listen();
    const { order_id: id } = await client.placed({ order_type: 'MARKET', market_protection: 2 });
    await expect.poll(() => socket.statuses(id)).toContain('COMPLETE');
    const documented = JSON.parse(recordedFrame('ws-order-update').text ?? '');
    for (const text of socket.texts.filter(({ type }) => type === 'order')) same(text, documented);
  });

  it('packets have the lengths, divisors and fields of the table', async () => {
    const socket = await client.listen();
    const names = {
      infy: 408_065,
      nifty: 256_265,
      dollar: simulator.catalogue.future('CDS', 'USDINR').token,
    };
    const bcd = simulator.catalogue.future('BCD', 'USDINR').token;
    const tokens = [...Object.values(names), bcd];
    const ask = async (mode: string) => {
      socket.frames.length = 0;
      socket.send({ a: 'mode', v: [mode, tokens] });
      await expect.poll(() => socket.packets().length).toBe(tokens.length);
      return socket.packets();
    };
    socket.send({ a: 'subscribe', v: tokens });
    await expect.poll(() => socket.packets().length).toBe(tokens.length);
    expect(socket.packets().map(({ length }) => length)).toEqual([44, 28, 44, 44]);
    expect((await ask('ltp')).map(({ length }) => length)).toEqual([8, 8, 8, 8]);
    const full = await ask('full');
    expect(full.map(({ length }) => length)).toEqual([184, 32, 184, 184]);
    const last = async (name: string) =>
      (await client.get(`/quote/ltp?i=${encodeURIComponent(name)}`))[name].last_price;
    const [infy, nifty, dollar, other] = full;
    expect(infy?.readInt32BE(0)).toBe(names.infy);
    expect(infy?.readInt32BE(4)).toBe(Math.round((await last('NSE:INFY')) * 100));
    expect(nifty?.readInt32BE(4)).toBe(Math.round((await last('NSE:NIFTY 50')) * 100));
    const { tradingsymbol } = simulator.catalogue.future('CDS', 'USDINR');
    expect(dollar?.readInt32BE(4)).toBe(Math.round((await last(`CDS:${tradingsymbol}`)) * 10_000_000));
    expect(other?.readInt32BE(4)).toBe(Math.round((await last(`BCD:${tradingsymbol}`)) * 10_000));
    const quote = (await client.get('/quote?i=NSE:INFY'))['NSE:INFY'];
    const { buy, sell } = quote.depth;
    expect(infy?.readInt32BE(64)).toBe(buy[0].quantity);
    expect(infy?.readInt32BE(68)).toBe(Math.round(buy[0].price * 100));
    expect(infy?.readInt16BE(72)).toBe(buy[0].orders);
    expect(infy?.readInt32BE(124 + 4)).toBe(Math.round(sell[0].price * 100));
    expect(infy?.readInt32BE(40)).toBe(Math.round(quote.ohlc.close * 100));
    expect(infy?.readInt32BE(16)).toBe(quote.volume);
  });

  it.each(['ticks-full', 'ticks-quote', 'ticks-ltp', 'ticks-index-quote', 'ticks-quote-cds'])(
    '%s was sent in the lengths that are sent here',
    (name) => {
      const bytes = Buffer.from(recordedFrame(name).hex ?? '', 'hex');
      expect([8, 28, 32, 44, 184]).toContain(bytes.readInt16BE(2));
      expect(bytes.length).toBe(4 + bytes.readInt16BE(2));
    },
  );
});
