import { afterEach, describe, expect, test } from 'vitest';
import { kraken } from '../../src-main/venues/kraken/index.ts';
import { krakenWorld } from '../../src-main/venues/kraken/testing/kraken-world.ts';
import type { TestStep, VenueConfig } from '../../src-main/venues/venue-kind.ts';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import type { BookSnapshot } from '../../src-shared/domain/market-event.ts';
import {
  type KrakenOptions,
  type KrakenSimulator,
  startKrakenSimulator,
} from '../simulators/kraken/index.ts';
import type { KrakenKey } from '../simulators/kraken/keys.ts';

const btc = instrumentId('KRAKEN:BTC/USD');
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function start(options: KrakenOptions = {}): Promise<KrakenSimulator> {
  const simulator = await startKrakenSimulator({
    historyMinutes: 2,
    historyHours: 2,
    limits: { publicBurst: 1000, historyBurst: 1000 },
    ...options,
  });
  closing.push(() => simulator.close());
  return simulator;
}

async function testWith(
  simulator: KrakenSimulator,
  key: KrakenKey | null,
  change: Partial<VenueConfig> = {},
): Promise<TestStep[]> {
  const { config, parts } = krakenWorld(simulator.url, key, change);
  const steps: TestStep[] = [];
  for await (const step of kraken.test(config, parts, new AbortController().signal)) steps.push(step);
  return steps;
}

const results = (steps: readonly TestStep[]) =>
  Object.fromEntries(steps.map(({ step, result }) => [step, result]));
const sentenceOf = (steps: readonly TestStep[], name: string) =>
  steps.find(({ step }) => step === name)?.sentence ?? '';

describe('the connection test against the simulator', () => {
  test('W1: over TLS with a trusted authority every step is answered; without it nothing is sent', async () => {
    const simulator = await start({ tls: true });
    const { ca = '' } = simulator;
    expect(simulator.url.rest).toMatch(/^https:/);
    const steps = await testWith(simulator, simulator.credentials.good, { trustedCa: ca });
    expect(results(steps)).toEqual({
      reach: 'passed',
      clock: 'passed',
      signature: 'passed',
      permissions: 'passed',
      address: 'warning',
      latency: 'passed',
    });
    const distrusted = await testWith(simulator, simulator.credentials.good);
    expect(results(distrusted)).toEqual({ reach: 'failed' });
    expect(sentenceOf(distrusted, 'reach')).toMatch(/prove who it is/);
  });

  test('W1: prices stream over TLS', async () => {
    const simulator = await start({ tls: true });
    const { ca = '' } = simulator;
    const { config, parts } = krakenWorld(simulator.url, null, { trustedCa: ca });
    const venue = kraken.open(config, parts);
    closing.unshift(() => venue.disconnect());
    let heard = 0;
    venue.market.onEvents((events) => {
      heard += events.length;
    });
    venue.market.subscribe({ instrument: btc, stream: 'quotes' });
    await venue.connect();
    await expect.poll(() => heard).toBeGreaterThan(0);
  });

  test('every state of a key is told apart', async () => {
    const simulator = await start();
    const { credentials } = simulator;
    const failing = async (key: KrakenKey, step: string, words: RegExp) => {
      const steps = await testWith(simulator, key);
      expect(results(steps)[step], sentenceOf(steps, step)).toBe('failed');
      expect(sentenceOf(steps, step)).toMatch(words);
    };
    await failing(credentials.wrongSecret, 'signature', /private key/i);
    await failing(credentials.unknown, 'signature', /unknown|deleted|address/);
    await failing(credentials.expired, 'signature', /expired/);
    await failing(credentials.ipBound, 'signature', /address/);
    await failing(credentials.readOnly, 'permissions', /Create & modify orders/);
    const reading = await testWith(simulator, credentials.readOnly, { isTradingEnabled: false });
    expect(results(reading).permissions).toBe('passed');
    const withdrawing = await testWith(simulator, credentials.withdrawEnabled);
    expect(withdrawing.find(({ step }) => step === 'permissions')).toMatchObject({
      result: 'warning',
      permissions: { canWithdraw: true, canTrade: true },
    });
    expect(sentenceOf(await testWith(simulator, credentials.noStreams), 'permissions')).toMatch(
      /WebSocket interface/,
    );
  });

  test('a clock that is far off and maintenance are warnings in words', async () => {
    const simulator = await start();
    simulator.clock.offsetMs = 30_000;
    simulator.setSystemStatus('post_only');
    const steps = await testWith(simulator, simulator.credentials.good);
    expect(results(steps)).toMatchObject({ reach: 'warning', clock: 'warning', signature: 'passed' });
    expect(sentenceOf(steps, 'clock')).toMatch(/(29|30)\.\d s behind/);
  });
});

