import { Failure } from '../../../src-shared/domain/failure.ts';
import { TransportFailure } from '../connection/http-client.ts';
import { createRateBudget } from '../connection/rate-budget.ts';
import { createVenueClock } from '../connection/venue-clock.ts';
import type { KeyPermissions, TestStep, VenueConfig, VenueParts } from '../venue-kind.ts';
import { askTime } from './ask-time.ts';
import { rateLimits } from './capabilities.ts';
import { createNetwork } from './network.ts';
import { createRest } from './rest.ts';
import { createTokens } from './tokens.ts';
import { assertLive, urlOf } from './urls.ts';
import type { PermissionsWire } from './wire.ts';

type Result = Omit<TestStep, 'step' | 'elapsedMs'>;

/** O15: worth telling. Tokens are made by Coinbase's clock, so that they hold nevertheless. */
const toleratedClockMs = 1000;
const slowMs = 1500;
const withoutView = 'The key may not look at the account. Make one with the right “View”.';

/** Runs the steps in order. Without a key, those that need one are skipped. */
export async function* testConnection(
  config: VenueConfig,
  parts: VenueParts,
  signal: AbortSignal,
): AsyncIterable<TestStep> {
  const run = async (step: TestStep['step'], work: () => Promise<Result>): Promise<TestStep> => {
    const started = parts.monotonicMs();
    const result = await work().catch(failed);
    return { step, ...result, elapsedMs: Math.round(parts.monotonicMs() - started) };
  };
  const network = createNetwork(config, parts);
  const clock = createVenueClock(() => askTime(rest, parts), parts);
  const tokens = createTokens(parts.credentials, clock, parts);
  const budget = createRateBudget(rateLimits, parts);
  const rest = createRest({
    ...parts,
    http: network.http,
    budget,
    tokens,
    clock,
    base: urlOf('rest', config),
  });
  let permissions: PermissionsWire | undefined;
  let lacksView = false;
  try {
    const reach = await run('reach', async () => {
      assertLive(config);
      await network.learn();
      await rest.time(signal);
      return { result: 'passed', sentence: 'Coinbase was reached, and has proved who it is.' };
    });
    yield reach;
    if (reach.result === 'failed' || signal.aborted) return;
    yield await run('clock', async () => {
      await clock.measure();
      return judgeClock(clock.offsetMs);
    });
    if (signal.aborted) return;
    if (!tokens.hasKey) {
      const why = 'There is no key: this connection has market prices only.';
      for (const step of ['signature', 'permissions', 'address'] as const) {
        yield { step, result: 'skipped', sentence: why, elapsedMs: 0 };
      }
    } else {
      yield await run('signature', async () => {
        if (!(await tokens.checkSignature())) {
          return {
            result: 'failed',
            sentence: 'The private key does not sign as it should. Enter it again.',
          };
        }
        const answer = await askPermissions(() => rest.keyPermissions(signal), clock.offsetMs);
        if (answer === 'forbidden') {
          lacksView = true;
          return { result: 'passed', sentence: 'Coinbase knows the key, and the signature is right.' };
        }
        permissions = answer;
        return {
          result: 'passed',
          sentence: `Coinbase accepts the key, for the portfolio ${answer.portfolio_uuid}.`,
        };
      });
      const known = permissions as PermissionsWire | undefined;
      yield lacksView
        ? { step: 'permissions', result: 'failed', sentence: withoutView, elapsedMs: 0 }
        : known === undefined
          ? skipped('permissions')
          : await run('permissions', async () => judgePermissions(known, config.isTradingEnabled));
      yield known === undefined
        ? skipped('address')
        : {
            step: 'address',
            result: 'warning',
            sentence:
              'The key works from this address. Coinbase does not tell whether it is bound to it: look at “IP allowlist” in the portal, and bind it if your address is fixed.',
            elapsedMs: 0,
          };
    }
    if (!signal.aborted)
      yield await run('latency', () => measureLatency(async () => (await rest.time(signal)).roundTripMs));
  } finally {
    network.close();
  }
}

