import { afterEach, describe, expect, test } from 'vitest';
import { coinbase } from '../../src-main/venues/coinbase/index.ts';
import { coinbaseWorld } from '../../src-main/venues/coinbase/testing/coinbase-world.ts';
import type { Trading } from '../../src-main/venues/trading.ts';
import type { Venue } from '../../src-main/venues/venue.ts';
import type { TestStep, VenueConfig } from '../../src-main/venues/venue-kind.ts';
import type { Account, Balance } from '../../src-shared/domain/account.ts';
import { type Fill, fillKey } from '../../src-shared/domain/fill.ts';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import type { ClientOrderId, OrderIntent, OrderReport, OrderTerms } from '../../src-shared/domain/order.ts';
import { addDecimals, compareDecimals } from '../../src-shared/domain/quantity.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import {
  type CoinbaseOptions,
  type CoinbaseSimulator,
  startCoinbaseSimulator,
} from '../simulators/coinbase/index.ts';
import type { CoinbaseKey } from '../simulators/coinbase/keys.ts';

const btc = instrumentId('COINBASE:BTC-USD');
const opened: { venue?: Venue; simulator: CoinbaseSimulator }[] = [];
afterEach(async () => {
  for (const { venue, simulator } of opened.splice(0)) {
    await venue?.disconnect();
    await simulator.close();
  }
});

async function start(options: CoinbaseOptions = {}): Promise<CoinbaseSimulator> {
  const simulator = await startCoinbaseSimulator({ historyMinutes: 5, historyHours: 2, ...options });
  opened.push({ simulator });
  return simulator;
}

interface Stand {
  readonly simulator: CoinbaseSimulator;
  readonly venue: Venue;
  readonly trading: Trading<'live'>;
  readonly account: Account<'live'>;
  readonly orders: OrderReport<'live'>[];
  readonly fills: Fill<'live'>[];
  readonly balances: Balance<'live'>[];
  readonly gaps: unknown[];
  place(change?: Partial<OrderIntent<'live'>>): ReturnType<Trading<'live'>['place']>;
}

let lastId = 0;
const freshId = () => {
  lastId += 1;
  return `t${Date.now().toString(36)}${lastId}` as ClientOrderId;
};
const limit = (limitPrice: string, isPostOnly = false): OrderTerms => ({
  type: 'limit',
  limitPrice,
  isPostOnly,
});
const parts = (simulator: CoinbaseSimulator, key: CoinbaseKey | null, change: Partial<VenueConfig> = {}) =>
  coinbaseWorld(simulator.url, key, {
    ...(simulator.ca === undefined ? {} : { trustedCa: simulator.ca }),
    ...change,
  });

async function connect(options: CoinbaseOptions = {}, keyName: 'good' | 'ed25519' = 'good'): Promise<Stand> {
  const simulator = await start(options);
  const { config, parts: world } = parts(simulator, simulator.credentials[keyName]);
  const venue = coinbase.open(config, world);
  opened.push({ venue, simulator: { close: async () => undefined } as CoinbaseSimulator });
  opened.reverse();
  await venue.connect();
  const trading = venue.trading as Trading<'live'>;
  const [account] = await trading.accounts();
  if (account === undefined) throw new Error('no account');
  const heard: Pick<Stand, 'orders' | 'fills' | 'balances' | 'gaps'> = {
    orders: [],
    fills: [],
    balances: [],
    gaps: [],
  };
  trading.onOrders((some) => heard.orders.push(...some));
  trading.onFills((some) => heard.fills.push(...some));
  trading.onBalances((some) => heard.balances.push(...some));
  trading.onGap((one) => heard.gaps.push(one));
  return {
    simulator,
    venue,
    trading,
    account,
    ...heard,
    place: (change = {}) =>
      trading.place({
        clientOrderId: freshId(),
        account: account.key,
        instrument: btc,
        side: 'buy',
        quantity: '0.01',
        terms: limit('50000'),
        duration: { timeInForce: 'gtc' },
        isReduceOnly: false,
        origin: 'manual',
        ...change,
      }),
  };
}

const seen = (orders: readonly OrderReport[], id: string) =>
  orders.filter(({ venueOrderId }) => venueOrderId === id).map(({ state }) => state);

