import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { createRateBudget, type RateBudget } from '../connection/rate-budget.ts';
import type { RateLimit } from '../connection/rate-count.ts';
import type { VenueParts } from '../venue-kind.ts';

/*
 * Kraken tells no count of public calls, and grants accounts three tiers of private ones. The tier shows in the answer to
 * the subscription of executions (`maxratecount`); until then the smallest is kept to.
 */

export interface Tier {
  readonly name: string;
  /** Points of orders, changes and cancels in one market; the value of `maxratecount`. */
  readonly tradingCount: number;
  readonly tradingDecay: number;
  readonly callCount: number;
  readonly callDecay: number;
}

const starter: Tier = { name: 'Starter', tradingCount: 60, tradingDecay: 1, callCount: 15, callDecay: 1 / 3 };
export const tiers: readonly Tier[] = [
  starter,
  { name: 'Intermediate', tradingCount: 125, tradingDecay: 2.34, callCount: 20, callDecay: 0.5 },
  { name: 'Pro', tradingCount: 180, tradingDecay: 3.75, callCount: 20, callDecay: 1 },
];

export const publicLimit = 'public calls';
/** History is counted by market besides: `public history:XXBTZUSD`. */
export const historyLimit = 'public history';
export const connectionLimit = 'connection attempts';
const callLimit = (tier: Tier) => `account calls (${tier.name})`;
const tradingLimit = (tier: Tier) => `orders of a market (${tier.name})`;

const limits: readonly RateLimit[] = [
  { name: publicLimit, capacity: 12, refill: { kind: 'leak', perSecond: 1 } },
  { name: historyLimit, capacity: 8, refill: { kind: 'leak', perSecond: 1 } },
  // 150 in ten minutes, of which we leave a part to other programs at the same address.
  { name: connectionLimit, capacity: 100, refill: { kind: 'leak', perSecond: 100 / 600 } },
  ...tiers.flatMap((tier): RateLimit[] => [
    { name: callLimit(tier), capacity: tier.callCount, refill: { kind: 'leak', perSecond: tier.callDecay } },
    {
      name: tradingLimit(tier),
      capacity: tier.tradingCount,
      refill: { kind: 'leak', perSecond: tier.tradingDecay },
    },
  ]),
];

export interface KrakenLimits {
  readonly budget: RateBudget;
  readonly tier: Tier;
  /** The largest trading count, as the venue tells it. */
  learnTier(tradingCount: number): void;
  callName(): string;
  tradingName(symbol: string): string;
  /** Kraken has locked the key: neither questions nor orders go out. */
  lockKey(until: EpochMs): void;
}

export function createKrakenLimits(
  parts: Pick<VenueParts, 'now' | 'monotonicMs' | 'after'> & Partial<Pick<VenueParts, 'credentials'>>,
): KrakenLimits {
  const budget = createRateBudget(limits, parts);
  let tier = starter;
  /** Without a key nothing is counted for an account. */
  const hasKey = parts.credentials !== null;
  const isInUse = (name: string) =>
    !tiers.some(
      (other) => (other !== tier || !hasKey) && (name === callLimit(other) || name === tradingLimit(other)),
    );
  return {
    budget: {
      take: budget.take,
      observe: budget.observe,
      giveBack: budget.giveBack,
      block: budget.block,
      get blocked() {
        return budget.blocked;
      },
      report: () => budget.report().filter(({ name }) => isInUse(name)),
    },
    get tier() {
      return tier;
    },
    learnTier(tradingCount) {
      tier = tiers.find((one) => one.tradingCount === tradingCount) ?? tier;
    },
    callName: () => callLimit(tier),
    lockKey(until) {
      for (const name of tiers.flatMap((one) => [callLimit(one), tradingLimit(one)])) {
        budget.block(until, 'Kraken has locked this key for a while.', name);
      }
    },
    tradingName: (symbol) => `${tradingLimit(tier)}:${symbol}`,
  };
}

/** Points of a cancel: the younger the order, the dearer. */
export function cancelCost(ageMs: number): number {
  const steps: readonly (readonly [seconds: number, points: number])[] = [
    [5, 8],
    [10, 6],
    [15, 5],
    [45, 4],
    [90, 2],
    [300, 1],
  ];
  return steps.find(([seconds]) => ageMs < seconds * 1000)?.[1] ?? 0;
}

/** Points of a change in place. */
export function amendCost(ageMs: number): number {
  return 1 + (ageMs < 5_000 ? 3 : ageMs < 10_000 ? 2 : ageMs < 15_000 ? 1 : 0);
}
