import { Failure } from '../../../src-shared/domain/failure.ts';
import { longestStayAwayMs } from './back-off.ts';
import { handshakeLimitMs, type Wire, type WireEnd } from './dial.ts';
import { redactFrame } from './frame-redaction.ts';
import { createPacedSender, type PacedSender } from './paced-sender.ts';
import type { SocketMessage, SocketParts, SocketPlan, SocketSender } from './socket-plan.ts';
import { createTopicKeeper, type TopicKeeper } from './topic-keeper.ts';

/** One generation of a socket: from the attempt to its end. It is never revived. */
export interface Line {
  readonly generation: number;
  readonly sender: SocketSender;
  readonly phase: 'connecting' | 'authenticating' | 'open' | 'over';
  readonly waitingMessages: number;
  /** Asks for desired topics that changed. */
  syncTopics(): void;
  renew(topic: string): void;
  /** Over at once for everyone who listens; with `isGraceful` the other side is told. */
  end(reason: string, isGraceful?: boolean): void;
  /** Resolves when the connection itself is gone too. */
  readonly gone: Promise<void>;
}

export interface LineEnd {
  readonly reason: string;
  /** No use in trying again. */
  readonly isFinal: boolean;
  /** The venue wants to be left alone for so long. */
  readonly stayAwayMs: number;
  /** It had opened, so that something may have been heard of it. */
  readonly wasOpened: boolean;
  /** How long it had been ready. */
  readonly readyForMs: number;
}

export interface LineEvents {
  /** Connected; what comes now answers the login. */
  onConnected(): void;
  /** Logged in; what comes from now on belongs to topics. */
  onLoggedIn(): void;
  onFrame(data: Buffer, isBinary: boolean, receivedAt: number): void;
  onReady(): void;
  /** Exactly once. */
  onEnd(end: LineEnd): void;
}

interface Ending {
  readonly isFinal?: boolean;
  readonly status?: number;
  readonly stayAwayMs?: number;
  readonly words?: string;
  readonly code?: string;
}

const maxPayloadBytes = 4 * 1024 * 1024;
const maxFramesPerSecond = 50_000;
const loginLimitMs = 10_000;
const goodbyeLimitMs = 2_000;

