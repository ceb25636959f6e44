import { Failure } from '../../../src-shared/domain/failure.ts';
import { isoTime } from '../../../src-shared/domain/time.ts';
import { createHttpClient } from '../connection/http-client.ts';
import { networkPath } from '../connection/network-path.ts';
import type { KeyPermissions, TestStep, VenueConfig, VenueParts } from '../venue-kind.ts';
import { createKrakenClock } from './clock.ts';
import { askKeyInfo, missingRights, permissionsOf } from './identity.ts';
import { createKrakenLimits } from './limits.ts';
import { createRest } from './rest.ts';
import { urlsOf } from './urls.ts';
import type { KeyInfo } from './wire.ts';

type Found = Omit<TestStep, 'step' | 'elapsedMs'>;

const slowMs = 1_500;
const toleratedClockMs = 1_000;
const expiresSoonMs = 14 * 86_400_000;

/** Runs the steps in order, over a network client of its own; goes on after a failed one where that still tells something. */
export async function* testConnection(
  config: VenueConfig,
  parts: VenueParts,
  signal: AbortSignal,
): AsyncGenerator<TestStep, void, void> {
  const http = createHttpClient({ ...networkPath(config, parts), monotonicMs: parts.monotonicMs });
  const rest = createRest({
    credentials: parts.credentials,
    now: parts.now,
    http,
    url: urlsOf(config).rest,
    limits: createKrakenLimits(parts),
    venueNow: () => clock.steady(),
  });
  /** Of the questions for the time: Kraken bears few calls a second, so that none is asked for the latency alone. */
  const roundTrips: number[] = [];
  const askTime = async () => {
    const startedAt = parts.monotonicMs();
    const { unixtime } = await rest.Time(signal);
    roundTrips.push(parts.monotonicMs() - startedAt);
    return unixtime * 1000;
  };
  const clock = createKrakenClock(askTime, parts);

  async function step(name: TestStep['step'], run: () => Promise<Found> | Found): Promise<TestStep> {
    const startedAt = parts.monotonicMs();
    const found = await Promise.resolve()
      .then(run)
      .catch((error: unknown): Found => {
        if (!(error instanceof Failure)) throw error;
        return { result: 'failed', sentence: error.message };
      });
    return { step: name, ...found, elapsedMs: Math.round(parts.monotonicMs() - startedAt) };
  }

  try {
    const reach = await step('reach', async () => judgeStatus((await rest.SystemStatus()).status));
    yield reach;
    if (reach.result === 'failed' || signal.aborted) return;
    yield await step('clock', async () => {
      await clock.measure();
      return judgeClock(clock.offsetMs);
    });

    if (parts.credentials === null) {
      for (const name of ['signature', 'permissions', 'address'] as const) {
        yield skipped(name, 'This connection has no key: it reads public market data only.');
      }
    } else {
      let info: KeyInfo | undefined;
      const signature = await step('signature', async () => {
        info = await askKeyInfo(rest);
        // A key that may not ask about itself shows with another question that it is one.
        if (info === undefined) await rest.BalanceEx();
        return { result: 'passed', sentence: 'Kraken knows the key, and the signature is right.' };
      });
      yield signature;
      if (signature.result === 'failed') {
        const why = 'It can be asked only with a key that Kraken takes.';
        yield skipped('permissions', why);
        yield skipped('address', why);
      } else {
        const permissions = info === undefined ? undefined : permissionsOf(info);
        yield await step('permissions', () =>
          judgePermissions(permissions, config.isTradingEnabled, parts.now()),
        );
        yield await step('address', () => judgeAddress(info, permissions));
      }
    }

    if (signal.aborted) return;
    yield await step('latency', async () => {
      if (roundTrips.length === 0) await askTime();
      const middle = Math.floor(roundTrips.length / 2);
      return judgeLatency(Math.round(roundTrips.toSorted((a, b) => a - b)[middle] ?? 0));
    });
  } finally {
    http.close();
  }
}

function skipped(step: TestStep['step'], sentence: string): TestStep {
  return { step, result: 'skipped', sentence, elapsedMs: 0 };
}

function judgeStatus(status: string): Found {
  if (status === 'online') return { result: 'passed', sentence: 'Kraken answers and is online.' };
  const sentence = `Kraken answers, but says of itself “${status.replaceAll('_', ' ')}”: orders may be refused until that is over.`;
  return { result: 'warning', sentence };
}

function judgeClock(clockOffsetMs: number): Found {
  const seconds = (Math.abs(clockOffsetMs) / 1000).toFixed(1);
  if (Math.abs(clockOffsetMs) <= toleratedClockMs) {
    return {
      result: 'passed',
      sentence: 'The clock of this computer agrees with Kraken’s to within a second.',
      clockOffsetMs,
    };
  }
  return {
    result: 'warning',
    sentence: `The clock of this computer is ${seconds} s ${clockOffsetMs > 0 ? 'behind' : 'ahead of'} Kraken’s. Let the system set it; a clock that is set back later makes Kraken refuse the key for a while.`,
    clockOffsetMs,
  };
}

function judgePermissions(
  permissions: KeyPermissions | undefined,
  isTradingEnabled: boolean,
  now: number,
): Found {
  if (permissions === undefined) {
    return {
      result: 'warning',
      sentence: 'This key may not be asked for its rights, so what it can do shows only in use.',
    };
  }
  const missing = missingRights(permissions);
  if (missing !== undefined)
    return { result: 'failed', sentence: `${missing} Add them to the key.`, permissions };
  if (isTradingEnabled && permissions.canTrade !== true) {
    return {
      result: 'failed',
      sentence:
        'The key lacks “Create & modify orders” or “Cancel & close orders”. Add them, or make this connection read only.',
      permissions,
    };
  }
  const warnings = [
    ...(permissions.canWithdraw === true
      ? ['The key may withdraw money, which this program never needs. Make one without that right.']
      : []),
    ...(permissions.details.includes('create-ws-token')
      ? []
      : ['The key lacks “WebSocket interface”: orders and fills are noticed late.']),
    ...(permissions.expires !== null && permissions.expires - now < expiresSoonMs
      ? [`The key expires on ${isoTime(permissions.expires).slice(0, 10)}.`]
      : []),
  ];
  return warnings.length > 0
    ? { result: 'warning', sentence: warnings.join(' '), permissions }
    : { result: 'passed', sentence: 'The key has the rights it needs and may not withdraw.', permissions };
}

function judgeAddress(info: KeyInfo | undefined, permissions: KeyPermissions | undefined): Found {
  if (permissions === undefined || permissions.isAddressBound === null) {
    return { result: 'warning', sentence: 'Kraken did not tell whether the key is bound to an address.' };
  }
  if (!permissions.isAddressBound) {
    return {
      result: 'warning',
      sentence:
        'The key works from any address. Bind it to this computer’s in Kraken’s API settings, where the address does not change.',
    };
  }
  return {
    result: 'passed',
    sentence: `The key is bound to ${info?.ip_allowlist?.join(', ')}, and this computer’s address is among them.`,
  };
}

function judgeLatency(latencyMs: number): Found {
  return latencyMs <= slowMs
    ? { result: 'passed', sentence: `A question and its answer take ${latencyMs} ms.`, latencyMs }
    : {
        result: 'warning',
        sentence: `A question and its answer take ${latencyMs} ms, which is slow for trading.`,
        latencyMs,
      };
}
