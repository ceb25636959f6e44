import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import type { VenueParts } from '../venue-kind.ts';

/** The venue's time, from several round trips of which the shortest counts (O15). */
export interface VenueClock {
  /** Venue minus local, in ms; 0 until measured. */
  readonly offsetMs: number;
  readonly isMeasured: boolean;
  /** Venue time now, never ahead of the best guess by more than the uncertainty of the measurement. */
  now(): EpochMs;
  /** Venue time that is certainly not ahead: for signatures that must not lie in the venue's future. */
  forSigning(): EpochMs;
  /** Asks several times. Rejects as `ask` does when all attempts fail. */
  measure(): Promise<void>;
  /** One new measurement for a refused signature; false when one was made for such a reason in the last minute. */
  resyncOnce(): Promise<boolean>;
}

const samples = 5;
const resyncEveryMs = 60_000;

/** `ask` gives the venue's time in epoch ms, by one round trip. */
export function createVenueClock(
  ask: () => Promise<number>,
  parts: Pick<VenueParts, 'now' | 'monotonicMs'>,
): VenueClock {
  let offsetMs = 0;
  /** Half the round trip of the measurement: the offset is right to within so much. */
  let uncertaintyMs = 0;
  let isMeasured = false;
  let resyncedAt = Number.NEGATIVE_INFINITY;
  let measuring: Promise<void> | undefined;

  async function askSeveralTimes(): Promise<void> {
    let best: { offset: number; half: number } | undefined;
    let lastError: unknown;
    for (let count = 0; count < samples; count += 1) {
      const sentAt = parts.now();
      const startedAt = parts.monotonicMs();
      try {
        const venueTime = await ask();
        // The wall clock may be set while we wait, so the way back is counted by the one that never jumps.
        const half = (parts.monotonicMs() - startedAt) / 2;
        if (!Number.isFinite(venueTime)) throw new RangeError(`not a time: ${venueTime}`);
        if (best === undefined || half < best.half) best = { offset: venueTime - (sentAt + half), half };
      } catch (error) {
        lastError = error;
        // Where the venue does not answer at all, asking on would only keep whoever waits.
        if (best === undefined && count >= 1) break;
      }
    }
    if (best === undefined) throw lastError;
    offsetMs = best.offset;
    uncertaintyMs = best.half;
    isMeasured = true;
  }

  function measure(): Promise<void> {
    measuring ??= askSeveralTimes().finally(() => {
      measuring = undefined;
    });
    return measuring;
  }

  return {
    get offsetMs() {
      return Math.round(offsetMs);
    },
    get isMeasured() {
      return isMeasured;
    },
    now: () => epochMs(Math.floor(parts.now() + offsetMs)),
    forSigning: () => epochMs(Math.floor(parts.now() + offsetMs - uncertaintyMs)),
    measure,
    async resyncOnce() {
      if (parts.monotonicMs() - resyncedAt < resyncEveryMs) return false;
      resyncedAt = parts.monotonicMs();
      await measure();
      return true;
    },
  };
}
