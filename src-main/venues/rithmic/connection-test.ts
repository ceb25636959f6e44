import { Failure } from '../../../src-shared/domain/failure.ts';
import { createDial, type Dial } from '../connection/dial.ts';
import { networkPath } from '../connection/network-path.ts';
import type { TestStep, VenueConfig, VenueParts } from '../venue-kind.ts';
import { agreementsSentence, unacceptedAgreements } from './agreements.ts';
import { closureAt } from './closures.ts';
import { createHeartbeatClock } from './heartbeat-clock.ts';
import { type Found, readRights } from './login-rights.ts';
import type { Logins } from './logins.ts';
import { createLoginTurns } from './plant/login-turns.ts';
import { openPlant, type Plant, type PlantParts } from './plant/plant.ts';
import { askSystems, checkSystem } from './probe.ts';
import { checkSettings, defaultAppName, loginKey, settingsOf } from './settings.ts';
import type { WireMessages } from './wire/codec.ts';

const slowMs = 500;
const toleratedClockMs = 1_000;
const beats = 3;
const questions = 3;
const beatPauseMs = 200;
const answerMs = 5_000;

/** One login to the order plant, and what it tells; logs out at the end. */
export async function* testConnection(
  config: VenueConfig,
  parts: VenueParts,
  signal: AbortSignal,
  logins: Pick<Logins, 'holder'>,
  dial: Dial = createDial(networkPath(config, parts)),
): AsyncGenerator<TestStep, void, void> {
  const settings = settingsOf(config);
  let latencyMs: number | undefined;
  let heard = 0;
  let wasRefused = false;
  const clock = createHeartbeatClock(parts, async () => plant.beat());
  const ended = Promise.withResolvers<never>();
  // Whoever waits for it is told; nobody need wait.
  ended.promise.catch(() => undefined);
  const plantParts: Omit<PlantParts, 'turns' | 'explainRefusal'> = {
    ...parts,
    dial,
    settings,
    onMessage: () => undefined,
    onUnreadable: () => undefined,
    onTrouble: () => undefined,
    onForcedLogout: () =>
      ended.reject(
        new Failure('unavailable', 'Rithmic logged the test out at once: this user has no session left.'),
      ),
    onServerTime(serverMs, sentAt, roundTripMs) {
      clock.observe(serverMs, sentAt, roundTripMs);
      heard += 1;
    },
  };
  const plant: Plant = openPlant('order', {
    ...plantParts,
    // One try: whoever tests is there to try again.
    turns: {
      ...createLoginTurns(parts),
      refused(_plant, sentence) {
        wasRefused = true;
        return { isLast: true, sentence };
      },
    },
  });

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

  const pause = (ms: number) => new Promise<void>((resolve) => void parts.after(ms, resolve));

  async function logIn(): Promise<Found> {
    const { credentials } = parts;
    if (credentials === null)
      throw new Failure('unauthorised', 'Enter user and password; there are no prices without.');
    const key = await credentials.use('log in', ({ user }) => loginKey(settings, user?.reveal() ?? ''));
    const holder = logins.holder(key);
    if (holder !== undefined) {
      return {
        result: 'skipped',
        sentence: `The connection “${holder}” is logged in with this user, so that the login is known to work. A test would take a second session and might log it out.`,
      };
    }
    const ready = Promise.withResolvers<void>();
    plant.onReady(() => ready.resolve());
    plant.socket.onState(({ phase, reason }) => {
      if (phase !== 'back-off' && phase !== 'closed') return;
      ended.reject(new Failure('unavailable', reason === '' ? 'The login did not come about.' : reason));
    });
    const abort = () => ended.reject(new Failure('cancelled', 'The test was stopped.'));
    signal.addEventListener('abort', abort, { once: true });
    plant.socket.start();
    try {
      await Promise.race([ready.promise, ended.promise]);
    } catch (error) {
      throw wasRefused && error instanceof Failure ? await explained(error) : error;
    } finally {
      signal.removeEventListener('abort', abort);
    }
    const placeholder =
      settings.appName === defaultAppName
        ? ` The name “${defaultAppName}” only holds a place; Rithmic must approve one for real systems.`
        : '';
    return { result: 'passed', sentence: `“${settings.system}” takes the login.${placeholder}` };
  }

  async function explained(refusal: Failure): Promise<Failure> {
    const more = agreementsSentence(await unacceptedAgreements(plantParts));
    return more === undefined ? refusal : new Failure(refusal.kind, `${refusal.message} ${more}`);
  }

  async function measure(): Promise<void> {
    const wanted = heard + beats;
    for (let count = 0; count < beats; count += 1) {
      plant.beat();
      await pause(beatPauseMs);
    }
    for (let waited = 0; heard < wanted && waited < answerMs; waited += beatPauseMs) {
      await pause(beatPauseMs);
    }
  }

  /** Questions about the login itself: they are answered from where orders are. */
  async function askLogin(): Promise<WireMessages['ResponseLoginInfo']> {
    const roundTrips: number[] = [];
    let info: WireMessages['ResponseLoginInfo'] = {};
    for (let count = 0; count < questions; count += 1) {
      const startedAt = parts.monotonicMs();
      const [answer] = await plant.ask('RequestLoginInfo', {});
      roundTrips.push(parts.monotonicMs() - startedAt);
      if (answer?.name === 'ResponseLoginInfo') info = answer.fields;
    }
    latencyMs = roundTrips.toSorted((a, b) => a - b)[Math.floor(questions / 2)];
    return info;
  }

  try {
    const reach = await step('reach', async () => {
      checkSettings(settings);
      const systems = await askSystems(plantParts, signal).catch((error: unknown) => {
        const closure = closureAt(parts.now());
        if (closure === undefined || !(error instanceof Failure)) throw error;
        throw new Failure(error.kind, `${error.message} ${closure.sentence}`, { cause: error });
      });
      checkSystem(systems, settings.system);
      return {
        result: 'passed',
        sentence: `The gateway answers and serves ${systems.length} systems, “${settings.system}” among them.`,
      };
    });
    yield reach;
    if (reach.result === 'failed' || signal.aborted) return;

    // The clock is told first, but only a login tells the server's time.
    const signature = await step('signature', logIn);
    const isIn = signature.result === 'passed';
    const why = 'It can be asked only after a login.';
    if (isIn) {
      yield await step('clock', async () => {
        await measure();
        return judgeClock(clock.isMeasured ? clock.offsetMs : undefined);
      });
    } else {
      yield skipped('clock', why);
    }
    yield signature;
    if (isIn && !signal.aborted)
      yield await step('permissions', async () => readRights(plant, config, await askLogin()));
    else yield skipped('permissions', why);
    yield skipped('address', 'Rithmic binds no login to an address.');
    yield latencyMs === undefined
      ? skipped('latency', why)
      : { step: 'latency', ...judgeLatency(latencyMs), elapsedMs: Math.round(latencyMs) };
  } finally {
    await plant.close();
  }
}

