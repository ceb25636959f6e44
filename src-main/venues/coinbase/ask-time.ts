import type { VenueParts } from '../venue-kind.ts';
import type { CoinbaseRest } from './rest.ts';

/**
 * The question of the venue's clock. Half of the time it takes is reckoned as the way back, which what was spent waiting for
 * the limits is not.
 */
export function askTime(
  rest: Pick<CoinbaseRest, 'time'>,
  parts: Pick<VenueParts, 'monotonicMs'>,
): Promise<number> {
  const startedAt = parts.monotonicMs();
  return rest.time().then(({ venueTime, roundTripMs }) => {
    const waitedMs = Math.max(0, parts.monotonicMs() - startedAt - roundTripMs);
    return venueTime - waitedMs / 2;
  });
}
