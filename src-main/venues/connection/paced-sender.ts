import type { VenueParts } from '../venue-kind.ts';
import type { Wire } from './dial.ts';
import type { SocketMessage } from './socket-plan.ts';

/** Sends in order, no faster than the venue allows. */
export interface PacedSender {
  /** False, and nothing is sent, when too much waits already or it has been stopped. */
  send(message: SocketMessage): boolean;
  /** Something else of ours went out that the venue counts, such as a pong. */
  noteSent(): void;
  readonly waiting: number;
  stop(): void;
}

const maxWaiting = 1_000;
/** What the other side does not take is not piled up without end (W4). */
const maxWaitingBytes = 1024 * 1024;
/** Messages sent apart may arrive closer together; the stretch is kept so much longer. */
const arrivalMargin = 1.1;

export function createPacedSender(
  wire: Wire,
  pace: { readonly count: number; readonly perMs: number } | undefined,
  parts: Pick<VenueParts, 'monotonicMs' | 'after'>,
  events: { onSent(message: SocketMessage): void; onDrained(): void },
): PacedSender {
  const queue: SocketMessage[] = [];
  /** When the last messages went, oldest first, at most `pace.count` of them. */
  const sentAt: number[] = [];
  let isStopped = false;
  let stopTimer: (() => void) | undefined;

  function noteSent(): void {
    if (pace === undefined) return;
    sentAt.push(parts.monotonicMs());
    if (sentAt.length > pace.count) sentAt.shift();
  }

  function untilTurn(): number {
    const oldest = sentAt[0];
    if (pace === undefined || oldest === undefined || sentAt.length < pace.count) return 0;
    return Math.max(0, oldest + pace.perMs * arrivalMargin - parts.monotonicMs());
  }

  function pump(): void {
    stopTimer = undefined;
    while (!isStopped && queue.length > 0) {
      const waitMs = untilTurn();
      if (waitMs > 0) {
        stopTimer = parts.after(Math.ceil(waitMs), pump);
        return;
      }
      const message = queue.shift() ?? '';
      noteSent();
      wire.send(message);
      events.onSent(message);
      if (queue.length === 0) events.onDrained();
    }
  }

  return {
    send(message) {
      if (isStopped || queue.length >= maxWaiting || wire.waitingBytes > maxWaitingBytes) return false;
      queue.push(message);
      if (stopTimer === undefined) pump();
      return true;
    },
    noteSent,
    get waiting() {
      return queue.length;
    },
    stop() {
      isStopped = true;
      stopTimer?.();
      queue.length = 0;
    },
  };
}