function skipped(step: TestStep['step'], sentence: string): TestStep {
  return { step, result: 'skipped', sentence, elapsedMs: 0 };
}

function judgeClock(clockOffsetMs: number | undefined): Found {
  if (clockOffsetMs === undefined) {
    return { result: 'warning', sentence: 'Rithmic did not tell its time.' };
  }
  if (Math.abs(clockOffsetMs) <= toleratedClockMs) {
    return {
      result: 'passed',
      sentence: 'The clock of this computer agrees with Rithmic’s to within a second.',
      clockOffsetMs,
    };
  }
  const seconds = (Math.abs(clockOffsetMs) / 1000).toFixed(1);
  const side = clockOffsetMs > 0 ? 'behind' : 'ahead of';
  return {
    result: 'warning',
    sentence: `The clock of this computer is ${seconds} s ${side} Rithmic’s. Let the system set it.`,
    clockOffsetMs,
  };
}

function judgeLatency(latencyMs: number): Found {
  const time = latencyMs < 1 ? 'less than 1 ms' : `${Math.round(latencyMs)} ms`;
  return latencyMs <= slowMs
    ? { result: 'passed', sentence: `A question and its answer take ${time}.`, latencyMs }
    : {
        result: 'warning',
        sentence: `A question and its answer take ${time}; a nearer gateway may be faster.`,
        latencyMs,
      };
}
