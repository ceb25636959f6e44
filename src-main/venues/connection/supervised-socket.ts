import type { Release } from '../release.ts';
import { backOffMs } from './back-off.ts';
import { type Line, type LineEnd, openLine } from './socket-line.ts';
import type { SocketMessage, SocketParts, SocketPlan, SocketState } from './socket-plan.ts';

export type {
  SocketAddress,
  SocketMessage,
  SocketParts,
  SocketPlan,
  SocketSender,
  SocketState,
} from './socket-plan.ts';

/*
 * One WebSocket that is kept open: connect, authenticate, subscribe from desired state, watch for silence, back off,
 * rotate. The adapter says what is special about its venue in a `SocketPlan`; everything else happens here once.
 */

export interface SupervisedSocket {
  readonly name: string;
  readonly label: string;
  start(): void;
  /** Resolves when the socket is gone. Desired topics are kept for the next start. */
  stop(): Promise<void>;
  /** Adds a desired topic until released; the same topic twice is asked for once. */
  want(topic: string): Release;
  readonly wanted: ReadonlySet<string>;
  send(message: SocketMessage): boolean;
  /** Unsubscribes one topic and asks for it again, as after a checksum error; others are unaffected. */
  renew(topic: string): void;
  /** Ends this generation and connects anew with back-off: gap, unreadable stream, wake from sleep. */
  restart(reason: string): void;
  /**
   * A person does not want to wait: the next attempt now, also of one that was ended for good. False where there is nothing to try, or
   * where the venue asked to be left alone; `isUrgent` tries all the same.
   */
  retryNow(isUrgent: boolean): boolean;
  /** Ends it until somebody starts it again, as when the venue logs us out on purpose. */
  giveUp(reason: string): void;
  readonly state: SocketState;
  onState(listener: (state: SocketState) => void): Release;
  readonly generation: number;
}

const stableMs = 60_000;
/** A lazy socket stays for so long after the last topic was released: whoever changes a chart asks again at once. */
const lingerMs = 10_000;
/** How long a successor waits for its first frame before it takes over. */
const firstFrameMs = 2_000;
/** What a successor hears before it takes over is kept, so much at most (W4). */
const maxKeptFrames = 10_000;

/** The next generation of a planned rotation, beside the one that still serves. */
interface Successor {
  readonly line: Line;
  readonly kept: (() => void)[];
  step: 'logging-in' | 'asking' | 'asked';
}

