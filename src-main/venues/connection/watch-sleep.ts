import type { Release } from '../release.ts';
import type { VenueParts } from '../venue-kind.ts';

const lookEveryMs = 5_000;
const longJumpMs = 10_000;

/**
 * Calls back after the machine slept, for hosts that are not told. Where the monotonic clock stands still in sleep the wall
 * clock has run ahead of it; where it goes on, our timer comes late. Setting the wall clock forward looks the same and
 * costs no more than a reconnect; setting it back means nothing.
 */
export function watchSleep(
  parts: Pick<VenueParts, 'now' | 'monotonicMs' | 'after'>,
  onWake: () => void,
): Release {
  let wall: number = parts.now();
  let monotonic = parts.monotonicMs();
  let stop: Release = () => undefined;
  const look = () => {
    const wallPassed = parts.now() - wall;
    const monotonicPassed = parts.monotonicMs() - monotonic;
    wall += wallPassed;
    monotonic += monotonicPassed;
    stop = parts.after(lookEveryMs, look);
    if (wallPassed - monotonicPassed > longJumpMs || monotonicPassed - lookEveryMs > longJumpMs) onWake();
  };
  stop = parts.after(lookEveryMs, look);
  return () => stop();
}
