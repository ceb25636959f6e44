/** A limit of the venue, kept by our own count and corrected by the venue's where it tells. */
export interface RateLimit {
  readonly name: string;
  readonly capacity: number;
  /** `window`: the count starts again at whole multiples of `everyMs` (venue time). `leak`: it sinks by `perSecond`. */
  readonly refill:
    | { readonly kind: 'window'; readonly everyMs: number }
    | { readonly kind: 'leak'; readonly perSecond: number };
  /** Share of the capacity that only orders and cancels may use, so that charts never block them. */
  readonly reservedForOrders?: number;
}

/** How much of one limit is used. */
export interface RateCount {
  used(): number;
  set(used: number): void;
  add(cost: number): void;
  /** Milliseconds until `cost` more stay within `room`; 0 when they do now. */
  waitFor(cost: number, room: number): number;
}

interface Clocks {
  venueNow(): number;
  monotonicMs(): number;
}

/** So that a request at the turn of a window does not reach the venue before its own clock has turned. */
const turnMarginMs = 50;

export function createRateCount(limit: RateLimit, clocks: Clocks): RateCount {
  return limit.refill.kind === 'window'
    ? windowCount(limit.refill.everyMs, clocks)
    : leakingCount(limit.refill.perSecond, clocks);
}

function windowCount(everyMs: number, clocks: Clocks): RateCount {
  let window = Math.floor(clocks.venueNow() / everyMs);
  let count = 0;
  const turn = () => {
    const current = Math.floor(clocks.venueNow() / everyMs);
    // A clock that is set back must not open a window twice.
    if (current > window) {
      window = current;
      count = 0;
    }
  };
  return {
    used() {
      turn();
      return count;
    },
    set(used) {
      turn();
      count = Math.max(0, used);
    },
    add(cost) {
      turn();
      count = Math.max(0, count + cost);
    },
    waitFor(cost, room) {
      turn();
      if (count + cost <= room) return 0;
      return (window + 1) * everyMs - clocks.venueNow() + turnMarginMs;
    },
  };
}

function leakingCount(perSecond: number, clocks: Clocks): RateCount {
  let count = 0;
  let at = clocks.monotonicMs();
  const leak = () => {
    const now = clocks.monotonicMs();
    count = Math.max(0, count - ((now - at) / 1000) * perSecond);
    at = now;
  };
  return {
    used() {
      leak();
      return count;
    },
    set(used) {
      leak();
      count = Math.max(0, used);
    },
    add(cost) {
      leak();
      count = Math.max(0, count + cost);
    },
    waitFor(cost, room) {
      leak();
      const excess = count + cost - room;
      return excess <= 1e-9 ? 0 : Math.max(1, Math.ceil((excess / perSecond) * 1000));
    },
  };
}
