import { afterEach, describe, expect, test } from 'vitest';
import type { Trading } from '../../src-main/venues/trading.ts';
import type { Venue } from '../../src-main/venues/venue.ts';
import type { TestStep, VenueConfig } from '../../src-main/venues/venue-kind.ts';
import { zerodha } from '../../src-main/venues/zerodha/index.ts';
import { configFor, openWorld } from '../../src-main/venues/zerodha/testing/open-world.ts';
import type { Account } from '../../src-shared/domain/account.ts';
import { type Fill, fillKey } from '../../src-shared/domain/fill.ts';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import type { ClientOrderId, OrderIntent, OrderReport, OrderTerms } from '../../src-shared/domain/order.ts';
import { addDecimals, compareDecimals } from '../../src-shared/domain/quantity.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import type { KiteCredentials, KiteKey } from '../simulators/zerodha/apps.ts';
import {
  startZerodhaSimulator,
  type ZerodhaOptions,
  type ZerodhaSimulator,
} from '../simulators/zerodha/index.ts';
import { trouble } from '../simulators/zerodha/venue-error.ts';

const infy = instrumentId('NSE:INFY');
const venues: Venue[] = [];
const simulators: ZerodhaSimulator[] = [];
afterEach(async () => {
  for (const venue of venues.splice(0)) await venue.disconnect();
  for (const simulator of simulators.splice(0)) await simulator.close();
});

async function start(options: ZerodhaOptions = {}): Promise<ZerodhaSimulator> {
  const simulator = await startZerodhaSimulator({ historyMinutes: 5, historyHours: 2, ...options });
  simulators.push(simulator);
  return simulator;
}

function worldOf(simulator: ZerodhaSimulator, key: Partial<KiteKey>, change: Partial<VenueConfig> = {}) {
  const products = ['equity', 'derivatives', 'currency', 'commodity'];
  const trust = simulator.ca === undefined ? {} : { trustedCa: simulator.ca };
  return { config: configFor(simulator.url, { products, ...trust, ...change }), ...openWorld({ ...key }) };
}

interface Stand {
  readonly simulator: ZerodhaSimulator;
  readonly venue: Venue;
  readonly trading: Trading<'live'>;
  readonly account: Account<'live'>;
  readonly orders: OrderReport<'live'>[];
  readonly fills: Fill<'live'>[];
  readonly gaps: unknown[];
  place(change?: Partial<OrderIntent<'live'>>): ReturnType<Trading<'live'>['place']>;
}

let lastId = 0;
const freshId = () => {
  lastId += 1;
  return `t${Date.now().toString(36)}${lastId}` as ClientOrderId;
};
const limit = (limitPrice: string): OrderTerms => ({ type: 'limit', limitPrice, isPostOnly: false });

async function connect(options: ZerodhaOptions = {}, name: keyof KiteCredentials = 'good'): Promise<Stand> {
  const simulator = await start(options);
  const { config, parts } = worldOf(simulator, simulator.credentials[name]);
  const venue = zerodha.open(config, parts);
  venues.push(venue);
  await venue.connect();
  const trading = venue.trading as Trading<'live'>;
  const account = (await trading.accounts()).find(({ key }) => key.account.endsWith(':equity'));
  if (account === undefined) throw new Error('no account');
  const heard: Pick<Stand, 'orders' | 'fills' | 'gaps'> = { orders: [], fills: [], gaps: [] };
  trading.onOrders((some) => heard.orders.push(...some));
  trading.onFills((some) => heard.fills.push(...some));
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
        instrument: infy,
        side: 'buy',
        quantity: '2',
        terms: limit('1500'),
        duration: { timeInForce: 'day' },
        isReduceOnly: false,
        origin: 'manual',
        ...change,
      }),
  };
}

const seen = (orders: readonly OrderReport[], id: string) =>
  orders.filter(({ venueOrderId }) => venueOrderId === id).map(({ state }) => state);

