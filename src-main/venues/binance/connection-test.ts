import { z } from 'zod';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { epochMs, isoTime } from '../../../src-shared/domain/time.ts';
import { createRateBudget } from '../connection/rate-budget.ts';
import { createVenueClock } from '../connection/venue-clock.ts';
import type { KeyPermissions, TestStep, VenueConfig, VenueParts } from '../venue-kind.ts';
import { getBalance } from './futures/rest.ts';
import { rateLimitsOf } from './limits.ts';
import { serverTime } from './market-rest.ts';
import { createNetwork } from './network.ts';
import { createRestClient } from './rest-client.ts';
import { type ApiRestrictions, getAccount, getApiRestrictions } from './spot/rest.ts';
import { products as allProducts, type Product, urlsOf } from './urls.ts';

type Result = Omit<TestStep, 'step' | 'elapsedMs'>;
const latencySamples = 5;
const slowMs = 500;

/** Tries a connection's settings and key without placing anything. Each step is told as it ends. */
export async function* testBinance(
  config: VenueConfig,
  parts: VenueParts,
  signal: AbortSignal,
): AsyncGenerator<TestStep> {
  const products = allProducts.filter((product) => config.products.includes(product));
  const latencies: number[] = [];
  const network = createNetwork(config, parts, (ms) => latencies.push(ms));
  const urls = urlsOf(config);
  const budget = createRateBudget(rateLimitsOf(products), parts);
  const makeClient = (product: Product) =>
    createRestClient({
      ...parts,
      product,
      baseUrl: product === 'spot' ? urls.spotRest : urls.futuresRest,
      http: network.http,
      clock,
      budget,
    });
  const clock = createVenueClock(
    () => serverTime(makeClient(products[0] ?? 'spot'), products[0] ?? 'spot'),
    parts,
  );
  const clients = products.map((product) => ({ product, client: makeClient(product) }));
  let restrictions: ApiRestrictions | undefined;
  let canAccountTrade: boolean | null = null;
  let isSigned = false;

  async function step(name: TestStep['step'], run: () => Promise<Result>): Promise<TestStep> {
    const startedAt = parts.monotonicMs();
    let result: Result;
    try {
      result = signal.aborted ? { result: 'skipped', sentence: 'The test was stopped.' } : await run();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      result = { result: 'failed', sentence: error.message };
    }
    return { step: name, ...result, elapsedMs: Math.round(parts.monotonicMs() - startedAt) };
  }

  async function reach(): Promise<Result> {
    for (const { product, client } of clients) await serverTime(client, product);
    if (config.environment === 'live' && products.includes('spot')) {
      const [{ client } = { client: undefined }] = clients;
      const path = '/sapi/v1/system/status';
      const shape = z.object({ status: z.number(), msg: z.string() });
      // Where it is not offered, that is no fault of the connection.
      const status = await client
        ?.ask({ path, security: 'open', weight: 1, signal }, shape)
        .catch(() => undefined);
      if (status !== undefined && status.status !== 0) {
        return { result: 'failed', sentence: 'Binance is under maintenance at the moment. Try again later.' };
      }
    }
    const hosts = clients.map(
      ({ product }) => new URL(product === 'spot' ? urls.spotRest : urls.futuresRest).host,
    );
    return { result: 'passed', sentence: `${[...new Set(hosts)].join(' and ')} answered.` };
  }

  async function clockStep(): Promise<Result> {
    await clock.measure();
    const { offsetMs } = clock;
    const seconds = (Math.abs(offsetMs) / 1000).toFixed(1);
    if (Math.abs(offsetMs) < 1_000) {
      return {
        result: 'passed',
        clockOffsetMs: offsetMs,
        sentence: 'This computer’s clock agrees with Binance’s.',
      };
    }
    const direction = offsetMs > 0 ? 'behind' : 'ahead of';
    return {
      result: 'warning',
      clockOffsetMs: offsetMs,
      sentence: `This computer’s clock is ${seconds} s ${direction} Binance’s. It is corrected for, but set the clock by the network.`,
    };
  }

  async function signature(): Promise<Result> {
    if (parts.credentials === null) {
      return { result: 'skipped', sentence: 'There is no key: public market data needs none.' };
    }
    for (const { product, client } of clients) {
      if (product === 'spot') canAccountTrade = (await getAccount(client, signal)).canTrade;
      else await getBalance(client, signal);
    }
    isSigned = true;
    return { result: 'passed', sentence: 'Binance accepted a signed request with this key.' };
  }

  async function permissions(): Promise<Result> {
    if (!isSigned)
      return { result: 'skipped', sentence: 'What the key may do can be asked once it is accepted.' };
    const wallet = clients.find(({ product }) => product === 'spot')?.client ?? makeWallet();
    restrictions = config.environment === 'live' ? await getApiRestrictions(wallet) : undefined;
    const found = permissionsOf(restrictions, products, canAccountTrade);
    return { ...judgeRights(found, products, config), permissions: found };
  }

  /** Rights are told by spot's host, also of a connection that trades futures only. */
  function makeWallet() {
    const walletBudget = createRateBudget(rateLimitsOf(['spot']), parts);
    return createRestClient({
      ...parts,
      product: 'spot',
      baseUrl: urls.spotRest,
      http: network.http,
      clock,
      budget: walletBudget,
    });
  }

  async function address(): Promise<Result> {
    if (!isSigned) return { result: 'skipped', sentence: 'It can be told once the key is accepted.' };
    if (restrictions === undefined) {
      return {
        result: 'skipped',
        sentence: 'Binance tells whether a key is bound to addresses for live keys only.',
      };
    }
    if (restrictions.ipRestrict) {
      return {
        result: 'passed',
        sentence: 'The key is bound to an address list, and this computer is on it.',
      };
    }
    return {
      result: 'warning',
      sentence:
        'The key works from any address. Restrict it to this computer’s: without that Binance takes the trading right away after a while.',
    };
  }

  async function latency(): Promise<Result> {
    const [first] = clients;
    if (first === undefined) return { result: 'skipped', sentence: 'There is nothing to measure.' };
    latencies.length = 0;
    for (let count = 0; count < latencySamples; count += 1) await serverTime(first.client, first.product);
    const median = latencies.toSorted((a, b) => a - b)[Math.floor(latencies.length / 2)] ?? Number.NaN;
    const latencyMs = Math.round(median);
    const sentence = `A request takes ${latencyMs} ms there and back.`;
    return latencyMs < slowMs
      ? { result: 'passed', latencyMs, sentence }
      : {
          result: 'warning',
          latencyMs,
          sentence: `${sentence} That is slow; look at the network or the proxy.`,
        };
  }

  try {
    const reached = await step('reach', reach);
    yield reached;
    if (reached.result === 'failed') {
      for (const name of ['clock', 'signature', 'permissions', 'address', 'latency'] as const) {
        yield { step: name, result: 'skipped', sentence: 'Binance was not reached.', elapsedMs: 0 };
      }
      return;
    }
    yield await step('clock', clockStep);
    yield await step('signature', signature);
    yield await step('permissions', permissions);
    yield await step('address', address);
    yield await step('latency', latency);
  } finally {
    network.http.close();
  }
}

