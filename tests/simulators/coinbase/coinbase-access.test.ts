import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CoinbaseSimulator, startCoinbaseSimulator } from './index.ts';
import type { LimitOptions } from './limits.ts';
import { recordedPayload, root, TestClient, tokenOf } from './testing/client.ts';

let simulator: CoinbaseSimulator;
let client: TestClient;

async function start(limits: LimitOptions): Promise<void> {
  simulator = await startCoinbaseSimulator({ historyMinutes: 400, historyHours: 30, limits });
  client = new TestClient(simulator);
}

beforeEach(() => start({ publicPerSecond: 1000 }));

afterEach(async () => {
  client.close();
  await simulator.close();
});

const accounts = `${root}/accounts`;

describe('tokens', () => {
  it('accepts both kinds of keys, long and short names', async () => {
    const { good, ed25519, withdrawEnabled } = simulator.credentials;
    expect(ed25519.keyName).toMatch(/^[0-9a-f-]{36}$/);
    for (const key of [good, ed25519, withdrawEnabled])
      expect((await client.send('GET', accounts, { key })).status).toBe(200);
    expect(simulator.tokenFaults).toEqual([]);
  });

  it('accepts the published keys in all their forms', async () => {
    interface Vector {
      alg: string;
      key_name?: string;
      secret_forms?: Record<string, string>;
      secret_pem?: string;
    }
    const vectors = recordedPayload('sign-vectors') as Vector[];
    const forms = vectors.flatMap(({ key_name: keyName, secret_forms, secret_pem }) =>
      [...Object.values(secret_forms ?? {}), secret_pem ?? ''].flatMap((privateKey) =>
        keyName === undefined || privateKey === '' ? [] : [{ keyName, privateKey }],
      ),
    );
    expect(forms.length).toBe(4);
    for (const key of forms) {
      simulator.keys.register(key);
      expect((await client.send('GET', accounts, { key })).status).toBe(200);
    }
  });

  it('answers one 401 to five kinds of trouble, and knows which it was', async () => {
    const { good, unknown, wrongSecret, ipBound } = simulator.credentials;
    const now = simulator.clock.now();
    const { host } = new URL(simulator.url.rest);
    const statuses = [
      await client.send('GET', accounts, { key: unknown }),
      await client.send('GET', accounts, { key: wrongSecret }),
      await client.send('GET', accounts, { token: tokenOf(good, now, `GET ${host}${root}/portfolios`) }),
      await client.send('GET', accounts, { token: tokenOf(good, now - 200_000, `GET ${host}${accounts}`) }),
      await client.send('GET', accounts, { key: ipBound }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([401, 401, 401, 401, 401]);
    expect(simulator.tokenFaults).toEqual(['unknown-key', 'signature', 'uri', 'clock', 'address']);
  });

  it.each([
    ['a method that is not the request’s', {}, { uri: 'POST' }, 'uri'],
    ['no binding', {}, { uri: undefined }, 'uri'],
    ['a scheme or a query in its binding', {}, { uri: `GET https://127.0.0.1${accounts}?limit=1` }, 'uri'],
    ['a beginning in the future', {}, { nbf: 4_000_000_000, exp: 4_000_000_100 }, 'clock'],
    ['a life of more than two minutes', {}, { exp: 4_000_000_000 }, 'clock'],
    ['another issuer', {}, { iss: 'coinbase-cloud' }, 'malformed'],
    ['another subject', {}, { sub: 'somebody' }, 'malformed'],
    ['an algorithm that is not the key’s', { alg: 'EdDSA' }, {}, 'signature'],
    ['no algorithm', { alg: 'none' }, {}, 'signature'],
    ['no nonce', { nonce: '' }, {}, 'malformed'],
  ])('refuses a token with %s', async (_name, header, claims, fault) => {
    expect((await client.send('GET', accounts, { change: { header, claims } })).status).toBe(401);
    expect(simulator.tokenFaults).toEqual([fault]);
  });

  it('refuses a token whose signature is in DER, and what is no token', async () => {
    const { good } = simulator.credentials;
    const { host } = new URL(simulator.url.rest);
    const token = tokenOf(good, simulator.clock.now(), `GET ${host}${accounts}`);
    const [head, claims, signature = ''] = token.split('.');
    const der = Buffer.concat([Buffer.from('30440220', 'hex'), Buffer.from(signature, 'base64url')]);
    const wrong = [`${head}.${claims}.${der.toString('base64url')}`, `${head}.${claims}`, 'a.b.c', '…'];
    for (const text of wrong) {
      const { status } = await client.send('GET', accounts, { token: encodeURI(text) });
      expect(status).toBe(401);
    }
    expect(simulator.tokenFaults).toEqual(['signature', 'malformed', 'malformed', 'malformed']);
  });

  it('binds to the path, not to the query, and counts tokens that come twice', async () => {
    const { good } = simulator.credentials;
    const { host } = new URL(simulator.url.rest);
    const token = tokenOf(good, simulator.clock.now(), `GET ${host}${accounts}`);
    expect((await client.send('GET', accounts, { token, query: { limit: 2 } })).status).toBe(200);
    expect(simulator.reusedTokens).toBe(0);
    await client.send('GET', accounts, { token });
    expect(simulator.reusedTokens).toBe(1);
  });

  it('follows the venue’s clock, which may be wrong', async () => {
    simulator.clock.offsetMs = -30_000;
    const { host } = new URL(simulator.url.rest);
    const token = tokenOf(simulator.credentials.good, Date.now(), `GET ${host}${accounts}`);
    expect((await client.send('GET', accounts, { token })).status).toBe(401);
    const { epochMillis } = (await client.get('/time')).body;
    expect(Math.abs(Number(epochMillis) - Date.now() + 30_000)).toBeLessThan(10_000);
    expect((await client.read('/accounts')).status).toBe(200);
  });

  it('forgets a revoked key', async () => {
    simulator.revoke(simulator.credentials.good);
    expect((await client.read('/accounts')).status).toBe(401);
  });
});

describe('rights and portfolios', () => {
  it('tells the rights of each key', async () => {
    const { good, readOnly, withdrawEnabled } = simulator.credentials;
    const rights = async (key: typeof good) => {
      const { can_view, can_trade, can_transfer } = (await client.read('/key_permissions', {}, key)).body;
      return [can_view, can_trade, can_transfer];
    };
    expect(await rights(good)).toEqual([true, true, false]);
    expect(await rights(readOnly)).toEqual([true, false, false]);
    expect(await rights(withdrawEnabled)).toEqual([true, true, true]);
    expect((await client.limit('50000', '0.01', {}, readOnly)).status).toBe(403);
    expect(simulator.truth.orders).toEqual([]);
  });

  it('keeps portfolios apart: a key sees, trades and cancels in its own only', async () => {
    const { otherPortfolio } = simulator.credentials;
    const { order_id } = (await client.limit('50000', '0.01')).body.success_response;
    expect((await client.read(`/orders/historical/${order_id}`, {}, otherPortfolio)).status).toBe(404);
    expect((await client.read('/orders/historical/batch', {}, otherPortfolio)).body.orders).toEqual([]);
    const cancel = await client.post('/orders/batch_cancel', { order_ids: [order_id] }, otherPortfolio);
    expect(cancel.body.results[0].failure_reason).toBe('UNKNOWN_CANCEL_ORDER');
    const { portfolio_uuid } = (await client.read('/key_permissions')).body;
    const foreign = await client.limit(
      '50000',
      '0.01',
      { retail_portfolio_id: portfolio_uuid },
      otherPortfolio,
    );
    expect([foreign.status, foreign.body.error]).toEqual([403, 'PERMISSION_DENIED']);
    const own = await client.limit('50000', '0.01', { retail_portfolio_id: portfolio_uuid });
    expect(own.body.success).toBe(true);
  });

  it('shows vaults, two wallets of one currency, and pages', async () => {
    type Wallet = { currency: string; type: string; available_balance: { value: string } };
    const first = (await client.read('/accounts', { limit: 4 })).body;
    expect([first.accounts.length, first.has_next]).toEqual([4, true]);
    const second = (await client.read('/accounts', { limit: 4, cursor: first.cursor })).body;
    expect([second.has_next, second.cursor]).toEqual([false, '']);
    const all: Wallet[] = [...first.accounts, ...second.accounts];
    const ether = all.filter(({ currency }) => currency === 'ETH');
    expect(ether.map(({ available_balance }) => available_balance.value)).toEqual(['29', '1']);
    expect(all.filter(({ type }) => type === 'ACCOUNT_TYPE_VAULT').length).toBe(1);
    expect(all.find(({ currency }) => currency === 'USD')?.type).toBe('ACCOUNT_TYPE_FIAT');
  });
});

describe('products and candles', () => {
  it('lists aliases, delisted products without a price, and futures', async () => {
    const { products } = (await client.get('/market/products')).body;
    const of = (id: string) => products.find((row: { product_id: string }) => row.product_id === id);
    expect(of('BTC-USD')).toMatchObject({ alias: '', alias_to: ['BTC-USDC'] });
    expect(of('BTC-USDC')).toMatchObject({ alias: 'BTC-USD', alias_to: [], quote_currency_id: 'USDC' });
    expect(of('USDT-USDC')).toMatchObject({ alias: '', alias_to: [] });
    expect(of('OLD-USD')).toMatchObject({ status: 'delisted', price: '' });
    expect(of('BIT-24APR26-CDE')).toMatchObject({ product_type: 'FUTURE' });
    const wanted = { product_ids: ['BTC-USD', 'ETH-USD'] };
    expect((await client.get('/market/products', wanted)).body.num_products).toBe(2);
    const page = (await client.get('/market/products', { limit: 2, offset: 2 })).body;
    expect(page.products.map((row: { product_id: string }) => row.product_id)).toEqual([
      'ETH-BTC',
      'USDT-USDC',
    ]);
    expect((await client.get('/market/products/NO-SUCH')).status).toBe(404);
  });

  it('needs a token without /market, and none with it', async () => {
    expect((await client.get('/products/BTC-USD')).status).toBe(401);
    expect((await client.read('/products/BTC-USD')).body.product_id).toBe('BTC-USD');
    const best = (await client.read('/best_bid_ask', { product_ids: ['BTC-USDC'] })).body.pricebooks;
    expect(best).toMatchObject([{ product_id: 'BTC-USDC', bids: [{}], asks: [{}] }]);
  });

  it('answers at most 350 candles, newest first, both ends inside, without the empty ones', async () => {
    const now = simulator.clock.now();
    const last = Math.floor(now / 60_000) * 60 - 60;
    const ask = (start: number, end: number, granularity = 'ONE_MINUTE') =>
      client.get('/market/products/BTC-USD/candles', { start, end, granularity });
    const starts = (reply: { body: { candles: { start: string }[] } }) =>
      reply.body.candles.map(({ start }) => Number(start));
    expect(starts(await ask(last - 120, last))).toEqual([last, last - 60, last - 120]);
    expect(starts(await ask(last - 349 * 60, last)).length).toBe(350);
    expect((await ask(last - 350 * 60, last)).status).toBe(400);
    const gaps = starts(await ask(last - 420 * 60 - 300 * 60, last - 420 * 60));
    expect(gaps.length).toBeGreaterThan(2);
    expect(gaps.length).toBeLessThan(10);
    expect(starts(await ask(0, 6000))).toEqual([]);
    expect((await ask(last, last - 60)).status).toBe(400);
    expect((await ask(last - 60, last, 'ONE_WEEK')).status).toBe(400);
    for (const name of ['FIVE_MINUTE', 'ONE_HOUR', 'FOUR_HOUR', 'SIX_HOUR', 'ONE_DAY'])
      expect(starts(await ask(last - 86_400, last, name)).length, name).toBeGreaterThan(0);
  });

  it('tells the side of the order that waited', async () => {
    simulator.cross('BTC-USD', 'buy', '61000', '0.1');
    const { trades, best_bid, best_ask } = (await client.get('/market/products/BTC-USD/ticker', { limit: 1 }))
      .body;
    expect(trades).toMatchObject([{ price: '61000', size: '0.1', side: 'SELL', bid: '', ask: '' }]);
    expect(Number(best_bid)).toBeLessThan(Number(best_ask));
  });
});

describe('limits', () => {
  beforeEach(async () => {
    await simulator.close();
    await start({});
  });

  it('takes ten public requests a second and tells what is left', async () => {
    simulator.clock.freeze(Date.now());
    const replies = [];
    for (let count = 0; count < 11; count += 1) replies.push(await client.get('/time'));
    expect(replies.map(({ status }) => status)).toEqual([...Array(10).fill(200), 429]);
    expect(replies[0]?.headers.get('x-ratelimit-remaining')).toBe('9');
    expect(replies[10]?.body).toMatchObject({ error: expect.any(String), message: 'Too many requests' });
    simulator.clock.freeze(Date.now() + 1001);
    expect((await client.get('/time')).status).toBe(200);
  });

  it('takes thirty private requests a second of one user', async () => {
    simulator.clock.freeze(Date.now());
    for (let count = 0; count < 30; count += 1)
      expect((await client.read('/key_permissions')).status).toBe(200);
    expect((await client.read('/key_permissions')).status).toBe(429);
    expect((await client.read('/key_permissions', {}, simulator.credentials.otherPortfolio)).status).toBe(
      200,
    );
  });

  it('takes eight sockets and eight messages a second', async () => {
    simulator.clock.freeze(Date.now());
    const [first] = await Promise.all(Array.from({ length: 8 }, () => client.open(simulator.url.ws)));
    await expect(client.open(simulator.url.ws)).rejects.toThrow('429');
    for (let count = 0; count < 9; count += 1) first?.subscribe('ticker', ['BTC-USD']);
    expect(await first?.closed()).toBe(1008);
  });
});
