import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keyWords, venueKindSchema } from '../../../src-shared/contract/connections.ts';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import type { MarketEvent } from '../../../src-shared/domain/market-event.ts';
import { issueLoopbackCertificate } from '../../../tests/simulators/exchange/certificate.ts';
import type { Venue } from '../venue.ts';
import type { TestStep } from '../venue-kind.ts';
import { zerodha } from './index.ts';
import { fixture } from './testing/fixture.ts';
import { type LoopbackKite, startLoopbackKite } from './testing/loopback-kite.ts';
import { configFor, openWorld } from './testing/open-world.ts';

const keys = {
  apiKey: 'kitefront',
  apiSecret: 's3cr3t_0123456789abcdefghijklmnop',
  accessToken: 'day_token',
};
const infy = instrumentId('NSE:INFY');
let kite: LoopbackKite;
let venue: Venue | undefined;

beforeEach(async () => {
  kite = await startLoopbackKite();
});
afterEach(async () => {
  await venue?.disconnect();
  venue = undefined;
  await kite.close();
});

function openVenue(given: Readonly<Record<string, string>> = keys): Venue {
  venue = zerodha.open(configFor(kite.urls), openWorld(given).parts);
  return venue;
}

describe('the daily login', () => {
  const flow = fixture('login-flow').payload as Readonly<Record<string, string>>;
  const login = zerodha.webLogin;

  test('opens Zerodha’s page for the app', () => {
    const url = login?.loginUrl({ apiKey: { reveal: () => 'kitefront' } });
    expect(url).toBe('https://kite.zerodha.com/connect/login?v=3&api_key=kitefront');
    // Developer mode: the simulator's own page.
    const simulated = login?.loginUrl({ apiKey: { reveal: () => 'kitefront' } }, configFor(kite.urls));
    expect(simulated).toBe(`${kite.urls.login}?v=3&api_key=kitefront`);
  });

  test.each([
    ['the redirect’s address', flow.redirect ?? ''],
    ['the token alone', 'rt_5f2c9a7e1b3d4c6f8a90'],
  ])('takes %s and keeps the day’s token with its end', async (_name, answer) => {
    const world = openWorld({ ...keys, accessToken: '' });
    const { expires } = (await login?.finish(answer, configFor(kite.urls), world.parts)) ?? { expires: 0 };
    expect(kite.requests).toEqual([
      `POST /session/token ${(fixture('login-flow').payload as { session_request: { body: string } }).session_request.body}`,
    ]);
    expect(world.fields.accessToken).toBe(`fresh_token ${new Date(expires).toISOString()}`);
    expect(new Date(expires + 5.5 * 3_600_000).toISOString().slice(11, 19)).toBe('06:00:00');
    expect(expires - Date.now()).toBeLessThanOrEqual(86_400_000);
    expect(world.logged.join()).not.toMatch(/fresh_token|s3cr3t/);
  });

  test.each([
    ['a login that was not completed', flow.redirect_failed ?? '', /did not complete/],
    ['something else', 'https://example.org/', /no request token/],
    ['a token that is not good', 'rt_wrong_wrong', /good once and for a few minutes/],
  ])('says what is wrong with %s', async (_name, answer, sentence) => {
    await expect(login?.finish(answer, configFor(kite.urls), openWorld(keys).parts)).rejects.toThrow(
      sentence,
    );
  });
});

