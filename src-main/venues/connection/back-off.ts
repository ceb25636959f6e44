const firstMs = 1_000;
const longestMs = 60_000;

/** A venue may ask to be left alone for so long at most; timers beyond some weeks would go off at once. */
export const longestStayAwayMs = 7 * 24 * 3_600_000;

/** Full jitter: anywhere between nothing and the limit, so that what fell together does not come back together (W5). */
export function backOffMs(failures: number, random: () => number): number {
  return Math.floor(random() * Math.min(longestMs, firstMs * 2 ** Math.min(failures, 16)));
}
