import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { ConnectionHealth, RateUse } from '../health.ts';
import type { VenueParts } from '../venue-kind.ts';
import type { SocketState, SupervisedSocket } from './supervised-socket.ts';

/** Counts what happens on one connection. Bounded, whatever happens and however long (W4). */
export interface HealthLog {
  countMessages(count?: number): void;
  /** Something may have been missed; the sentence, where there is one, goes to the troubles. */
  noteGap(sentence?: string): void;
  noteUnreadable(sentence?: string): void;
  noteTrouble(sentence: string): void;
  /** A request's round trip. */
  noteLatency(ms: number): void;
  noteSocket(socket: Pick<SupervisedSocket, 'name' | 'label'>, state: SocketState): void;
  report(
    sockets: readonly SupervisedSocket[],
    rest: { readonly clockOffsetMs?: number; readonly rates: readonly RateUse[] },
  ): ConnectionHealth;
}

const maxTroubles = 50;
const maxLatencies = 51;
/** The rate is the mean of so many whole seconds. */
const rateSeconds = 10;

export function createHealthLog(parts: Pick<VenueParts, 'now' | 'monotonicMs'>): HealthLog {
  const troubles: { at: EpochMs; sentence: string }[] = [];
  const latencies: number[] = [];
  const perSecond = new Array<number>(rateSeconds + 1).fill(0);
  const openSince = new Map<string, EpochMs>();
  const wasOpen = new Set<string>();
  let second = Math.floor(parts.monotonicMs() / 1000);
  let messages = 0;
  let lastMessageAt: EpochMs | undefined;
  let reconnects = 0;
  let gaps = 0;
  let unreadable = 0;

  /** Empties the seconds that have gone by unheard. */
  function turnSecond(): void {
    const current = Math.floor(parts.monotonicMs() / 1000);
    for (let past = Math.max(second + 1, current - rateSeconds); past <= current; past += 1) {
      perSecond[past % perSecond.length] = 0;
    }
    second = Math.max(second, current);
  }

  function noteTrouble(sentence: string): void {
    const newest = troubles[0];
    if (newest?.sentence === sentence) newest.at = parts.now();
    else troubles.unshift({ at: parts.now(), sentence });
    if (troubles.length > maxTroubles) troubles.pop();
  }

  return {
    countMessages(count = 1) {
      turnSecond();
      messages += count;
      const slot = second % perSecond.length;
      perSecond[slot] = (perSecond[slot] ?? 0) + count;
      lastMessageAt = parts.now();
    },
    noteGap(sentence) {
      gaps += 1;
      if (sentence !== undefined) noteTrouble(sentence);
    },
    noteUnreadable(sentence) {
      unreadable += 1;
      if (sentence !== undefined) noteTrouble(sentence);
    },
    noteTrouble,
    noteLatency(ms) {
      latencies.push(ms);
      if (latencies.length > maxLatencies) latencies.shift();
    },
    noteSocket({ name, label }, state) {
      if (state.phase === 'open') {
        if (openSince.has(name)) return;
        openSince.set(name, parts.now());
        if (wasOpen.has(name)) reconnects += 1;
        wasOpen.add(name);
        return;
      }
      const wasLost = openSince.delete(name);
      if (state.reason !== '' && (state.phase === 'back-off' || state.isFinal === true)) {
        noteTrouble(`${label} ${wasLost ? 'lost' : 'not connected'}: ${state.reason}`);
      }
    },
    report(sockets, rest) {
      turnSecond();
      const whole = perSecond.filter((_, index) => index !== second % perSecond.length);
      const median = latencies.toSorted((a, b) => a - b)[Math.floor(latencies.length / 2)];
      return {
        messages,
        messagesPerSecond: whole.reduce((sum, count) => sum + count, 0) / rateSeconds,
        ...(lastMessageAt === undefined ? {} : { lastMessageAt }),
        ...(median === undefined ? {} : { latencyMs: median }),
        reconnects,
        gaps,
        unreadable,
        ...rest,
        sockets: sockets.map((socket) => {
          const connectedSince = openSince.get(socket.name);
          return {
            name: socket.label,
            phase: socket.state.phase,
            ...(connectedSince === undefined ? {} : { connectedSince }),
            topics: socket.wanted.size,
          };
        }),
        troubles: troubles.map((trouble) => ({ ...trouble })),
      };
    },
  };
}