async function acknowledged(placing: ReturnType<Trading<'live'>['place']>): Promise<string> {
  const placed = await placing;
  if (placed.outcome !== 'acknowledged') throw new Error(JSON.stringify(placed));
  return placed.venueOrderId;
}

describe('orders', () => {
  test('a limit order rests, is changed in place, and cancelled', async () => {
    const { trading, account, place, orders, simulator } = await connect();
    const clientOrderId = freshId();
    const venueOrderId = await acknowledged(place({ clientOrderId }));
    const reference = { account: account.key, instrument: infy, clientOrderId, venueOrderId };
    await expect.poll(() => seen(orders, venueOrderId)).toContain('open');
    expect(await trading.modify(reference, { quantity: '3', terms: limit('1501') })).toEqual({
      outcome: 'acknowledged',
    });
    await expect
      .poll(() => trading.findOrder(reference), { timeout: 5000 })
      .toMatchObject({ quantity: '3', terms: limit('1501'), state: 'open', clientOrderId });
    expect(await trading.cancel(reference)).toEqual({ outcome: 'acknowledged' });
    await expect.poll(() => seen(orders, venueOrderId).at(-1)).toBe('cancelled');
    expect(simulator.truth.orders).toHaveLength(1);
  });

  test('every kind that is offered is taken', async () => {
    const { place, simulator } = await connect();
    const until = epochMs(Date.now() + 10 * 60_000);
    const below: OrderTerms = { type: 'stop-limit', triggerPrice: '1500', limitPrice: '1499' };
    const kinds: Partial<OrderIntent<'live'>>[] = [
      { terms: { type: 'market' } },
      { terms: { type: 'market' }, options: { product: 'MIS', marketProtection: '5' } },
      { terms: limit('1500'), duration: { timeInForce: 'ioc' } },
      { terms: limit('1500'), duration: { timeInForce: 'gtd', until } },
      { terms: limit('1500'), options: { variety: 'amo' } },
      { terms: { type: 'stop', triggerPrice: '1600' } },
      { terms: below, side: 'sell' },
      { terms: below, side: 'sell', duration: { timeInForce: 'gtc' } },
      {
        terms: { type: 'limit-if-touched', triggerPrice: '1500', limitPrice: '1501' },
        duration: { timeInForce: 'gtc' },
      },
      { instrument: instrumentId('NSE:M#26M'), terms: limit('2900') },
    ];
    for (const kind of kinds)
      expect(await place(kind), JSON.stringify(kind)).toMatchObject({ outcome: 'acknowledged' });
    await expect
      .poll(() => simulator.desk.ordersOf('AB1234').filter(({ status }) => status === 'REJECTED'))
      .toEqual([]);
    expect(simulator.triggers.of('AB1234')).toHaveLength(2);
  });

  test('a pair is a GTT of two legs: what it places is told under its own id', async () => {
    const { trading, account, simulator, orders, fills } = await connect();
    const target = freshId();
    const placed = await trading.placeOco({
      account: account.key,
      instrument: infy,
      side: 'sell',
      quantity: '2',
      origin: 'manual',
      target: { clientOrderId: target, limitPrice: '1620' },
      stop: { clientOrderId: freshId(), triggerPrice: '1510', limitPrice: '1509' },
    });
    if (placed.outcome !== 'acknowledged') throw new Error(JSON.stringify(placed));
    const [id = ''] = placed.venueOrderIds;
    simulator.feeds.get('NSE:INFY')?.moveTo('1622');
    const within = { timeout: 30_000 };
    await expect.poll(() => simulator.truth.fills.length, within).toBeGreaterThan(0);
    await expect.poll(() => seen(orders, id).at(-1), within).toBe('filled');
    await expect.poll(() => fills.length, within).toBeGreaterThan(0);
    expect(new Set(fills.map(({ venueOrderId }) => venueOrderId))).toEqual(new Set([id]));
  }, 100_000);

  test('refusals are definite: funds, stock, segment', async () => {
    const { place, simulator } = await connect();
    expect(await place({ quantity: '10000' })).toMatchObject({
      outcome: 'rejected',
      code: 'MarginException',
    });
    expect(await place({ side: 'sell', quantity: '101', terms: limit('1600') })).toMatchObject({
      outcome: 'rejected',
      code: 'HoldingException',
    });
    expect(simulator.truth.orders).toEqual([]);
  });

  test('what the exchange turns down later is told as a state, with its reason', async () => {
    const { place, simulator, orders } = await connect();
    simulator.desk.rejections.push('Your order price is outside the range.');
    const id = await acknowledged(place());
    await expect.poll(() => seen(orders, id).at(-1)).toBe('rejected');
    expect(JSON.stringify(orders.findLast(({ venueOrderId }) => venueOrderId === id))).toContain(
      'outside the range',
    );
  });

  test('from an address that is not registered nothing is placed, and it looks like nothing else', async () => {
    const { place, simulator, trading, account } = await connect({}, 'ipBound');
    expect(await place()).toMatchObject({
      outcome: 'rejected',
      code: 'address-not-registered',
      reason: expect.stringContaining('127.0.0.1'),
    });
    expect(simulator.desk.ordersOf('AB1234')).toEqual([]);
    expect((await trading.balances(account.key)).length).toBeGreaterThan(0);
  });

  test('O12: all open orders go, those placed elsewhere too', async () => {
    const { place, trading, account, simulator } = await connect();
    for (let count = 0; count < 3; count += 1) await place();
    await expect.poll(() => simulator.truth.orders.length).toBe(3);
    expect(await trading.cancelAll(account.key)).toEqual({ outcome: 'acknowledged' });
    await expect
      .poll(() => simulator.truth.orders.map(({ status }) => status))
      .toEqual(['cancelled', 'cancelled', 'cancelled']);
  });
});

