import { afterEach, describe, expect, test } from 'vitest';
import { createRithmic } from '../../src-main/venues/rithmic/create-rithmic.ts';
import { rithmicWorld } from '../../src-main/venues/rithmic/testing/rithmic-world.ts';
import type { TestStep, VenueConfig } from '../../src-main/venues/venue-kind.ts';
import { type RithmicSimulator, startRithmicSimulator } from '../simulators/rithmic/index.ts';
import type { RithmicExchangeOptions } from '../simulators/rithmic/rithmic-exchange.ts';

/* What a person does before the first connection, over a real encrypted socket. */

const running: RithmicSimulator[] = [];
afterEach(async () => {
  for (const simulator of running.splice(0)) await simulator.close();
});

async function start(options: RithmicExchangeOptions = {}) {
  const simulator = await startRithmicSimulator({
    symbols: ['ESZ6'],
    historyHours: 10,
    tls: true,
    ...options,
  });
  running.push(simulator);
  const { signal } = new AbortController();
  const kind = createRithmic();
  const worldOf = (
    login: { user: string; password: string } | null = simulator.credentials.good,
    change: Partial<VenueConfig> = {},
  ) =>
    rithmicWorld({ gateway: simulator.url.gateway }, login, {
      ...(simulator.ca === undefined ? {} : { trustedCa: simulator.ca }),
      ...change,
    });
  const steps = async ({ config, parts }: ReturnType<typeof worldOf>) => {
    const found: TestStep[] = [];
    for await (const step of kind.test(config, parts, signal)) found.push(step);
    return found;
  };
  return { simulator, kind, worldOf, steps, signal };
}

const results = (steps: readonly TestStep[]) => steps.map(({ step, result }) => `${step} ${result}`);

describe('asking a gateway', () => {
  test('for its systems and for the gateways of one, without a login', async () => {
    const { kind, worldOf, signal, simulator } = await start({
      systems: ['Rithmic Test', 'Apex', 'Brand New'],
    });
    const { config, parts } = worldOf(null);
    expect(await kind.discover?.('system', config, parts, signal)).toEqual([
      { value: 'Rithmic Test', label: 'Rithmic Test', environment: 'testnet' },
      { value: 'Apex', label: 'Apex Trader Funding', environment: 'live' },
      { value: 'Brand New', label: 'Brand New', environment: 'live' },
    ]);
    const ofApex = { ...config, settings: { system: 'Apex' } };
    expect(await kind.discover?.('gateway', ofApex, parts, signal)).toEqual([
      { value: simulator.url.gateway, label: 'Chicago' },
      { value: simulator.url.gateway, label: 'Frankfurt' },
    ]);
    await expect(kind.discover?.('user', config, parts, signal)).rejects.toMatchObject({
      kind: 'unsupported',
    });
  });
});

describe('testing a connection', () => {
  test('says of each step what was found, with one login that is given back', async () => {
    const { simulator, steps, worldOf } = await start();
    const found = await steps(worldOf());
    expect(found.map(({ step }) => step)).toEqual([
      'reach',
      'clock',
      'signature',
      'permissions',
      'address',
      'latency',
    ]);
    expect(results(found)).toEqual(
      expect.arrayContaining([
        'reach passed',
        'clock passed',
        'signature passed',
        'address skipped',
        'latency passed',
      ]),
    );
    for (const { sentence } of found) expect(sentence).toMatch(/\.$/);
    const rights = found.find(({ step }) => step === 'permissions');
    expect(rights?.sentence).toMatch(
      /sees 3 accounts, with routes for orders to CME, .*may have 2 sessions .*only in answer to an order/,
    );
    // The round trip of real questions, not rounded down to nothing.
    expect(found.find(({ step }) => step === 'latency')?.latencyMs).toBeGreaterThan(0);
    expect(simulator.server.counts.get('RequestLoginInfo')).toBe(3);
    expect(simulator.server.counts.get('RequestLogin')).toBe(1);
    await expect.poll(() => simulator.rithmic.sessions()).toEqual([]);
  });

  test('a refused login is tried once, explained, and nothing after it is asked', async () => {
    const { simulator, steps, worldOf } = await start();
    const found = await steps(worldOf(simulator.credentials.ipBound));
    expect(results(found)).toEqual([
      'reach passed',
      'clock skipped',
      'signature failed',
      'permissions skipped',
      'address skipped',
      'latency skipped',
    ]);
    expect(found[2]?.sentence).toContain('(13)');
  });

  test('names the agreements that are not accepted, where the repository plant lets the user in', async () => {
    const { simulator, steps, worldOf } = await start();
    const found = await steps(worldOf(simulator.credentials.unsigned));
    expect(found.find(({ step }) => step === 'signature')).toMatchObject({ result: 'failed' });
    expect(found.find(({ step }) => step === 'signature')?.sentence).toMatch(
      /These market-data agreements are not accepted yet: “/,
    );
  });

  test('stops where the gateway is not there or does not serve the system', async () => {
    const { steps, worldOf } = await start();
    const elsewhere = await steps(
      worldOf(undefined, { settings: { system: 'Nowhere', appName: 'tide:Tidemark' } }),
    );
    expect(results(elsewhere)).toEqual(['reach failed']);
    const gone = await steps(worldOf(undefined, { urls: { gateway: 'wss://127.0.0.1:9' } }));
    expect(results(gone)).toEqual(['reach failed']);
  });

  test('does not log out a connection that uses the same login', async () => {
    const { simulator, kind, steps, worldOf } = await start();
    const { config, parts } = worldOf();
    const venue = kind.open(config, parts);
    await venue.connect();
    const found = await steps(worldOf());
    expect(results(found)).toContain('signature skipped');
    expect(simulator.server.counts.get('RequestLogin')).toBe(4);
    await venue.disconnect();
  });

  test('W1: an unknown certificate is refused', async () => {
    const { simulator, kind, signal } = await start();
    const { config, parts } = rithmicWorld({ gateway: simulator.url.gateway }, simulator.credentials.good);
    const found: TestStep[] = [];
    for await (const step of kind.test(config, parts, signal)) found.push(step);
    expect(results(found)).toEqual(['reach failed']);
    expect(found[0]?.sentence).toContain('could not prove who it is');
  });

  test('there is nothing to sign, and it says so', () => {
    const request = { method: 'login', path: '/' };
    expect(() => createRithmic().sign({ credentials: {}, request })).toThrow(/signs nothing/);
  });
});