/** Opens nothing until `start`. */
export function openSupervisedSocket(plan: SocketPlan, parts: SocketParts): SupervisedSocket {
  const wanted = new Map<string, number>();
  const listeners = new Set<(state: SocketState) => void>();
  let state: SocketState = { phase: 'closed', reason: '' };
  let isStarted = false;
  let lastGeneration = 0;
  let failures = 0;
  let wasReadyBefore = false;
  let isAskedToStayAway = false;
  let current: Line | undefined;
  let successor: Successor | undefined;
  let stopRetry: Release = () => undefined;
  let stopRotation: Release = () => undefined;
  let stopLinger: Release = () => undefined;

  function setState(next: SocketState): void {
    state = next;
    for (const listener of [...listeners]) listener(next);
  }

  const isNeeded = () => isStarted && !(plan.isLazy === true && wanted.size === 0);

  function open(): Line {
    lastGeneration += 1;
    const line: Line = openLine(plan, parts, lastGeneration, wanted, {
      onConnected() {
        if (line === current) setState({ phase: 'authenticating', reason: '' });
      },
      onLoggedIn() {
        if (line === successor?.line) successor.step = 'asking';
      },
      onFrame: (data, isBinary, receivedAt) => frame(line, data, isBinary, receivedAt),
      onReady() {
        if (line === current) serve(line);
        else if (line === successor?.line) prepareHandOver(successor);
      },
      onEnd(end) {
        if (line === current) lose(end);
        else if (line === successor?.line) loseSuccessor(end);
      },
    });
    return line;
  }

  function connect(): void {
    if (!isNeeded() || current !== undefined) return;
    current = open();
    setState({ phase: 'connecting', reason: state.phase === 'closed' ? '' : state.reason });
  }

  function frame(line: Line, data: Buffer, isBinary: boolean, receivedAt: number): void {
    const next = line === successor?.line ? successor : undefined;
    const isLogin = next?.step === 'logging-in' && plan.authenticate !== undefined;
    if (line === current || isLogin) {
      plan.onMessage(data, isBinary, receivedAt, line.generation);
    }
    // W5: what an old generation still says is not heard.
    if (next === undefined || isLogin) return;
    next.kept.push(() => plan.onMessage(data, isBinary, receivedAt, line.generation));
    if (next.step === 'asked' && line.waitingMessages === 0) handOver(next);
    else if (next.kept.length > maxKeptFrames) line.end('Too much was heard before it could take over.');
  }

  function serve(line: Line): void {
    const isAgain = wasReadyBefore;
    wasReadyBefore = true;
    setState({ phase: 'open', reason: '' });
    planRotation();
    plan.onReady?.(line.sender, isAgain);
  }

  function lose(end: LineEnd): void {
    current = undefined;
    stopRotation();
    if (end.wasOpened) plan.onLost?.(end.reason);
    if (end.readyForMs >= stableMs) failures = 0;
    if (!isStarted) {
      setState({ phase: 'closed', reason: '' });
    } else if (!isNeeded()) {
      dropSuccessor();
      setState({ phase: 'closed', reason: '', isIdle: true });
    } else if (end.isFinal) {
      isStarted = false;
      dropSuccessor();
      setState({ phase: 'closed', reason: end.reason, isFinal: true });
    } else if (successor !== undefined) {
      promote(successor);
    } else {
      retryLater(end);
    }
  }

  function retryLater(end: LineEnd): void {
    const delayMs = Math.max(backOffMs(failures, parts.random), end.stayAwayMs);
    failures += 1;
    isAskedToStayAway = end.stayAwayMs > 0;
    stopRetry = parts.after(delayMs, retry);
    setState({ phase: 'back-off', reason: end.reason, nextAttempt: parts.now() + delayMs });
  }

  function connectIfNeeded(): void {
    if (isNeeded()) connect();
    else setState({ phase: 'closed', reason: '', isIdle: true });
  }

  function retry(): void {
    stopRetry();
    isAskedToStayAway = false;
    connectIfNeeded();
  }

  /** Some time before the venue ends it, not the same for all, since they would all come back at once. */
  function planRotation(): void {
    stopRotation();
    if (plan.lifeMs === undefined) return;
    const lead = Math.min(plan.lifeMs * 0.1, 10 * 60_000) * (0.5 + parts.random() / 2);
    stopRotation = parts.after(plan.lifeMs - lead, rotate);
  }

  function rotate(): void {
    if (!isStarted || current === undefined || successor !== undefined) return;
    successor = { line: open(), kept: [], step: 'logging-in' };
  }

  function prepareHandOver(next: Successor): void {
    next.step = 'asked';
    // Without topics nothing need ever come.
    parts.after(wanted.size === 0 ? 0 : firstFrameMs, () => handOver(next));
  }

  function handOver(next: Successor): void {
    if (successor !== next || !isStarted) return;
    const old = current;
    successor = undefined;
    current = next.line;
    plan.onLost?.('A new connection takes over, as planned.');
    serve(next.line);
    for (const deliver of next.kept) deliver();
    old?.end('It has been replaced, as planned.', true);
  }

  /** The old one broke before its successor was ready, which now is the current one as far as it has come. */
  function promote(next: Successor): void {
    successor = undefined;
    current = next.line;
    if (next.step === 'asked') serve(next.line);
    else setState({ phase: next.line.phase === 'connecting' ? 'connecting' : 'authenticating', reason: '' });
    for (const deliver of next.kept) deliver();
  }

  function loseSuccessor(end: LineEnd): void {
    successor = undefined;
    parts.log('socket not replaced', { kind: plan.name });
    stopRotation();
    // The current one still serves; when it ends, the usual way of coming back begins.
    stopRotation = parts.after(Math.max(backOffMs(6, parts.random), end.stayAwayMs), rotate);
  }

  function dropSuccessor(): void {
    const { line } = successor ?? {};
    successor = undefined;
    line?.end('It is not needed any more.', true);
  }

  function topicsChanged(): void {
    stopLinger();
    current?.syncTopics();
    successor?.line.syncTopics();
    if (plan.isLazy !== true || !isStarted) return;
    if (wanted.size === 0) stopLinger = parts.after(lingerMs, rest);
    else if (state.isIdle === true) connect();
  }

  /** Nothing is wanted of a lazy socket. */
  function rest(): void {
    dropSuccessor();
    if (current !== undefined) current.end('Nothing is asked of it.', true);
    else retry();
  }

  return {
    name: plan.name,
    label: plan.label ?? plan.name,
    start() {
      if (isStarted) return;
      isStarted = true;
      failures = 0;
      connectIfNeeded();
    },
    async stop() {
      isStarted = false;
      stopRetry();
      stopRotation();
      stopLinger();
      const lines = [current, successor?.line].filter((line) => line !== undefined);
      dropSuccessor();
      current?.end('It was closed.', true);
      setState({ phase: 'closed', reason: '' });
      await Promise.all(lines.map((line) => line.gone));
    },
    want(topic) {
      wanted.set(topic, (wanted.get(topic) ?? 0) + 1);
      if (wanted.get(topic) === 1) topicsChanged();
      let isReleased = false;
      return () => {
        if (isReleased) return;
        isReleased = true;
        const left = (wanted.get(topic) ?? 1) - 1;
        if (left > 0) {
          wanted.set(topic, left);
        } else {
          wanted.delete(topic);
          topicsChanged();
        }
      };
    },
    get wanted() {
      return new Set(wanted.keys());
    },
    send: (message) => current?.sender.send(message) ?? false,
    renew: (topic) => current?.renew(topic),
    restart(reason) {
      parts.log('socket restarts', { kind: plan.name, reason });
      dropSuccessor();
      // Whoever waits already need not wait on, unless the venue said so.
      if (current !== undefined) current.end(reason);
      else if (state.phase === 'back-off' && !isAskedToStayAway) retry();
    },
    retryNow(isUrgent) {
      if (state.phase === 'closed' && state.isFinal === true) {
        isStarted = true;
        connectIfNeeded();
        return true;
      }
      if (state.phase !== 'back-off' || (isAskedToStayAway && !isUrgent)) return false;
      parts.log('socket tries now', { kind: plan.name });
      retry();
      return true;
    },
    giveUp(reason) {
      if (!isStarted) return;
      parts.log('socket gives up', { kind: plan.name });
      isStarted = false;
      stopRetry();
      stopRotation();
      stopLinger();
      dropSuccessor();
      current?.end(reason, true);
      setState({ phase: 'closed', reason, isFinal: true });
    },
    get state() {
      return state;
    },
    onState(listener) {
      const own = (next: SocketState) => listener(next);
      listeners.add(own);
      return () => listeners.delete(own);
    },
    get generation() {
      return current?.generation ?? lastGeneration;
    },
  };
}
