import { Failure } from '../../../src-shared/domain/failure.ts';
import { TransportFailure } from '../connection/http-client.ts';
import { createRateBudget } from '../connection/rate-budget.ts';
import type { KeyPermissions, TestStep, VenueConfig, VenueParts } from '../venue-kind.ts';
import { addressNotRegistered, isSessionOver } from './errors.ts';
import { indianText } from './indian-time.ts';
import { rateLimits } from './limits.ts';
import { createNetwork } from './network.ts';
import { createRest, type KiteRest } from './rest.ts';
import { sessionOf } from './session.ts';
import { urlOf } from './urls.ts';
import type { ProfileWire } from './wire.ts';

type Result = Omit<TestStep, 'step' | 'elapsedMs'>;

/** An order id that no order has: cancelling it does nothing, and yet is refused from an address that is not registered. */
const noOrder = '100000000000000';
const toleratedClockMs = 2000;
const slowMs = 1500;

/** Runs the steps in order. The login is made after the connection is saved, so that its absence fails nothing. */
export async function* testConnection(
  config: VenueConfig,
  parts: VenueParts,
  signal: AbortSignal,
): AsyncIterable<TestStep> {
  const network = createNetwork(config, parts);
  const base = urlOf('rest', config);
  const rest = createRest({
    ...parts,
    http: network.http,
    budget: createRateBudget(rateLimits, parts),
    base,
  });
  const run = async (step: TestStep['step'], work: () => Promise<Result>): Promise<TestStep> => {
    const started = parts.monotonicMs();
    const result = await work().catch(failed);
    return { step, ...result, elapsedMs: Math.round(parts.monotonicMs() - started) };
  };
  let clock: Result = { result: 'skipped', sentence: 'Zerodha was not reached.' };
  let profile: ProfileWire | undefined;
  try {
    const reach = await run('reach', async () => {
      await network.learn();
      const sentAt = parts.now();
      const { headers, status, roundTripMs } = await network.http.send({
        method: 'GET',
        url: `${base}/`,
        signal,
      });
      clock = judgeClock(headers.date, sentAt + roundTripMs / 2);
      return judgeReach(status);
    });
    yield reach;
    yield { step: 'clock', ...clock, elapsedMs: 0 };
    if (reach.result === 'failed' || signal.aborted) return;

    const login = await loginState(parts);
    yield await run('signature', async () => {
      if (login.missing !== undefined) return { result: 'warning', sentence: login.missing };
      profile = await rest.profile(signal);
      return {
        result: 'passed',
        sentence: `${`Logged in as ${profile.user_id} ${profile.user_name}`.trim()}, until ${login.until} IST.`,
      };
    });
    const known = profile;
    if (known === undefined) {
      const why = 'It is tested once you are logged in.';
      for (const step of ['permissions', 'address', 'latency'] as const) {
        yield { step, result: 'skipped', sentence: why, elapsedMs: 0 };
      }
      return;
    }
    const address = config.isTradingEnabled ? await run('address', () => judgeAddress(rest)) : undefined;
    const isBound = address === undefined ? null : address.result === 'passed';
    yield await run('permissions', () =>
      judgePermissions(rest, known, config.isTradingEnabled, isBound, login.expires),
    );
    yield address ?? {
      step: 'address',
      result: 'skipped',
      sentence: 'This connection only reads, which works from any address.',
      elapsedMs: 0,
    };
    yield await run('latency', () => measureLatency(rest, parts, signal));
  } finally {
    network.close();
  }
}

function failed(error: unknown): Result {
  if (error instanceof TransportFailure || error instanceof Failure) {
    return { result: 'failed', sentence: error.message };
  }
  throw error;
}

function judgeReach(status: number): Result {
  if (status === 429)
    return { result: 'warning', sentence: 'Zerodha was reached, and says: too many requests.' };
  if (status >= 500) {
    return {
      result: 'failed',
      sentence: `Zerodha was reached but answers ${status}, as during maintenance. Try again later.`,
    };
  }
  return { result: 'passed', sentence: 'Zerodha was reached, and has proved who it is.' };
}