describe('accounts', () => {
  test('one, the portfolio of the key, with balances summed per currency and no vaults', async () => {
    const { trading, account } = await connect({
      splitWallets: { ETH: '12' },
      balances: { BTC: '2', ETH: '30' },
    });
    expect(account).toMatchObject({ canTrade: true, reason: '', label: 'Default portfolio' });
    const balances = await trading.balances(account.key);
    const of = (currency: string) => balances.filter(({ total }) => total.currency === currency);
    expect(of('ETH')).toMatchObject([{ total: { amount: '30' }, available: { amount: '30' } }]);
    expect(of('BTC')).toMatchObject([{ total: { amount: '2' } }]);
    expect(await trading.positions(account.key)).toEqual([]);
  });

  test('a key that may only look is told so before anything is sent', async () => {
    const simulator = await start();
    const { config, parts: world } = parts(simulator, simulator.credentials.readOnly);
    const venue = coinbase.open(config, world);
    await venue.connect();
    const trading = venue.trading as Trading<'live'>;
    const [account] = await trading.accounts();
    expect(account?.canTrade).toBe(false);
    expect(account?.reason).toMatch(/trade/);
    await venue.disconnect();
  });

  test('no token is used twice, and both kinds of keys work', async () => {
    const { simulator, place, orders } = await connect({}, 'ed25519');
    const placed = await place();
    expect(placed.outcome).toBe('acknowledged');
    await expect.poll(() => orders.length).toBeGreaterThan(0);
    expect([simulator.reusedTokens, simulator.tokenFaults]).toEqual([0, []]);
  });
});

describe('orders', () => {
  test('a limit order rests, holds money, is changed, and cancelled', async () => {
    const { trading, account, place, orders, balances, simulator } = await connect();
    const clientOrderId = freshId();
    const placed = await place({ clientOrderId });
    if (placed.outcome !== 'acknowledged') throw new Error(JSON.stringify(placed));
    const reference = {
      account: account.key,
      instrument: btc,
      clientOrderId,
      venueOrderId: placed.venueOrderId,
    };
    await expect.poll(() => seen(orders, placed.venueOrderId)).toContain('open');
    await expect
      .poll(() => balances.findLast(({ total }) => total.currency === 'USD')?.available.amount, {
        timeout: 5000,
      })
      .toBeDefined();
    const usd = balances.findLast(({ total }) => total.currency === 'USD');
    expect(compareDecimals(usd?.available.amount ?? '0', usd?.total.amount ?? '0')).toBeLessThan(0);
    expect(await trading.modify(reference, { quantity: '0.02', terms: limit('50100') })).toEqual({
      outcome: 'acknowledged',
    });
    await expect
      .poll(async () => await trading.findOrder(reference))
      .toMatchObject({ quantity: '0.02', terms: limit('50100'), state: 'open' });
    expect(await trading.cancel({ account: account.key, instrument: btc, clientOrderId })).toEqual({
      outcome: 'acknowledged',
    });
    await expect.poll(() => seen(orders, placed.venueOrderId).at(-1)).toBe('cancelled');
    expect(orders.findLast(({ venueOrderId }) => venueOrderId === placed.venueOrderId)?.quantity).toBe(
      '0.02',
    );
    expect(await trading.cancel(reference)).toMatchObject({ outcome: 'rejected' });
    expect(simulator.truth.orders).toHaveLength(1);
  });

  test('every kind that is offered is taken', async () => {
    const { place } = await connect();
    const until = epochMs(Date.now() + 3_600_000);
    const kinds: Partial<OrderIntent<'live'>>[] = [
      { terms: { type: 'market' }, duration: { timeInForce: 'ioc' } },
      { terms: { type: 'market' }, duration: { timeInForce: 'gtc' }, side: 'sell' },
      { terms: limit('50000', true) },
      { terms: limit('50000'), duration: { timeInForce: 'gtd', until } },
      { terms: limit('50000'), duration: { timeInForce: 'ioc' } },
      { terms: { type: 'stop-limit', triggerPrice: '70000', limitPrice: '70100' } },
      {
        terms: { type: 'stop-limit', triggerPrice: '50000', limitPrice: '49900' },
        side: 'sell',
        duration: { timeInForce: 'gtd', until },
      },
    ];
    for (const kind of kinds)
      expect(await place(kind), JSON.stringify(kind)).toMatchObject({ outcome: 'acknowledged' });
  });

  test('a bracket is one order with both prices', async () => {
    const { trading, account, simulator, orders } = await connect();
    const target = freshId();
    const placed = await trading.placeOco({
      account: account.key,
      instrument: btc,
      side: 'sell',
      quantity: '0.01',
      origin: 'manual',
      target: { clientOrderId: target, limitPrice: '70000' },
      stop: { clientOrderId: freshId(), triggerPrice: '50000' },
    });
    if (placed.outcome !== 'acknowledged') throw new Error(JSON.stringify(placed));
    expect(placed.venueOrderIds).toHaveLength(1);
    const [id = ''] = placed.venueOrderIds;
    await expect.poll(() => seen(orders, id)).toContain('open');
    const found = await trading.findOrder({ account: account.key, instrument: btc, clientOrderId: target });
    expect(found).toMatchObject({ venueOrderId: id, description: 'bracket: target 70000, stop 50000' });
    simulator.cross('BTC-USD', 'buy', '70001', '1');
    await expect.poll(() => seen(orders, id).at(-1)).toBe('filled');
  });

  test('refusals are definite, with the venue’s reason, although the status is 200', async () => {
    const { place, simulator } = await connect();
    expect(await place({ quantity: '100' })).toMatchObject({
      outcome: 'rejected',
      code: expect.stringMatching(/INSUFFICIENT_FUND/),
    });
    expect(await place({ terms: limit('70000', true) })).toMatchObject({
      outcome: 'rejected',
      code: expect.stringMatching(/POST_ONLY/),
    });
    expect(simulator.truth.orders).toEqual([]);
  });

  test('an alias is paid from its own wallet, and comes back under its own name', async () => {
    const { trading, account, place, fills } = await connect({ balances: { USDC: '10000', USD: '0' } });
    const usdc = instrumentId('COINBASE:BTC-USDC');
    const placed = await place({
      instrument: usdc,
      terms: { type: 'market' },
      duration: { timeInForce: 'ioc' },
    });
    expect(placed.outcome).toBe('acknowledged');
    await expect.poll(() => fills.length).toBeGreaterThan(0);
    expect(fills[0]).toMatchObject({ instrument: usdc, fee: { currency: 'USDC' } });
    const balances = await trading.balances(account.key);
    const left = balances.find(({ total }) => total.currency === 'USDC')?.total.amount ?? '0';
    expect(compareDecimals(left, '10000')).toBeLessThan(0);
  });
});