describe('a connection', () => {
  test('streams what is asked for in full mode, and stops when it is given back', async () => {
    const open = openVenue();
    const events: MarketEvent[] = [];
    open.market.onEvents((some) => events.push(...some));
    const release = open.market.subscribe({ instrument: infy, stream: 'trades' });
    await open.connect();
    expect(open.state().phase).toBe('ready');
    await expect
      .poll(() => kite.asked)
      .toEqual([
        { a: 'subscribe', v: [408065] },
        { a: 'mode', v: ['full', [408065]] },
      ]);
    await kite.move();
    await expect.poll(() => events).toMatchObject([{ kind: 'trade', size: 10, instrument: infy }]);
    release();
    await expect.poll(() => kite.asked.at(-1)).toEqual({ a: 'unsubscribe', v: [408065] });
  });

  test('hears of orders without asking for anything', async () => {
    const open = openVenue();
    const told: unknown[] = [];
    if (open.trading?.mode !== 'live') throw new Error('no trading');
    open.trading.onOrders((reports) => told.push(...reports));
    await open.connect();
    kite.sendText(fixture('ws-order-update').frames?.[0]?.text ?? '');
    await expect.poll(() => told).toMatchObject([{ venueOrderId: '220303000308932', state: 'filled' }]);
  });

  test('W4: a message that cannot be read may have been an order, so that everything is compared', async () => {
    const open = openVenue();
    const gaps: string[] = [];
    if (open.trading?.mode !== 'live') throw new Error('no trading');
    open.trading.onGap(({ account }) => gaps.push(account));
    await open.connect();
    kite.sendText('{"type":"order","data":{"order_id":');
    await expect.poll(() => gaps).toEqual(['AB1234:equity', 'AB1234:commodity']);
    expect(open.health?.()).toMatchObject({ unreadable: 1, gaps: 1 });
    expect(open.state().phase).toBe('ready');
  });

  test('comes back by itself after a drop and says that orders may have been missed', async () => {
    const open = openVenue();
    const gaps: string[] = [];
    if (open.trading?.mode !== 'live') throw new Error('no trading');
    open.trading.onGap(({ account }) => gaps.push(account));
    await open.connect();
    await kite.dropSockets();
    await expect.poll(() => gaps, { timeout: 5000 }).toEqual(['AB1234:equity', 'AB1234:commodity']);
    await expect.poll(() => open.state().phase).toBe('ready');
  });

  test('without the data subscription still reads accounts, and says what is missing', async () => {
    kite.hasData = false;
    const open = openVenue();
    open.market.subscribe({ instrument: infy, stream: 'trades' });
    await open.connect();
    expect(open.state()).toMatchObject({
      phase: 'degraded',
      reason: expect.stringMatching(/paid data subscription/),
    });
    expect(kite.handshakes).toBe(0);
    if (open.trading?.mode !== 'live') throw new Error('no trading');
    expect(await open.trading.accounts()).toHaveLength(2);
  });
});

describe('the end of a session', () => {
  test('before connecting is a sentence, and nothing is sent', async () => {
    const open = openVenue({ ...keys, accessToken: 'day_token 2026-01-02T00:30:00.000Z' });
    await expect(open.connect()).rejects.toMatchObject({ kind: 'unauthorised' });
    expect(open.state()).toMatchObject({
      phase: 'disconnected',
      reason: 'Zerodha’s daily login ended at 2026-01-02 06:00 IST. Log in again on the Connections page.',
    });
    expect(kite.requests).toEqual([]);
  });

  test('while connecting is told once and not tried again', async () => {
    kite.tokens.clear();
    const open = openVenue();
    await expect(open.connect()).rejects.toMatchObject({ kind: 'unauthorised' });
    const sent = kite.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect([kite.requests.length, kite.handshakes]).toEqual([sent, 0]);
    expect(open.state()).toMatchObject({
      phase: 'disconnected',
      reason: expect.stringMatching(/Log in again/),
    });
  });

  test('comes with its time, while the connection is open', async () => {
    const end = new Date(Date.now() + 600).toISOString();
    const open = openVenue({ ...keys, accessToken: `day_token ${end}` });
    await open.connect();
    await expect.poll(() => open.state().phase, { timeout: 5000 }).toBe('disconnected');
    expect(open.state().reason).toMatch(/daily login ended at .* IST\. Log in again/);
    await expect(open.connect()).rejects.toMatchObject({ kind: 'unauthorised' });
  });

  test('found by a request ends the connection', async () => {
    const open = openVenue();
    await open.connect();
    kite.tokens.clear();
    if (open.trading?.mode !== 'live') throw new Error('no trading');
    await expect(open.trading.accounts()).rejects.toMatchObject({ kind: 'unauthorised' });
    await expect.poll(() => open.state().phase).toBe('disconnected');
    expect(open.state().reason).toMatch(/Log in again/);
    const sent = kite.requests.length;
    await expect(open.trading.accounts()).rejects.toMatchObject({ kind: 'unauthorised' });
    expect(kite.requests).toHaveLength(sent);
  });

  test('found at a handshake ends the attempts', async () => {
    const open = openVenue();
    await open.connect();
    kite.tokens.clear();
    await kite.dropSockets();
    await expect.poll(() => open.state().phase, { timeout: 5000 }).toBe('disconnected');
    expect(open.state().reason).toMatch(/Log in again/);
    const { handshakes } = kite;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(kite.handshakes).toBe(handshakes);
  });

  test('a new login is taken by the next connect', async () => {
    kite.tokens.clear();
    const world = openWorld(keys);
    venue = zerodha.open(configFor(kite.urls), world.parts);
    await expect(venue.connect()).rejects.toThrow();
    await zerodha.webLogin?.finish('rt_5f2c9a7e1b3d4c6f8a90', configFor(kite.urls), world.parts);
    await venue.connect();
    expect(venue.state().phase).toBe('ready');
  });
});

