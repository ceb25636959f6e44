import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { RateUse } from '../health.ts';

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

export type Urgency = 'order' | 'read';

export interface RateBudget {
  /**
   * Waits until all named limits have room and takes it. `costs` is limit name → cost.
   * Orders never wait longer than `orderPatienceMs` (1 s): they reject with Failure `rate-limited`, not sent.
   * @throws Failure `rate-limited` when blocked (`data.until`), `cancelled` by the signal.
   */
  take(costs: Readonly<Record<string, number>>, urgency: Urgency, signal?: AbortSignal): Promise<void>;
  /** The venue's own count, which wins over ours. */
  observe(name: string, used: number): void;
  /** Gives back what turned out to cost nothing. */
  giveBack(name: string, cost: number): void;
  /** 429, 418, Retry-After: nothing goes out on this limit (or on all) until then. Never shortened by a later one. */
  block(until: EpochMs, reason: string, name?: string): void;
  readonly blocked: { readonly until: EpochMs; readonly reason: string } | undefined;
  report(): readonly RateUse[];
}