describe('fills', () => {
  test('each one once, with its fee, coming to the order’s quantity', async () => {
    const { place, simulator, fills, orders } = await connect();
    const placed = await place({ quantity: '0.03', terms: limit('59000') });
    if (placed.outcome !== 'acknowledged') throw new Error(JSON.stringify(placed));
    for (const quantity of ['0.01', '0.005', '0.015']) simulator.cross('BTC-USD', 'sell', '59000', quantity);
    await expect.poll(() => seen(orders, placed.venueOrderId).at(-1)).toBe('filled');
    await expect.poll(() => new Set(fills.map(fillKey)).size).toBe(simulator.truth.fills.length);
    const unique = [...new Map(fills.map((fill) => [fillKey(fill), fill])).values()];
    expect(unique.reduce((sum, { quantity }) => addDecimals(sum, quantity), '0')).toBe('0.03');
    expect(unique.every(({ fee, side }) => fee?.currency === 'USD' && side === 'buy')).toBe(true);
    const told = unique.map(({ quantity, fee }) => [quantity, fee?.amount]).toSorted();
    expect(told).toEqual(simulator.truth.fills.map(({ quantity, fee }) => [quantity, fee]).toSorted());
  });

  test('what the stream swallowed is noticed by the count of frames, and found by the snapshot', async () => {
    const { place, simulator, trading, account, gaps, orders } = await connect();
    const placed = await place({ quantity: '0.01', terms: limit('59000') });
    if (placed.outcome !== 'acknowledged') throw new Error(JSON.stringify(placed));
    await expect.poll(() => seen(orders, placed.venueOrderId)).toContain('open');
    simulator.faults.addStream({ do: 'swallow', match: '"channel":"user"', times: 5 });
    simulator.cross('BTC-USD', 'sell', '59000', '0.01');
    simulator.flush();
    await expect.poll(() => gaps.length, { timeout: 5000 }).toBeGreaterThan(0);
    const snapshot = await trading.snapshot(account.key, epochMs(Date.now() - 60_000));
    expect(snapshot.closedOrders).toMatchObject([{ venueOrderId: placed.venueOrderId, state: 'filled' }]);
    expect(snapshot.fills.map(({ quantity }) => quantity)).toEqual(['0.01']);
  });

  test('a connection that was lost asks for a snapshot, which has everything', async () => {
    const { place, simulator, trading, account, gaps, venue } = await connect();
    const placed = await place({ quantity: '0.02', terms: limit('59000') });
    if (placed.outcome !== 'acknowledged') throw new Error(JSON.stringify(placed));
    simulator.server.dropAll();
    simulator.cross('BTC-USD', 'sell', '59000', '0.005');
    await expect.poll(() => gaps.length, { timeout: 10_000 }).toBeGreaterThan(0);
    await expect.poll(() => venue.state().phase, { timeout: 10_000 }).toBe('ready');
    const snapshot = await trading.snapshot(account.key, epochMs(Date.now() - 60_000));
    expect(snapshot.openOrders).toMatchObject([
      { state: 'partial', filledQuantity: '0.005', quantity: '0.02' },
    ]);
    expect(snapshot.fills).toHaveLength(1);
    expect(snapshot.balances.length).toBeGreaterThan(2);
  });
});