/** Zerodha has no clock to ask and signs no times; its web server writes the second into each answer. */
function judgeClock(date: string | undefined, localMs: number): Result {
  const said = date === undefined ? Number.NaN : Date.parse(date);
  if (Number.isNaN(said)) return { result: 'skipped', sentence: 'Zerodha tells no time, and needs none.' };
  // The date is cut to the second.
  const clockOffsetMs = Math.round(said + 500 - localMs);
  const seconds = (Math.abs(clockOffsetMs) / 1000).toFixed(1);
  if (Math.abs(clockOffsetMs) <= toleratedClockMs) {
    return { result: 'passed', sentence: 'Your clock agrees with Zerodha’s to the second.', clockOffsetMs };
  }
  return {
    result: 'warning',
    sentence: `Your clock is ${seconds} s ${clockOffsetMs > 0 ? 'behind' : 'ahead of'} Zerodha’s. Logins work nevertheless, but bars and ages of prices will look wrong: set the clock.`,
    clockOffsetMs,
  };
}

async function loginState(parts: VenueParts) {
  const { credentials } = parts;
  if (credentials === null) return { missing: 'No key has been entered yet.', until: '', expires: null };
  try {
    const { expires } = await credentials.use('test the connection', (fields) => {
      const { expires: end } = sessionOf(fields, parts.now());
      return { expires: end };
    });
    return { missing: undefined, until: indianText(expires).slice(0, 16), expires };
  } catch (error) {
    if (!isSessionOver(error)) throw error;
    return {
      missing: `${(error as Failure).message} Key and secret are proved by that login.`,
      until: '',
      expires: null,
    };
  }
}

async function judgeAddress(rest: KiteRest): Promise<Result> {
  const act = await rest.cancelOrder('regular', noOrder);
  if (act.outcome === 'rejected' && act.code === addressNotRegistered) {
    return { result: 'failed', sentence: act.reason };
  }
  if (act.outcome === 'unknown' || (act.outcome === 'rejected' && act.code.startsWith('local:'))) {
    return {
      result: 'warning',
      sentence: 'Whether orders may come from this address could not be found out.',
    };
  }
  return {
    result: 'passed',
    sentence: 'Zerodha takes orders from this address (tried with a cancel of no order).',
  };
}

async function judgePermissions(
  rest: KiteRest,
  profile: ProfileWire,
  isTradingWanted: boolean,
  isAddressBound: boolean | null,
  expires: KeyPermissions['expires'],
): Promise<Result> {
  const canTrade = profile.products.length > 0 && profile.order_types.length > 0;
  const permissions: KeyPermissions = {
    canRead: true,
    canTrade,
    canWithdraw: false,
    isAddressBound,
    expires,
    details: [...profile.exchanges, ...profile.products, ...profile.order_types],
  };
  const exchanges = profile.exchanges.join(', ') || 'no exchange';
  try {
    await rest.lastPrices(['NSE:NIFTY 50']);
    if (isTradingWanted && !canTrade) {
      return {
        result: 'warning',
        sentence:
          'This account may not trade: it has no product or order type for orders. Activate a segment in Zerodha’s Console, or make this connection read only.',
        permissions,
      };
    }
    return { result: 'passed', sentence: `Reads and trades ${exchanges}; prices are included.`, permissions };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // One question for prices a second, which the connection itself may just have used.
    if (error.kind === 'rate-limited') {
      const sentence = `Reads and trades ${exchanges}; whether prices are included could not be asked just now.`;
      return { result: 'warning', sentence, permissions };
    }
    return {
      result: 'warning',
      sentence: `Reads and trades ${exchanges}, but gets no prices: ${error.message}`,
      permissions,
    };
  }
}

async function measureLatency(rest: KiteRest, parts: VenueParts, signal: AbortSignal): Promise<Result> {
  const times: number[] = [];
  for (let count = 0; count < 3; count += 1) {
    const started = parts.monotonicMs();
    await rest.profile(signal);
    times.push(parts.monotonicMs() - started);
  }
  const latencyMs = Math.round(times.toSorted((a, b) => a - b)[1] ?? 0);
  return latencyMs > slowMs
    ? { result: 'warning', sentence: `Zerodha answers slowly: ${latencyMs} ms.`, latencyMs }
    : { result: 'passed', sentence: `Zerodha answers in ${latencyMs} ms.`, latencyMs };
}