function skipped(step: TestStep['step']): TestStep {
  return { step, result: 'skipped', sentence: 'It can be told once the key is accepted.', elapsedMs: 0 };
}

function failed(error: unknown): Result {
  if (error instanceof TransportFailure || error instanceof Failure) {
    return { result: 'failed', sentence: error.message };
  }
  throw error;
}

function judgeClock(clockOffsetMs: number): Result {
  const seconds = (Math.abs(clockOffsetMs) / 1000).toFixed(1);
  if (Math.abs(clockOffsetMs) <= toleratedClockMs) {
    return {
      result: 'passed',
      sentence: `Your clock agrees with Coinbase’s to ${seconds} s.`,
      clockOffsetMs,
    };
  }
  return {
    result: 'warning',
    sentence: `Your clock is ${seconds} s ${clockOffsetMs > 0 ? 'behind' : 'ahead of'} Coinbase’s. Tokens are made by Coinbase’s clock and hold nevertheless, but set yours.`,
    clockOffsetMs,
  };
}

/**
 * A 401 stands for five things: key, signature, address in the token, clock, address of the computer. The token's
 * signature, the path in it and the time have been looked at here, which leaves two.
 */
async function askPermissions(
  ask: () => Promise<PermissionsWire>,
  clockOffsetMs: number,
): Promise<PermissionsWire | 'forbidden'> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.data.httpStatus === 403) return 'forbidden';
    if (error.data.httpStatus !== 401) throw error;
    throw new Failure(
      'unauthorised',
      `Coinbase does not accept the key. The token was signed rightly and made by Coinbase’s own clock (yours differs by ${(Math.abs(clockOffsetMs) / 1000).toFixed(1)} s), so one of two things is wrong: the key was deleted or its name belongs to another private key, or its IP allowlist does not have the address of this connection. Compare both in the portal.`,
      { data: error.data, cause: error },
    );
  }
}

async function judgePermissions(found: PermissionsWire, isTradingWanted: boolean): Promise<Result> {
  const permissions: KeyPermissions = {
    canRead: found.can_view,
    canTrade: found.can_trade,
    canWithdraw: found.can_transfer,
    isAddressBound: null,
    expires: null,
    details: [
      ...(found.can_view ? ['view'] : []),
      ...(found.can_trade ? ['trade'] : []),
      ...(found.can_transfer ? ['transfer'] : []),
      `portfolio ${found.portfolio_uuid}${found.portfolio_type === '' ? '' : ` (${found.portfolio_type})`}`,
    ],
  };
  if (!found.can_view) {
    return {
      result: 'failed',
      sentence: withoutView,
      permissions,
    };
  }
  if (found.can_transfer) {
    return {
      result: 'warning',
      sentence:
        'The key may move money out of the account, which Tidemark never does. Make one without “Transfer”.',
      permissions,
    };
  }
  if (isTradingWanted && !found.can_trade) {
    return {
      result: 'warning',
      sentence:
        'The key may look but not trade. Make one with the right “Trade”, or switch trading off for this connection.',
      permissions,
    };
  }
  const rights = found.can_trade ? 'look and trade' : 'look';
  return { result: 'passed', sentence: `The key may ${rights}, and not move money.`, permissions };
}

async function measureLatency(ask: () => Promise<number>): Promise<Result> {
  const times: number[] = [];
  for (let count = 0; count < 3; count += 1) times.push(await ask());
  const latencyMs = Math.round(times.toSorted((a, b) => a - b)[1] ?? 0);
  return latencyMs > slowMs
    ? { result: 'warning', sentence: `Coinbase answers slowly: ${latencyMs} ms.`, latencyMs }
    : { result: 'passed', sentence: `Coinbase answers in ${latencyMs} ms.`, latencyMs };
}