describe('recovery', () => {
  test('O10: a wrong checksum empties that book alone, which is then right again', async () => {
    const simulator = await start();
    const { config, parts } = krakenWorld(simulator.url, null);
    const venue = kraken.open(config, parts);
    closing.unshift(() => venue.disconnect());
    const books: BookSnapshot[] = [];
    venue.market.onEvents((events) => {
      for (const event of events) if (event.kind === 'book' && event.instrument === btc) books.push(event);
    });
    venue.market.subscribe({ instrument: btc, stream: 'book' });
    await venue.connect();
    await expect.poll(() => books.length).toBeGreaterThan(0);
    simulator.breakChecksum('BTC/USD');
    await expect
      .poll(() => {
        simulator.feeds.get('BTC/USD')?.tick();
        return books.some(({ bids }) => bids.length === 0);
      })
      .toBe(true);
    await expect.poll(() => books.at(-1)?.bids.length).toBeGreaterThan(0);
    expect(venue.health?.().gaps).toBe(1);
    const { book } = simulator.exchange.market('BTC/USD');
    await expect.poll(() => books.at(-1)?.bids[0]?.price).toBe(book.depth('buy', 1)[0]?.price.toNumber());
  });

  test('thousands of changes of five markets keep every book in step', async () => {
    const simulator = await start();
    const { config, parts } = krakenWorld(simulator.url, null);
    const venue = kraken.open(config, parts);
    closing.unshift(() => venue.disconnect());
    await venue.connect();
    const all = await venue.market.searchInstruments('', 10);
    expect(all).toHaveLength(5);
    let books = 0;
    venue.market.onEvents((events) => {
      books += events.length;
    });
    for (const { id } of all) venue.market.subscribe({ instrument: id, stream: 'book' });
    await expect.poll(() => books).toBeGreaterThanOrEqual(5);
    for (let round = 0; round < 40; round += 1) {
      for (const feed of simulator.feeds.values()) feed.tick();
      if (round % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await expect.poll(() => venue.health?.().messages).toBeGreaterThan(2000);
    expect(venue.health?.()).toMatchObject({ gaps: 0, unreadable: 0 });
  });

  test('W4: a gap in the account’s numbers calls for a reconciliation', async () => {
    const simulator = await start();
    const { config, parts } = krakenWorld(simulator.url, simulator.credentials.good);
    const venue = kraken.open(config, parts);
    closing.unshift(() => venue.disconnect());
    const { trading } = venue;
    if (trading?.mode !== 'live') throw new Error('it cannot trade');
    let gaps = 0;
    trading.onGap(() => {
      gaps += 1;
    });
    let orders = 0;
    trading.onOrders((reports) => {
      orders += reports.length;
    });
    await venue.connect();
    const [account] = await trading.accounts();
    if (account === undefined) throw new Error('there is no account');
    const place = (clientOrderId: string) =>
      trading.place({
        clientOrderId: clientOrderId as never,
        account: account.key,
        instrument: btc,
        side: 'buy',
        quantity: '0.01',
        terms: { type: 'limit', limitPrice: '50000', isPostOnly: false },
        duration: { timeInForce: 'gtc' },
        isReduceOnly: false,
        origin: 'manual',
      });
    expect(await place('first')).toMatchObject({ outcome: 'acknowledged' });
    await expect.poll(() => orders).toBeGreaterThan(0);
    expect(gaps).toBe(0);
    simulator.skipSequence();
    expect(await place('second')).toMatchObject({ outcome: 'acknowledged' });
    await expect.poll(() => gaps).toBeGreaterThan(0);
    expect(
      await trading.findOrder({ account: account.key, instrument: btc, clientOrderId: 'second' as never }),
    ).toMatchObject({ state: 'open' });
  });
});