test('W4, O7: with frames lost, doubled and out of order, every fill is surfaced exactly once', async () => {
  const { place, simulator, trading, account, fills, gaps } = await connect({
    limits: { privatePerSecond: 1000 },
  });
  simulator.faults.setChaos({
    seed: 5,
    swallow: 0.03,
    duplicate: 0.05,
    reorder: 0.05,
    replay: 0.02,
    match: '"user"',
  });
  for (let round = 0; round < 12; round += 1) {
    await place({ quantity: '0.01', terms: limit('59500') });
    for (let part = 0; part < 5; part += 1) {
      simulator.cross('BTC-USD', 'sell', '59500', '0.002');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  simulator.faults.setChaos(undefined);
  simulator.flush();
  const { length: truth } = simulator.truth.fills;
  expect(truth).toBe(60);
  await expect.poll(() => gaps.length, { timeout: 5000 }).toBeGreaterThan(0);
  const snapshot = await trading.snapshot(account.key, epochMs(Date.now() - 60_000));
  const known = new Map([...fills, ...snapshot.fills].map((fill) => [fillKey(fill), fill]));
  expect(known.size).toBe(truth);
  expect(new Set(snapshot.fills.map(fillKey)).size).toBe(snapshot.fills.length);
  const bought = [...known.values()].reduce((sum, { quantity }) => addDecimals(sum, quantity), '0');
  expect(bought).toBe('0.12');
});

describe('O4, O5: at most one order for each intent, none unaccounted for', () => {
  const faults = [
    { name: 'cut before it was done', fault: { when: 'before', do: 'drop' } },
    { name: 'cut after it was done', fault: { when: 'after', do: 'drop' } },
    {
      name: '500 after it was done',
      fault: { when: 'after', do: 'status', status: 500, body: { error: 'INTERNAL', code: 13 } },
    },
    {
      name: '503 before it was done',
      fault: { when: 'before', do: 'status', status: 503, body: 'upstream connect error' },
    },
    {
      name: '400 after it was done',
      fault: { when: 'after', do: 'status', status: 400, body: 'Bad Request' },
    },
    { name: 'garbage after it was done', fault: { when: 'after', do: 'garbage' } },
  ] as const;
  test.each(faults)('$name', async ({ fault }) => {
    const { place, simulator, trading, account } = await connect();
    const before = simulator.truth.orders.length;
    simulator.faults.add({ op: 'POST /api/v3/brokerage/orders', ...fault });
    const clientOrderId = freshId();
    const placed = await place({ clientOrderId });
    expect(placed.outcome).toBe('unknown');
    const made = simulator.truth.orders.slice(before);
    expect(made.length).toBe(fault.when === 'after' ? 1 : 0);
    const found = await trading.findOrder({ account: account.key, instrument: btc, clientOrderId });
    expect(found?.clientOrderId).toBe(fault.when === 'after' ? clientOrderId : undefined);
    expect(found?.state).toBe(fault.when === 'after' ? 'open' : undefined);
  });

  test('a client id that is used again makes no second order', async () => {
    const { place, simulator } = await connect();
    const clientOrderId = freshId();
    const first = await place({ clientOrderId });
    expect(await place({ clientOrderId })).toMatchObject({
      venueOrderId: first.outcome === 'acknowledged' ? first.venueOrderId : '',
    });
    expect(simulator.truth.orders).toHaveLength(1);
  });

  test('too many requests: nothing is done, and nothing is sent for a while', async () => {
    const { place, simulator } = await connect();
    simulator.faults.limitRate(simulator.clock.now() + 500);
    expect(await place()).toMatchObject({ outcome: 'rejected', code: 'RESOURCE_EXHAUSTED' });
    const asked = () => [...simulator.server.counts.values()].reduce((sum, count) => sum + count, 0);
    const before = asked();
    expect(before).toBeGreaterThan(0);
    expect(await place()).toMatchObject({ outcome: 'rejected', code: 'local:rate-limited' });
    expect(asked()).toBe(before);
  });

  test('maintenance leaves an order unknown and a question unanswered', async () => {
    const { place, simulator, trading, account } = await connect();
    simulator.faults.maintenance = true;
    expect((await place()).outcome).toBe('unknown');
    await expect(trading.balances(account.key)).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

test('K7, D3: nothing of the key is logged or recorded', async () => {
  const simulator = await start();
  for (const name of ['good', 'wrongSecret', 'ed25519'] as const) {
    const { keyName, privateKey } = simulator.credentials[name];
    const { config, parts: world, logged } = parts(simulator, simulator.credentials[name]);
    const recorded: string[] = [];
    const venue = coinbase.open(config, {
      ...world,
      record: (frame) => recorded.push(JSON.stringify(frame)),
    });
    await venue.connect().catch(() => undefined);
    await venue.disconnect();
    const told = [
      ...logged,
      ...recorded,
      JSON.stringify(venue.health?.()),
      JSON.stringify(venue.state()),
    ].join();
    expect(told.length).toBeGreaterThan(100);
    expect(name === 'wrongSecret' || recorded.some((frame) => frame.includes('[secret]'))).toBe(true);
    const secret = privateKey.replaceAll(/-----[^-]+-----|\s/g, '');
    for (const canary of [
      secret.slice(4, 40),
      Buffer.from(privateKey).toString('base64').slice(40, 80),
      keyName,
    ])
      expect(told.includes(canary)).toBe(false);
    // Every token names its key, so that a token that slipped through would show.
    expect(told).not.toMatch(/eyJ[\w-]+\.eyJ/);
  }
});

test('O12: all open orders go, those placed elsewhere too', async () => {
  const { place, trading, account, simulator } = await connect();
  for (let count = 0; count < 5; count += 1) await place({ quantity: '0.001' });
  const other = coinbaseWorld(simulator.url, simulator.credentials.ed25519);
  const elsewhere = coinbase.open(other.config, other.parts);
  await elsewhere.connect();
  const [same] = await (elsewhere.trading as Trading<'live'>).accounts();
  expect(same?.key).toEqual(account.key);
  await elsewhere.disconnect();
  expect(await trading.cancelAll(account.key)).toEqual({ outcome: 'acknowledged' });
  expect(simulator.truth.orders.map(({ status }) => status)).toEqual(
    Array.from({ length: 5 }, () => 'cancelled'),
  );
  await expect(trading.cancelAllUnlessRenewed(account.key, 1000)).rejects.toMatchObject({
    kind: 'unsupported',
  });
});

test('W1: over TLS, with an authority that has to be given', async () => {
  const { place, simulator } = await connect({ tls: true });
  expect(simulator.url.rest).toMatch(/^https:/);
  expect((await place()).outcome).toBe('acknowledged');
  const { config, parts: world } = coinbaseWorld(simulator.url, simulator.credentials.good);
  const distrustful = coinbase.open(config, world);
  const connecting = distrustful.connect();
  connecting.catch(() => undefined);
  await expect.poll(() => distrustful.state().phase).toBe('back-off');
  expect(distrustful.state().reason).toMatch(/prove/);
  await distrustful.disconnect();
});

describe('connecting', () => {
  test.each([-90_000, 90_000])('O15: with a clock that is %i ms off', async (offsetMs) => {
    const simulator = await start();
    simulator.clock.offsetMs = offsetMs;
    const { config, parts: world } = parts(simulator, simulator.credentials.good);
    const venue = coinbase.open(config, world);
    await venue.connect();
    expect(venue.health?.().clockOffsetMs).toBeCloseTo(offsetMs, -3);
    expect(simulator.tokenFaults).toEqual([]);
    await venue.disconnect();
  });

  test.each(['wrongSecret', 'unknown', 'ipBound'] as const)(
    'ends for good with the key “%s”',
    async (name) => {
      const simulator = await start();
      const { config, parts: world } = parts(simulator, simulator.credentials[name]);
      const venue = coinbase.open(config, world);
      await expect(venue.connect()).rejects.toMatchObject({ kind: 'unauthorised' });
      expect(venue.state()).toMatchObject({ phase: 'disconnected', reason: expect.stringMatching(/key/) });
      await venue.disconnect();
    },
  );

  test('a key that is taken away ends the stream of orders at the next login, and prices go on', async () => {
    const { venue, simulator } = await connect();
    simulator.revoke(simulator.credentials.good);
    simulator.server.dropAll();
    await expect.poll(() => venue.state().phase, { timeout: 10_000 }).toBe('degraded');
    await expect.poll(() => venue.state().reason, { timeout: 10_000 }).toMatch(/refused this key/);
  });
});

describe('the connection’s test', () => {
  async function steps(
    key: CoinbaseKey | null,
    prepare: (simulator: CoinbaseSimulator) => void = () => undefined,
  ) {
    const simulator = await start();
    prepare(simulator);
    const { config, parts: world } = parts(simulator, key === null ? null : key);
    return collect(coinbase.test(config, world, new AbortController().signal));
  }
  async function collect(run: AsyncIterable<TestStep>) {
    const found: TestStep[] = [];
    for await (const step of run) found.push(step);
    return { found, result: Object.fromEntries(found.map(({ step, result }) => [step, result])) };
  }
  async function withKey(
    name: keyof CoinbaseSimulator['credentials'],
    prepare?: (simulator: CoinbaseSimulator) => void,
  ) {
    const simulator = await start();
    prepare?.(simulator);
    const { config, parts: world } = parts(simulator, simulator.credentials[name]);
    return collect(coinbase.test(config, world, new AbortController().signal));
  }
  const sound = {
    reach: 'passed',
    clock: 'passed',
    signature: 'passed',
    permissions: 'passed',
    address: 'warning',
    latency: 'passed',
  };

  test('a good key', async () => {
    const { found, result } = await withKey('good');
    expect(result).toEqual(sound);
    expect(found.map(({ step }) => step)).toEqual([
      'reach',
      'clock',
      'signature',
      'permissions',
      'address',
      'latency',
    ]);
    expect(found.find(({ permissions }) => permissions)?.permissions).toMatchObject({
      canRead: true,
      canTrade: true,
      canWithdraw: false,
      isAddressBound: null,
    });
  });

  test('keys that may too much or too little', async () => {
    expect((await withKey('withdrawEnabled')).result).toEqual({ ...sound, permissions: 'warning' });
    expect((await withKey('readOnly')).result).toEqual({ ...sound, permissions: 'warning' });
  });

  test.each(['wrongSecret', 'unknown', 'ipBound'] as const)(
    'a 401 with the key “%s” names what is left',
    async (name) => {
      const { found, result } = await withKey(name);
      expect(result).toMatchObject({
        reach: 'passed',
        clock: 'passed',
        signature: 'failed',
        permissions: 'skipped',
        latency: 'passed',
      });
      const sentence = found.find(({ step }) => step === 'signature')?.sentence;
      expect(sentence).toMatch(/signed rightly/);
      expect(sentence).toMatch(/IP allowlist/);
    },
  );

  test('a clock that is off is told, and the key accepted nevertheless', async () => {
    const { found, result } = await withKey('good', ({ clock }) => {
      clock.offsetMs = 40_000;
    });
    expect(result).toEqual({ ...sound, clock: 'warning' });
    expect(found[1]?.clockOffsetMs).toBeCloseTo(40_000, -3);
  });

  test('without a key, and with nobody there', async () => {
    expect((await steps(null)).result).toEqual({
      reach: 'passed',
      clock: 'passed',
      signature: 'skipped',
      permissions: 'skipped',
      address: 'skipped',
      latency: 'passed',
    });
    const { config, parts: world } = coinbaseWorld({ rest: 'http://127.0.0.1:9' }, null);
    const { found } = await collect(coinbase.test(config, world, new AbortController().signal));
    expect(found).toMatchObject([
      { step: 'reach', result: 'failed', sentence: expect.stringMatching(/refused/) },
    ]);
  });
});
