import type { EpochMs } from '../../../src-shared/domain/time.ts';

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
