import { Failure } from '../../../src-shared/domain/failure.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { ConnectionHealth } from '../health.ts';
import type { Release } from '../release.ts';
import type { ConnectionState } from '../venue.ts';
import type { VenueParts } from '../venue-kind.ts';
import { backOffMs, longestStayAwayMs } from './back-off.ts';
import { createHealthLog, type HealthLog } from './health-log.ts';
import { judgeLink } from './link-phase.ts';
import type { RateBudget } from './rate-budget.ts';
import type { SupervisedSocket } from './supervised-socket.ts';
import type { VenueClock } from './venue-clock.ts';

/** What one venue's connection is made of. */
export interface LinkParts extends Pick<VenueParts, 'now' | 'monotonicMs' | 'after' | 'random' | 'log'> {
  /** Of the connection, for sentences: `Kraken, main`. */
  readonly label: string;
  readonly sockets: readonly SupervisedSocket[];
  readonly clock?: VenueClock;
  /** Of several budgets, one that reports them all. */
  readonly budget?: Pick<RateBudget, 'report'>;
  /**
   * What must be known before the sockets start: the venue's time, its instruments. Asked again after a back-off, unless it
   * fails with Failure `unauthorised`, `invalid` or `unsupported`, which ends the attempts.
   */
  prepare(signal: AbortSignal): Promise<void>;
}

/** The state and health of one connection, made of its parts; a venue's `state`, `connect` and so on hand over to it. */
export interface VenueLink
  extends Pick<HealthLog, 'countMessages' | 'noteGap' | 'noteUnreadable' | 'noteTrouble' | 'noteLatency'> {
  state(): ConnectionState;
  onState(listener: (state: ConnectionState) => void): Release;
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  health(): ConnectionHealth;
  onWake(): void;
  /**
   * The next attempt now, where one is waited for. @throws Failure `rate-limited` where the venue asked to be left alone, unless
   * `isUrgent`; `invalid` where nothing waits.
   */
  retryNow(isUrgent?: boolean): void;
  /** Something is not as it should be although the sockets are open, such as a book that cannot sync; until released. */
  degrade(reason: string): Release;
}

const clockEveryMs = 5 * 60_000;
/** O15: a clock this far off is worth telling. */
const clockToleranceMs = 1_000;

