import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import type { VenueClock } from '../connection/venue-clock.ts';
import type { VenueParts } from '../venue-kind.ts';

/**
 * The server's time, from the answers to heartbeats: each says that the server's clock stood so at some moment between the
 * question and its answer (O15). Several of them together leave a narrow stretch in which the difference must lie.
 */
export interface HeartbeatClock extends VenueClock {
  /** Server time in an answer, when it was asked for on our wall clock, and how long that took. */
  observe(serverMs: number, sentAt: number, roundTripMs: number): void;
  /** Server time that is certainly over. */
  readonly earliest: number;
  /** Server time that is certainly not over before. */
  readonly latest: number;
}

const kept = 12;

/** `beat` asks for one heartbeat and resolves with its answer; `measure` needs it. */
export function createHeartbeatClock(
  parts: Pick<VenueParts, 'now' | 'monotonicMs'>,
  beat: () => Promise<void>,
): HeartbeatClock {
  const stretches: { readonly low: number; readonly high: number }[] = [];
  let low = 0;
  let high = 0;

  function narrow(): void {
    const newest = stretches.at(-1);
    if (newest === undefined) return;
    low = Math.max(...stretches.map((one) => one.low));
    high = Math.min(...stretches.map((one) => one.high));
    if (low <= high) return;
    // One of the clocks was set: only the newest counts.
    stretches.splice(0, stretches.length, newest);
    ({ low, high } = newest);
  }

  return {
    observe(serverMs, sentAt, roundTripMs) {
      // Server times are cut to whole milliseconds, and so is ours.
      stretches.push({ low: serverMs - (sentAt + Math.ceil(roundTripMs)) - 1, high: serverMs - sentAt + 1 });
      if (stretches.length > kept) stretches.shift();
      narrow();
    },
    get earliest() {
      return parts.now() + low;
    },
    get latest() {
      return parts.now() + high;
    },
    get offsetMs() {
      return Math.round((low + high) / 2);
    },
    get isMeasured() {
      return stretches.length > 0;
    },
    now: (): EpochMs => epochMs(Math.floor(parts.now() + (low + high) / 2)),
    forSigning: (): EpochMs => epochMs(Math.floor(parts.now() + low)),
    measure: beat,
    async resyncOnce() {
      await beat();
      return true;
    },
  };
}