describe('fills', () => {
  test('each one once, coming to the order’s quantity, and to a position', async () => {
    const { place, simulator, fills, orders, trading, account } = await connect();
    const id = await acknowledged(place({ quantity: '10', terms: limit('1550') }));
    await expect.poll(() => seen(orders, id)).toContain('open');
    for (const quantity of ['4', '1', '5']) simulator.cross('NSE:INFY', 'sell', '1550', quantity);
    await expect.poll(() => seen(orders, id).at(-1)).toBe('filled');
    await expect.poll(() => new Set(fills.map(fillKey)).size, { timeout: 10_000 }).toBe(3);
    const unique = [...new Map(fills.map((fill) => [fillKey(fill), fill])).values()];
    expect(unique.map(({ quantity }) => quantity).toSorted()).toEqual(['1', '4', '5']);
    expect(await trading.positions(account.key)).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ instrument: infy, quantity: '10' })]),
    );
  });

  test('a connection that was lost asks for a snapshot, which has everything', async () => {
    const { place, simulator, trading, account, gaps, orders, venue } = await connect();
    const id = await acknowledged(place({ quantity: '4', terms: limit('1550') }));
    await expect.poll(() => seen(orders, id)).toContain('open');
    simulator.server.dropAll();
    simulator.cross('NSE:INFY', 'sell', '1550', '1');
    await expect.poll(() => gaps.length, { timeout: 10_000 }).toBeGreaterThan(0);
    await expect.poll(() => venue.state().phase, { timeout: 10_000 }).toBe('ready');
    const snapshot = await trading.snapshot(account.key, epochMs(Date.now() - 60_000));
    expect(snapshot.openOrders).toMatchObject([{ state: 'partial', filledQuantity: '1', quantity: '4' }]);
    expect(snapshot.fills).toHaveLength(1);
  });

  test('W4, O7: with messages lost, doubled and out of order, every fill is surfaced exactly once', async () => {
    const { place, simulator, trading, account, fills } = await connect();
    const match = '"type":"order"';
    simulator.faults.setChaos({
      seed: 5,
      swallow: 0.05,
      duplicate: 0.05,
      reorder: 0.05,
      replay: 0.02,
      match,
    });
    for (let round = 0; round < 5; round += 1) {
      await place({ quantity: '10', terms: limit('1560') });
      await expect.poll(() => simulator.truth.orders.at(round)?.status).toBe('open');
      for (let part = 0; part < 5; part += 1) simulator.cross('NSE:INFY', 'sell', '1560', '2');
    }
    simulator.faults.setChaos(undefined);
    const { length: truth } = simulator.truth.fills;
    expect(truth).toBe(25);
    const snapshot = await trading.snapshot(account.key, epochMs(Date.now() - 60_000));
    const known = new Map([...fills, ...snapshot.fills].map((fill) => [fillKey(fill), fill]));
    expect(known.size).toBe(truth);
    const bought = [...known.values()].reduce((sum, { quantity }) => addDecimals(sum, quantity), '0');
    expect(compareDecimals(bought, '50')).toBe(0);
  });
});

