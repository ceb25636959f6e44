import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import type { VenueClock } from '../connection/venue-clock.ts';
import type { VenueParts } from '../venue-kind.ts';

/*
 * Kraken's `Time` tells whole seconds. Each answer bounds the difference of the clocks from both sides: the venue's time
 * lay within that second some time between our asking and our hearing. What several answers have in common is narrower
 * than any of them, and the answers of the sockets, which carry microseconds, narrow it to a round trip.
 */

export interface KrakenClock extends VenueClock {
  /**
   * The venue's time lay between `first` and `last` (ms, the end not included) at some moment between `sentAt` and now, all
   * on our clock.
   */
  observe(first: number, last: number, sentAt: number): void;
  /** Venue time that is certainly not ahead. */
  readonly earliest: EpochMs;
  /** Venue time since the last answer by the clock that never jumps, so that setting this computer's clock moves nothing. */
  steady(): EpochMs;
}

const samples = 3;
const resyncEveryMs = 60_000;

/** `ask` gives the venue's time in whole seconds, as ms, by one round trip. */
export function createKrakenClock(
  ask: () => Promise<number>,
  parts: Pick<VenueParts, 'now' | 'monotonicMs'>,
): KrakenClock {
  /** Bounds of venue minus local. */
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  let resyncedAt = Number.NEGATIVE_INFINITY;
  let measuring: Promise<void> | undefined;
  /** Venue time at a monotonic moment. */
  let anchor: { readonly venueMs: number; readonly at: number } | undefined;

  function observe(first: number, last: number, sentAt: number): void {
    // Our own clock tells whole ms too, cut off.
    const [least, most] = [first - parts.now() - 1, last - sentAt];
    if (!Number.isFinite(least) || !Number.isFinite(most) || least > most) return;
    // Answers that contradict each other: a clock was set, so that only the newest counts.
    const isContradiction = least > high || most < low;
    low = isContradiction ? least : Math.max(low, least);
    high = isContradiction ? most : Math.min(high, most);
    anchor = { venueMs: parts.now() + offsetMs(), at: parts.monotonicMs() };
  }

  function offsetMs(): number {
    if (!isMeasured()) return 0;
    // Nothing speaks against equal clocks while the bounds hold no difference between them.
    return low <= 0 && high >= 0 ? 0 : Math.round((low + high) / 2);
  }

  async function askSeveralTimes(): Promise<void> {
    // What was known before may be of another wall clock, and clocks drift.
    let isFirst = true;
    let lastError: unknown;
    for (let count = 0; count < samples; count += 1) {
      const sentAt = parts.now();
      try {
        const second = await ask();
        if (isFirst) [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
        isFirst = false;
        observe(second, second + 1000, sentAt);
      } catch (error) {
        lastError = error;
        if (isFirst) break;
      }
    }
    if (isFirst) throw lastError;
  }

  function measure(): Promise<void> {
    measuring ??= askSeveralTimes().finally(() => {
      measuring = undefined;
    });
    return measuring;
  }

  const isMeasured = () => Number.isFinite(low) && Number.isFinite(high);
  const earliest = () => epochMs(Math.floor(parts.now() + (isMeasured() ? low : 0)));
  return {
    get offsetMs() {
      return offsetMs();
    },
    get isMeasured() {
      return isMeasured();
    },
    get earliest() {
      return earliest();
    },
    now() {
      return epochMs(Math.floor(parts.now() + offsetMs()));
    },
    steady() {
      const venueMs = anchor === undefined ? parts.now() : anchor.venueMs + parts.monotonicMs() - anchor.at;
      return epochMs(Math.floor(venueMs));
    },
    forSigning: earliest,
    measure,
    async resyncOnce() {
      if (parts.monotonicMs() - resyncedAt < resyncEveryMs) return false;
      resyncedAt = parts.monotonicMs();
      await measure();
      return true;
    },
    observe,
  };
}