function permissionsOf(
  restrictions: ApiRestrictions | undefined,
  products: readonly Product[],
  canAccountTrade: boolean | null,
): KeyPermissions {
  if (restrictions === undefined) {
    // The testnet does not tell; that the key reads has been seen.
    return {
      canRead: true,
      canTrade: canAccountTrade,
      canWithdraw: null,
      isAddressBound: null,
      expires: null,
      details: [],
    };
  }
  const { tradingAuthorityExpirationTime: expires } = restrictions;
  const canTrade =
    (!products.includes('spot') || restrictions.enableSpotAndMarginTrading) &&
    (!products.includes('usd-m') || restrictions.enableFutures === true);
  return {
    canRead: restrictions.enableReading,
    canTrade: canTrade && canAccountTrade !== false,
    canWithdraw: restrictions.enableWithdrawals,
    isAddressBound: restrictions.ipRestrict,
    expires: expires === undefined ? null : epochMs(expires),
    details: Object.entries(restrictions).flatMap(([name, value]) => (value === true ? [name] : [])),
  };
}

function judgeRights(found: KeyPermissions, products: readonly Product[], config: VenueConfig): Result {
  if (found.canWithdraw === true) {
    const sentence =
      'The key may withdraw coins. Take that right away on Binance’s API page: nothing here needs it.';
    return { result: 'warning', sentence };
  }
  if (found.canRead === false) {
    return {
      result: 'failed',
      sentence: 'The key lacks the right “Enable Reading”. Tick it on Binance’s API page.',
    };
  }
  if (found.canTrade === false && config.isTradingEnabled) {
    const right = products.includes('usd-m')
      ? '“Enable Spot & Margin Trading” and “Enable Futures”'
      : '“Enable Spot & Margin Trading”';
    return { result: 'warning', sentence: `The key may read but not trade. To trade, tick ${right} for it.` };
  }
  const until =
    found.expires === null ? '' : ` Its trading right ends on ${isoTime(found.expires).slice(0, 10)}.`;
  if (found.canWithdraw === null) {
    return { result: 'passed', sentence: 'The key reads the account; the testnet does not tell its rights.' };
  }
  return { result: 'passed', sentence: `The key has what is needed and cannot withdraw.${until}` };
}