export function createVenueLink(parts: LinkParts): VenueLink {
  const health = createHealthLog(parts);
  const listeners = new Set<(state: ConnectionState) => void>();
  const troubles = new Map<symbol, string>();
  let state: ConnectionState = { phase: 'disconnected', reason: '', since: parts.now() };
  let stage: 'off' | 'preparing' | 'waiting' | 'running' = 'off';
  let stopped = new AbortController();
  let connecting: PromiseWithResolvers<void> | undefined;
  let failures = 0;
  let isAskedToStayAway = false;
  let stopRetry: Release = () => undefined;
  let stopClock: Release = () => undefined;

  function setState(next: Omit<ConnectionState, 'since'>): void {
    const isSame =
      next.phase === state.phase && next.reason === state.reason && next.nextAttempt === state.nextAttempt;
    if (isSame) return;
    state = { ...next, since: next.phase === state.phase ? state.since : parts.now() };
    parts.log('connection state', { phase: state.phase });
    for (const listener of [...listeners]) listener(state);
  }

  for (const socket of parts.sockets) {
    socket.onState((socketState) => {
      health.noteSocket(socket, socketState);
      if (stage === 'running') judge();
    });
  }

  function judge(): void {
    const sockets = parts.sockets.map(({ label, state: socketState }) => ({ label, ...socketState }));
    const refused = sockets.filter(({ isFinal }) => isFinal === true);
    // A key that is refused at once is the user's to put right; later on, what still works goes on working.
    const isHopeless = refused.length > 0 && (connecting !== undefined || refused.length === sockets.length);
    if (isHopeless) {
      fail(new Failure('unauthorised', refused[0]?.reason ?? ''));
      return;
    }
    const judged = judgeLink(sockets, [...troubles.values()]);
    const areAllUp = sockets.every(({ phase, isIdle }) => phase === 'open' || isIdle === true);
    const isComingUp =
      connecting !== undefined && !areAllUp && sockets.every(({ phase }) => phase !== 'back-off');
    setState(
      isComingUp
        ? judgeLink(
            sockets.filter(({ phase }) => phase !== 'open'),
            [],
          )
        : judged,
    );
    if (areAllUp) {
      connecting?.resolve();
      connecting = undefined;
    }
  }

  function fail(failure: Failure): void {
    health.noteTrouble(failure.message);
    const waiting = connecting;
    connecting = undefined;
    void shutDown();
    setState({ phase: 'disconnected', reason: failure.message });
    waiting?.reject(failure);
  }

  function shutDown(): Promise<unknown> {
    stage = 'off';
    stopped.abort();
    stopRetry();
    stopClock();
    return Promise.all(parts.sockets.map((socket) => socket.stop()));
  }

  async function prepare(signal: AbortSignal): Promise<void> {
    stage = 'preparing';
    setState({ phase: 'connecting', reason: state.phase === 'back-off' ? state.reason : '' });
    try {
      await parts.prepare(signal);
    } catch (error) {
      if (!signal.aborted) prepareFailed(error, signal);
      return;
    }
    if (signal.aborted) return;
    failures = 0;
    stage = 'running';
    noteClock();
    watchClock(signal);
    for (const socket of parts.sockets) socket.start();
    judge();
  }

  function prepareFailed(error: unknown, signal: AbortSignal): void {
    if (error instanceof Failure && ['unauthorised', 'invalid', 'unsupported'].includes(error.kind)) {
      fail(error);
      return;
    }
    const reason = error instanceof Error ? error.message : 'It failed for an unknown reason.';
    health.noteTrouble(reason);
    const { until } = (error instanceof Failure ? error.data : {}) as { until?: unknown };
    const stayAwayMs = typeof until === 'number' ? Math.min(until - parts.now(), longestStayAwayMs) : 0;
    const delayMs = Math.max(backOffMs(failures, parts.random), stayAwayMs);
    failures += 1;
    isAskedToStayAway = stayAwayMs > 0;
    stage = 'waiting';
    setState({ phase: 'back-off', reason, nextAttempt: (parts.now() + delayMs) as EpochMs });
    stopRetry = parts.after(delayMs, () => void prepare(signal));
  }

  function noteClock(): void {
    const { clock } = parts;
    if (clock === undefined || !clock.isMeasured || Math.abs(clock.offsetMs) <= clockToleranceMs) return;
    const direction = clock.offsetMs > 0 ? 'behind' : 'ahead of';
    health.noteTrouble(
      `The clock of this computer is ${(Math.abs(clock.offsetMs) / 1000).toFixed(1)} s ${direction} the venue's.`,
    );
  }

  function watchClock(signal: AbortSignal): void {
    const { clock } = parts;
    if (clock === undefined) return;
    stopClock();
    stopClock = parts.after(clockEveryMs, () => {
      clock.measure().then(noteClock, (error: Error) => {
        if (!signal.aborted) health.noteTrouble(`The venue's time could not be asked: ${error.message}`);
      });
      watchClock(signal);
    });
  }

  return {
    state: () => state,
    onState(listener) {
      const own = (next: ConnectionState) => listener(next);
      listeners.add(own);
      return () => listeners.delete(own);
    },
    connect() {
      if (stage === 'running' && connecting === undefined) return Promise.resolve();
      if (connecting !== undefined) return connecting.promise;
      connecting = Promise.withResolvers<void>();
      const { promise } = connecting;
      stopped = new AbortController();
      failures = 0;
      void prepare(stopped.signal);
      return promise;
    },
    async disconnect() {
      const waiting = connecting;
      connecting = undefined;
      waiting?.reject(
        new Failure('cancelled', `The connection to ${parts.label} was closed before it was made.`),
      );
      // What ended it before, such as a refused key, stays to be read.
      const reason = stage === 'off' ? state.reason : 'Disconnected by you.';
      const closing = shutDown();
      setState({ phase: 'disconnected', reason });
      await closing;
    },
    health() {
      return health.report(parts.sockets, {
        ...(parts.clock?.isMeasured === true ? { clockOffsetMs: parts.clock.offsetMs } : {}),
        rates: parts.budget?.report() ?? [],
      });
    },
    onWake() {
      if (stage === 'off') return;
      health.noteTrouble('The computer was asleep; everything is asked again.');
      const { clock } = parts;
      clock?.measure().then(noteClock, (error: Error) => health.noteTrouble(error.message));
      if (stage === 'waiting') {
        stopRetry();
        failures = 0;
        void prepare(stopped.signal);
      }
      for (const socket of parts.sockets) socket.restart('The computer was asleep.');
    },
    retryNow(isUrgent = false) {
      if (stage === 'waiting' && (!isAskedToStayAway || isUrgent)) {
        stopRetry();
        void prepare(stopped.signal);
        return;
      }
      const isWaiting = ({ state: { phase, isFinal } }: SupervisedSocket) =>
        phase === 'back-off' || isFinal === true;
      const waiting = stage === 'running' ? parts.sockets.filter(isWaiting) : [];
      if (stage !== 'waiting' && waiting.length === 0) {
        throw new Failure('invalid', `${parts.label} is not waiting to be tried again.`);
      }
      // Each of them, not the first that does.
      const tried = waiting.filter((socket) => socket.retryNow(isUrgent));
      if (tried.length === 0) {
        throw new Failure(
          'rate-limited',
          `The venue asked ${parts.label} to stay away until then. To come earlier would make it longer.`,
        );
      }
    },
    degrade(reason) {
      const key = Symbol(reason);
      troubles.set(key, reason);
      health.noteTrouble(reason);
      if (stage === 'running') judge();
      return () => {
        if (troubles.delete(key) && stage === 'running') judge();
      };
    },
    countMessages: health.countMessages,
    noteGap: health.noteGap,
    noteUnreadable: health.noteUnreadable,
    noteTrouble: health.noteTrouble,
    noteLatency: health.noteLatency,
  };
}
