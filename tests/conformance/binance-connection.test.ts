import { describe, expect, test } from 'vitest';
import { binance } from '../../src-main/venues/binance/index.ts';
import type { Trading } from '../../src-main/venues/trading.ts';
import type { TestStep } from '../../src-main/venues/venue-kind.ts';
import { compareDecimals } from '../../src-shared/domain/quantity.ts';
import type { BinanceSimulator } from '../simulators/binance/index.ts';
import type { BinanceKey } from '../simulators/binance/keys.ts';
import { configOf, partsOf } from './binance-hall.ts';
import { open, placed, stand, start, states } from './binance-stand.ts';

test('one connection trades both, each under its own account', async () => {
  const simulator = await start();
  const venue = binance.open(configOf({ simulator }, ['spot', 'usd-m']), partsOf(simulator.credentials.good));
  open.push({ close: () => venue.disconnect() });
  await venue.connect();
  const trading = venue.trading as Trading<'live'>;
  const accounts = await trading.accounts();
  expect(accounts.map(({ key }) => key.account.split(':')[1])).toEqual(['spot', 'usd-m']);
  for (const { key } of accounts) expect((await trading.balances(key)).length).toBeGreaterThan(0);
  const unknown = { mode: 'live', venue: 'binance', account: 'nobody' } as const;
  await expect(trading.balances(unknown)).rejects.toMatchObject({ kind: 'not-found' });
});

test('W1: over TLS, with an authority that has to be given', async () => {
  const { place, orders, simulator } = await stand('spot', { tls: true });
  const id = await placed(place());
  await expect.poll(() => states(orders, id)).toContain('open');
  const { trustedCa: _, ...config } = configOf({ simulator }, ['spot']);
  const steps: TestStep[] = [];
  for await (const step of binance.test(
    config,
    partsOf(simulator.credentials.good),
    AbortSignal.timeout(10_000),
  ))
    steps.push(step);
  expect(steps[0]).toMatchObject({ step: 'reach', result: 'failed' });
});

test('K7, D3: nothing of the key is logged or recorded', async () => {
  const simulator = await start();
  for (const name of ['good', 'ed25519', 'wrongSecret'] as const) {
    const { apiKey, secret } = simulator.credentials[name];
    const told: string[] = [];
    const venue = binance.open(configOf({ simulator }, ['spot', 'usd-m']), {
      ...partsOf(simulator.credentials[name]),
      log: (...all) => told.push(JSON.stringify(all)),
      record: (frame) => told.push(JSON.stringify(frame)),
    });
    const failure = await venue.connect().catch((error: unknown) => error);
    await venue.disconnect();
    const all = [
      ...told,
      JSON.stringify(venue.health?.()),
      JSON.stringify(venue.state()),
      String(failure),
    ].join();
    expect(all.length).toBeGreaterThan(100);
    expect(name === 'wrongSecret' || all.includes('userDataStream.subscribe.signature')).toBe(true);
    for (const canary of [apiKey, secret.replaceAll(/-----[^-]+-----|\s/g, '').slice(4, 40)]) {
      expect(all.includes(canary), name).toBe(false);
    }
    expect(all).not.toMatch(/"signature\\*":\\*"[\w+/=]{20,}/);
  }
});

describe('the connection test', () => {
  async function steps(
    key: BinanceKey | undefined,
    simulator: BinanceSimulator,
    change = {},
  ): Promise<TestStep[]> {
    const found: TestStep[] = [];
    const config = { ...configOf({ simulator }, ['spot', 'usd-m']), ...change };
    for await (const step of binance.test(config, partsOf(key), AbortSignal.timeout(20_000)))
      found.push(step);
    return found;
  }
  const results = (found: readonly TestStep[]) =>
    Object.fromEntries(found.map(({ step, result }) => [step, result]));

  test('passes for a good key, and tells what the key may do', async () => {
    const simulator = await start();
    const found = await steps(simulator.credentials.good, simulator);
    expect(found.map(({ step }) => step)).toEqual([
      'reach',
      'clock',
      'signature',
      'permissions',
      'address',
      'latency',
    ]);
    expect(results(found)).toMatchObject({
      reach: 'passed',
      clock: 'passed',
      signature: 'passed',
      permissions: 'passed',
      latency: 'passed',
    });
    expect(found[3]?.permissions).toMatchObject({ canRead: true, canTrade: true, canWithdraw: false });
    expect(found[5]?.latencyMs).toBeGreaterThanOrEqual(0);
    expect(found.every(({ sentence }) => /[.!]$/.test(sentence))).toBe(true);
  });

  test('says what is wrong with each key that will not do', async () => {
    const simulator = await start();
    const { credentials } = simulator;
    expect((await steps(credentials.wrongSecret, simulator))[2]).toMatchObject({
      result: 'failed',
      sentence: expect.stringMatching(/signature wrong/),
    });
    expect((await steps(credentials.unknown, simulator))[2]).toMatchObject({
      result: 'failed',
      sentence: expect.stringMatching(/three things/),
    });
    expect((await steps(credentials.ipBound, simulator))[2]).toMatchObject({
      result: 'failed',
      sentence: expect.stringMatching(/address/),
    });
    expect((await steps(credentials.readOnly, simulator))[3]).toMatchObject({
      result: 'warning',
      permissions: { canTrade: false },
    });
    expect((await steps(credentials.withdrawEnabled, simulator))[3]).toMatchObject({
      result: 'warning',
      permissions: { canWithdraw: true },
    });
  });

  test('needs no key for public data, and sees a clock that is off', async () => {
    const simulator = await start();
    simulator.clock.offsetMs = -5_000;
    const found = await steps(undefined, simulator);
    expect(results(found)).toMatchObject({
      reach: 'passed',
      clock: 'warning',
      signature: 'skipped',
      permissions: 'skipped',
    });
    expect(compareDecimals(String(found[1]?.clockOffsetMs), '-4000')).toBeLessThan(0);
  });

  test('says that nothing answers, and skips the rest', async () => {
    const simulator = await start();
    const urls = { ...configOf({ simulator }, ['spot']).urls, spotRest: 'http://127.0.0.1:9' };
    const found = await steps(simulator.credentials.good, simulator, { urls });
    expect(results(found)).toMatchObject({ reach: 'failed', clock: 'skipped', latency: 'skipped' });
  });
});

test('a key that is refused ends the attempts, with the three reasons there may be', async () => {
  const simulator = await start();
  const venue = binance.open(configOf({ simulator }, ['spot']), partsOf(simulator.credentials.unknown));
  await expect(venue.connect()).rejects.toMatchObject({
    kind: 'unauthorised',
    message: expect.stringMatching(/three things/),
  });
  expect(venue.state()).toMatchObject({
    phase: 'disconnected',
    reason: expect.stringMatching(/three things/),
  });
  expect(venue.health?.().sockets.every(({ phase }) => phase === 'closed')).toBe(true);
});