describe('O4, O5: at most one order for each intent, none unaccounted for', () => {
  const faults = [
    { name: 'cut before it was done', fault: { when: 'before', do: 'drop' } },
    { name: 'cut after it was done', fault: { when: 'after', do: 'drop' } },
    { name: '502 DataException after', fault: { when: 'after', do: 'status', ...trouble.data } },
    { name: '503 NetworkException after', fault: { when: 'after', do: 'status', ...trouble.network } },
    { name: '500 GeneralException before', fault: { when: 'before', do: 'status', ...trouble.general } },
    { name: '504 with a page after', fault: { when: 'after', do: 'status', ...trouble.gateway } },
    {
      name: '400 without words after',
      fault: { when: 'after', do: 'status', status: 400, body: 'Bad Request' },
    },
    { name: 'garbage after', fault: { when: 'after', do: 'garbage' } },
  ] as const;
  test.each(faults)('$name', async ({ fault }) => {
    const { place, simulator, trading, account } = await connect();
    const handle = simulator.faults.add({ op: 'POST /orders/regular', ...fault });
    const clientOrderId = freshId();
    expect((await place({ clientOrderId })).outcome).toBe('unknown');
    expect(handle.hits).toBe(1);
    const isMade = fault.when === 'after';
    expect(simulator.desk.ordersOf('AB1234')).toHaveLength(isMade ? 1 : 0);
    const found = await trading.findOrder({ account: account.key, instrument: infy, clientOrderId });
    expect(found?.clientOrderId).toBe(isMade ? clientOrderId : undefined);
  });

  test('too many requests leave an order unknown, and maintenance a question unanswered', async () => {
    const { place, simulator, trading, account } = await connect();
    simulator.faults.limitRate(simulator.clock.now() + 300);
    expect((await place()).outcome).toBe('unknown');
    simulator.faults.clear();
    simulator.faults.maintenance = true;
    await expect(trading.balances(account.key)).rejects.toMatchObject({
      kind: expect.stringMatching(/unavailable|rate-limited/),
    });
    expect(simulator.truth.orders).toEqual([]);
  });

  test('the venue’s limits are kept without a single refusal', async () => {
    const { place, simulator } = await connect();
    const outcomes = await Promise.all(Array.from({ length: 25 }, () => place()));
    const taken = outcomes.filter(({ outcome }) => outcome === 'acknowledged').length;
    // What would have to wait too long is refused here, before it is sent.
    const refused = outcomes.filter((one) => one.outcome === 'rejected' && one.code === 'local:rate-limited');
    expect(taken + refused.length).toBe(25);
    expect(taken).toBeGreaterThan(3);
    expect([simulator.desk.ordersOf('AB1234').length, simulator.tooFast]).toEqual([taken, 0]);
  });
});