export function openLine(
  plan: SocketPlan,
  parts: SocketParts,
  generation: number,
  desired: { has(topic: string): boolean; keys(): Iterable<string> },
  events: LineEvents,
): Line {
  const stopped = new AbortController();
  const gone = Promise.withResolvers<void>();
  const timers = new Set<() => void>();
  let phase: Line['phase'] = 'connecting';
  let wire: Wire | undefined;
  let isWireOver = false;
  let wasOpened = false;
  let readyAt: number | undefined;
  let paced: PacedSender | undefined;
  let topics: TopicKeeper | undefined;
  let isSyncAsked = false;
  let lastHeardAt = 0;
  let secondStartedAt = 0;
  let framesThisSecond = 0;
  const limits = {
    frames: plan.maxFramesPerSecond ?? maxFramesPerSecond,
    loginMs: plan.loginLimitMs ?? loginLimitMs,
  };

  const sender: SocketSender = { generation, send: (message) => paced?.send(message) ?? false };

  function after(delayMs: number, run: () => void): () => void {
    const stop = parts.after(delayMs, () => {
      timers.delete(stop);
      run();
    });
    timers.add(stop);
    return () => {
      timers.delete(stop);
      stop();
    };
  }

  function finish(reason: string, how: Ending = {}): void {
    if (phase === 'over') return;
    const endedIn = phase;
    phase = 'over';
    stopped.abort();
    for (const stop of timers) stop();
    timers.clear();
    paced?.stop();
    parts.log('socket ended', { kind: plan.name, phase: endedIn, status: how.status ?? how.code ?? '' });
    const said = how.words === undefined ? reason : `${reason} It said “${how.words}”.`;
    const judged = how.status === undefined ? undefined : plan.judgeRefusal?.(how.status);
    events.onEnd({
      reason: judged?.message ?? plan.explainEnd?.() ?? said,
      isFinal: how.isFinal === true || judged?.kind === 'unauthorised',
      stayAwayMs: Math.min(how.stayAwayMs ?? 0, longestStayAwayMs),
      wasOpened,
      readyForMs: readyAt === undefined ? 0 : parts.monotonicMs() - readyAt,
    });
    if (wire === undefined || isWireOver) gone.resolve();
  }

  /** W5: drops it at once instead of saying goodbye to someone who does not answer. */
  function drop(reason: string, how: Ending = {}): void {
    finish(reason, how);
    wire?.terminate();
  }

  function end(reason: string, isGraceful = false): void {
    finish(reason);
    if (isGraceful && wasOpened) {
      wire?.close();
      parts.after(goodbyeLimitMs, () => {
        if (!isWireOver) wire?.terminate();
      });
    } else {
      wire?.terminate();
    }
  }

  function record(direction: 'sent' | 'received', data: SocketMessage, isBinary = false): void {
    if (parts.record === undefined) return;
    const frame = { at: parts.now(), direction, socket: plan.name };
    if (isBinary && typeof data !== 'string') {
      parts.record({ ...frame, hex: Buffer.from(plan.redactBinary?.(data) ?? data).toString('hex') });
    } else {
      const text = redactFrame(typeof data === 'string' ? data : Buffer.from(data).toString());
      parts.record({ ...frame, text: plan.redact?.(text) ?? text });
    }
  }

  /** Every frame is a sign of life, control frames too. */
  function hear(): boolean {
    lastHeardAt = parts.monotonicMs();
    if (lastHeardAt - secondStartedAt >= 1_000) {
      secondStartedAt = lastHeardAt;
      framesThisSecond = 0;
    }
    framesThisSecond += 1;
    if (framesThisSecond <= limits.frames) return true;
    drop(`It was flooded with more than ${limits.frames} messages a second.`);
    return false;
  }

  function watchSilence(): void {
    const silenceMs = plan.heartbeatMs * 2;
    const untilSilence = lastHeardAt + silenceMs - parts.monotonicMs();
    if (untilSilence <= 0) drop(`Nothing was heard for ${silenceMs / 1000} s.`);
    else after(untilSilence, watchSilence);
  }

  /** Nothing that was sent has been taken since the last look: whoever should take it is gone. */
  function watchSending(waitedSince: number | undefined = undefined): void {
    const { stuckSendMs } = plan;
    if (stuckSendMs === undefined) return;
    after(stuckSendMs / 2, () => {
      const isWaiting = (wire?.waitingBytes ?? 0) > 0;
      const since = isWaiting ? (waitedSince ?? parts.monotonicMs()) : undefined;
      if (since !== undefined && parts.monotonicMs() - since >= stuckSendMs) {
        drop(`What was sent was not taken for ${stuckSendMs / 1000} s.`);
      } else {
        watchSending(since);
      }
    });
  }

  function keepAlive(): void {
    const { keepAlive: say } = plan;
    if (say === undefined) return;
    after(say.everyMs, () => {
      sender.send(say.message());
      keepAlive();
    });
  }

  function dialled(address: Parameters<typeof parts.dial>[0]): Promise<void> {
    const opened = Promise.withResolvers<void>();
    const stopLimit = after(handshakeLimitMs, () => {
      const sentence = `The connection was not made within ${handshakeLimitMs / 1000} s`;
      const proxy = wire?.proxy;
      drop(proxy === undefined ? `${sentence}.` : `${sentence}; check that the proxy ${proxy} runs.`);
    });
    wire = parts.dial(address, plan.maxPayloadBytes ?? maxPayloadBytes, {
      onOpen() {
        if (phase === 'over') return;
        stopLimit();
        wasOpened = true;
        hear();
        watchSilence();
        watchSending();
        opened.resolve();
      },
      onMessage(data, isBinary) {
        if (phase === 'over' || !hear()) return;
        record('received', data, isBinary);
        try {
          events.onFrame(data, isBinary, lastHeardAt);
        } catch (error) {
          // A bug of one venue's decoder must not take the other venues along; it is told and this line is given up.
          parts.log('socket listener threw', { kind: plan.name, error: placeOf(error) });
          drop('A message could not be handled; this is a fault of the program.');
        }
      },
      onPing() {
        if (phase === 'over' || !hear()) return;
        paced?.noteSent();
      },
      onPong() {
        if (phase !== 'over') hear();
      },
      onEnd(what: WireEnd) {
        isWireOver = true;
        const { reason, retryAfterMs = 0, ...rest } = what;
        finish(reason, { ...rest, stayAwayMs: retryAfterMs });
        gone.resolve();
      },
    });
    return opened.promise;
  }

  function sendTopicMessage(message: SocketMessage): void {
    if (phase !== 'over' && !sender.send(message)) drop('Too many messages wait to be sent.');
  }

  async function run(): Promise<void> {
    await parts.attempts?.take(stopped.signal);
    const address = await limited(Promise.resolve(plan.address()), 'No address was found');
    if (isOver()) return;
    const opening = dialled(address);
    paced = createPacedSender(theWire(), plan.messageBudget, parts, {
      onSent: (message) => record('sent', message, typeof message !== 'string'),
      onDrained() {
        if (isSyncAsked) syncTopics();
      },
    });
    await opening;
    if (isOver()) return;
    phase = 'authenticating';
    events.onConnected();
    if (plan.authenticate !== undefined)
      await limited(plan.authenticate(sender), 'The login was not answered');
    if (isOver()) return;
    events.onLoggedIn();
    if (plan.topics !== undefined) {
      topics = createTopicKeeper(plan.topics, desired, sendTopicMessage);
      await topics.sync();
    }
    if (isOver()) return;
    phase = 'open';
    readyAt = parts.monotonicMs();
    keepAlive();
    events.onReady();
  }

  /** Rejects when it takes too long; the promise itself is left to its own end. */
  function limited<T>(promise: Promise<T>, sentence: string): Promise<T> {
    const limit = Promise.withResolvers<never>();
    const stop = after(limits.loginMs, () => {
      limit.reject(new Failure('unavailable', `${sentence} within ${limits.loginMs / 1000} s.`));
    });
    return Promise.race([promise, limit.promise]).finally(stop);
  }

  // Functions, since the compiler does not see that waiting may have changed these.
  const isOver = () => phase === 'over';
  const theWire = (): Wire => {
    if (wire === undefined) throw new Error('the socket was not dialled');
    return wire;
  };

  function syncTopics(): void {
    isSyncAsked = topics !== undefined && (paced?.waiting ?? 0) > 0;
    // While earlier messages wait, later wishes are gathered into one.
    if (topics === undefined || isSyncAsked || isOver()) return;
    topics.sync().catch(giveUp);
  }

  function giveUp(error: unknown): void {
    if (error instanceof Failure) {
      const { until } = error.data as { until?: unknown };
      drop(error.message, {
        // An address that must not be used does not get better by waiting.
        isFinal: error.kind === 'unauthorised' || (error.kind === 'invalid' && wire === undefined),
        stayAwayMs: error.kind === 'rate-limited' && typeof until === 'number' ? until - parts.now() : 0,
      });
    } else if (phase !== 'over') {
      parts.log('socket failed', { kind: plan.name, error: placeOf(error) });
      drop('It failed for a reason of the program; the log says more.');
    }
  }

  parts.log('socket opens', { kind: plan.name, count: generation });
  run().catch(giveUp);

  return {
    generation,
    sender,
    get phase() {
      return phase;
    },
    get waitingMessages() {
      return paced?.waiting ?? 0;
    },
    syncTopics,
    renew(topic) {
      topics?.renew(topic);
      syncTopics();
    },
    end,
    gone: gone.promise,
  };
}

/** Where it happened, without the message: that may quote what the venue sent (D1). */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const places = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...(places ?? []).slice(0, 3).map((line) => line.trim())].join(' ');
}