describe('the connection test', () => {
  const run = async (given: Readonly<Record<string, string>> = keys, isTradingEnabled = true) => {
    const steps: TestStep[] = [];
    const config = configFor(kite.urls, { isTradingEnabled });
    for await (const step of zerodha.test(config, openWorld(given).parts, new AbortController().signal)) {
      steps.push(step);
    }
    return steps;
  };
  const results = (steps: readonly TestStep[]) =>
    Object.fromEntries(steps.map(({ step, result }) => [step, result]));

  test('passes each step and tells what the key may do', async () => {
    const steps = await run();
    expect(results(steps)).toEqual({
      reach: 'passed',
      clock: 'passed',
      signature: 'passed',
      permissions: 'passed',
      address: 'passed',
      latency: 'passed',
    });
    const { permissions } = steps.find(({ step }) => step === 'permissions') ?? {};
    expect(permissions).toMatchObject({
      canRead: true,
      canTrade: true,
      canWithdraw: false,
      isAddressBound: true,
    });
    expect(steps.every(({ sentence }) => /\w.*[.)]$/.test(sentence))).toBe(true);
  });

  test('before the first login nothing fails, since the login needs a saved connection', async () => {
    expect(results(await run({ ...keys, accessToken: '' }))).toEqual({
      reach: 'passed',
      clock: 'passed',
      signature: 'warning',
      permissions: 'skipped',
      address: 'skipped',
      latency: 'skipped',
    });
  });

  test('a refused token, a missing subscription and a strange address each have their own step', async () => {
    kite.refusesAddress = true;
    kite.hasData = false;
    const steps = await run();
    expect(results(steps)).toMatchObject({ signature: 'passed', permissions: 'warning', address: 'failed' });
    expect(steps.find(({ step }) => step === 'address')?.sentence).toMatch(
      /203\.0\.113\.7 is not one of them/,
    );
    kite.tokens.clear();
    expect(results(await run())).toMatchObject({ signature: 'failed', permissions: 'skipped' });
  });

  test('a connection that only reads is not asked about its address', async () => {
    kite.refusesAddress = true;
    expect(results(await run(keys, false))).toMatchObject({ address: 'skipped', permissions: 'passed' });
    expect(kite.requests.some((request) => request.startsWith('DELETE'))).toBe(false);
  });

  test('nobody there is a failed reach', async () => {
    await kite.close();
    expect(results(await run())).toEqual({ reach: 'failed', clock: 'skipped' });
    kite = await startLoopbackKite();
  });
});

describe('W1: over TLS', () => {
  const { authority, certificate, key } = issueLoopbackCertificate();

  test('requests and ticker work with the authority that was given', async () => {
    const secure = await startLoopbackKite({ cert: certificate, key });
    try {
      venue = zerodha.open(configFor(secure.urls, { trustedCa: authority }), openWorld(keys).parts);
      const events: MarketEvent[] = [];
      venue.market.onEvents((some) => events.push(...some));
      venue.market.subscribe({ instrument: infy, stream: 'quotes' });
      await venue.connect();
      await expect.poll(() => events).toMatchObject([{ kind: 'quote', instrument: infy }]);
      await venue.disconnect();
    } finally {
      await secure.close();
    }
  });

  test('and nothing is sent to whoever cannot prove who he is', async () => {
    const secure = await startLoopbackKite({ cert: certificate, key });
    try {
      venue = zerodha.open(configFor(secure.urls), openWorld(keys).parts);
      const connecting = venue.connect();
      connecting.catch(() => undefined);
      await expect
        .poll(() => venue?.state().reason, { timeout: 10_000 })
        .toMatch(/could not prove who it is/);
      expect(secure.requests).toEqual([]);
      await venue.disconnect();
      await expect(connecting).rejects.toMatchObject({ kind: 'cancelled' });
    } finally {
      await secure.close();
    }
  });
});

test('the description says before any login what the law asks for', () => {
  expect(zerodha.description.warnings[0]).toMatch(/1 April 2026.*static addresses.*read-only.*proxy/);
  const { credentialFields, ...words } = zerodha.description;
  const { kind, label } = zerodha;
  const card = {
    settings: [],
    sessionNotice: '',
    credentialWords: keyWords,
    ...words,
    kind,
    label,
    hasWebLogin: true,
  };
  expect(venueKindSchema.safeParse({ ...card, credentialFields }).error).toBeUndefined();
  expect(zerodha.description.environments).toEqual(['live']);
  expect(new URL(zerodha.description.keyPage).protocol).toBe('https:');
});