describe('the day’s login', () => {
  test('a request token becomes a session', async () => {
    const simulator = await start();
    const { good } = simulator.credentials;
    const { config, parts, fields } = worldOf(simulator, { apiKey: good.apiKey, apiSecret: good.apiSecret });
    const page = `${simulator.url.rest}/connect/finish?api_key=${good.apiKey}&answer=success`;
    const answer = (await fetch(page, { redirect: 'manual' })).headers.get('location') ?? '';
    await zerodha.webLogin?.finish(answer, config, parts);
    expect(fields.accessToken).toMatch(/^\w+ \d{4}-/);
    const venue = zerodha.open(config, parts);
    venues.push(venue);
    await venue.connect();
    expect(venue.state().phase).toBe('ready');
    await expect(zerodha.webLogin?.finish(answer, config, parts)).rejects.toMatchObject({
      kind: 'unauthorised',
    });
  });

  test.each(['expired', 'wrongSecret', 'unknown'] as const)(
    'the key “%s” does not connect, and is asked for a login',
    async (name) => {
      const simulator = await start();
      const { config, parts } = worldOf(simulator, simulator.credentials[name]);
      const venue = zerodha.open(config, parts);
      venues.push(venue);
      await expect(venue.connect()).rejects.toMatchObject({ kind: 'unauthorised' });
      expect(venue.state()).toMatchObject({
        phase: 'disconnected',
        reason: expect.stringMatching(/[Ll]og in/),
      });
    },
  );

  test('its end ends the connection with a sentence, and nothing is retried', async () => {
    const { venue, simulator, trading, account } = await connect();
    simulator.endDay();
    await expect(trading.balances(account.key)).rejects.toMatchObject({ kind: 'unauthorised' });
    await expect.poll(() => venue.state().phase).toBe('disconnected');
    expect(venue.state().reason).toMatch(/Log in/);
    const asked = () => [...simulator.server.counts.values()].reduce((sum, count) => sum + count, 0);
    const before = asked();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(asked()).toBe(before);
  });

  test('without the data subscription it is degraded, and still tells accounts', async () => {
    const { venue, trading, account } = await connect({}, 'withoutData');
    await expect.poll(() => venue.state().phase).toBe('degraded');
    expect((await trading.balances(account.key)).length).toBeGreaterThan(0);
  });
});

test('W1: over TLS, with an authority that has to be given', async () => {
  const { place, simulator } = await connect({ tls: true });
  expect(simulator.url.rest).toMatch(/^https:/);
  expect((await place()).outcome).toBe('acknowledged');
});

test('K7, D3: nothing of the key is logged or recorded', async () => {
  const simulator = await start();
  for (const name of ['good', 'wrongSecret'] as const) {
    const key = simulator.credentials[name];
    const { config, parts, logged } = worldOf(simulator, key);
    const recorded: string[] = [];
    const venue = zerodha.open(config, { ...parts, record: (frame) => recorded.push(JSON.stringify(frame)) });
    venues.push(venue);
    await venue.connect().catch(() => undefined);
    await venue.disconnect();
    const told = [
      ...logged,
      ...recorded,
      JSON.stringify(venue.health?.()),
      JSON.stringify(venue.state()),
    ].join();
    expect(told.length).toBeGreaterThan(50);
    for (const canary of [key.apiSecret, key.accessToken]) expect(told.includes(canary)).toBe(false);
  }
});

describe('the connection’s test', () => {
  async function results(name: keyof KiteCredentials): Promise<Record<string, string>> {
    const simulator = await start({ limits: { quotesPerSecond: 100 } });
    const { config, parts } = worldOf(simulator, simulator.credentials[name]);
    const found: TestStep[] = [];
    for await (const step of zerodha.test(config, parts, new AbortController().signal)) found.push(step);
    return Object.fromEntries(found.map(({ step, result }) => [step, result]));
  }

  test.each([
    [
      'good',
      { reach: 'passed', clock: 'passed', signature: 'passed', permissions: 'passed', address: 'passed' },
    ],
    ['ipBound', { signature: 'passed', address: 'failed' }],
    ['withoutData', { signature: 'passed', permissions: 'warning', address: 'passed' }],
    ['wrongSecret', { reach: 'passed', signature: 'failed', permissions: 'skipped' }],
    ['expired', { signature: 'failed', permissions: 'skipped' }],
  ] as const)('finds out about the key “%s”', async (name, expected) => {
    expect(await results(name)).toMatchObject(expected);
  });
});
