import type { SimulatorClock } from '../exchange/clock.ts';
import type { Faults } from '../exchange/faults.ts';
import { KrakenError } from './venue-error.ts';

export interface Tier {
  callCount: number;
  callDecay: number;
  tradingCount: number;
  tradingDecay: number;
  openOrders: number;
}

export const tiers = {
  starter: { callCount: 15, callDecay: 0.33, tradingCount: 60, tradingDecay: 1, openOrders: 60 },
  intermediate: { callCount: 20, callDecay: 0.5, tradingCount: 125, tradingDecay: 2.34, openOrders: 80 },
  pro: { callCount: 20, callDecay: 1, tradingCount: 180, tradingDecay: 3.75, openOrders: 225 },
} as const satisfies Record<string, Tier>;

/** Counts up with use and leaks with time. */
class Counter {
  private readonly most: number;
  private readonly decay: number;
  private readonly clock: SimulatorClock;
  private level = 0;
  private at = 0;

  constructor(most: number, decay: number, clock: SimulatorClock) {
    this.most = most;
    this.decay = decay;
    this.clock = clock;
  }

  get count(): number {
    const now = this.clock.now();
    this.level = Math.max(0, this.level - (Math.max(0, now - this.at) / 1000) * this.decay);
    this.at = now;
    return this.level;
  }

  /** False, and nothing counted, when it would go over. */
  take(points: number): boolean {
    if (this.count + points > this.most) return false;
    this.level += points;
    return true;
  }
}

class Counters {
  private readonly byName = new Map<string, Counter>();
  private readonly make: () => Counter;

  constructor(make: () => Counter) {
    this.make = make;
  }

  of(name: string): Counter {
    const found = this.byName.get(name);
    if (found !== undefined) return found;
    const made = this.make();
    this.byName.set(name, made);
    return made;
  }
}

export interface LimitOptions {
  tier?: keyof typeof tiers;
  /** Public calls at once from one address, one more each second. */
  publicBurst?: number;
  /** The same for Trades and OHLC of one market. */
  historyBurst?: number;
}

/** All of the venue's counters. */
export class Limits {
  readonly tier: Tier;
  private readonly clock: SimulatorClock;
  private readonly faults: Faults;
  private readonly publicCalls: Counters;
  private readonly history: Counters;
  private readonly calls: Counters;
  private readonly trading: Counters;

  constructor(options: LimitOptions, clock: SimulatorClock, faults: Faults) {
    const { tier = 'intermediate', publicBurst = 15, historyBurst = 10 } = options;
    this.tier = tiers[tier];
    this.clock = clock;
    this.faults = faults;
    const { callCount, callDecay, tradingCount, tradingDecay } = this.tier;
    this.publicCalls = new Counters(() => new Counter(publicBurst, 1, clock));
    this.history = new Counters(() => new Counter(historyBurst, 1, clock));
    this.calls = new Counters(() => new Counter(callCount, callDecay, clock));
    this.trading = new Counters(() => new Counter(tradingCount, tradingDecay, clock));
  }

  /** @throws KrakenError */
  admitPublic(address: string): void {
    if (this.isLimited || !this.publicCalls.of(address).take(1)) {
      throw new KrakenError('EGeneral:Too many requests');
    }
  }

  /** @throws KrakenError */
  admitHistory(address: string, market: string): void {
    if (!this.history.of(`${address} ${market}`).take(1)) throw new KrakenError('EAPI:Rate limit exceeded');
  }

  /** @throws KrakenError */
  admitCall(accountId: string, points: number): void {
    const { rateLimit } = this.faults;
    if (this.isLimited && rateLimit?.banned === true) throw new KrakenError('EGeneral:Temporary lockout');
    if (this.isLimited || !this.calls.of(accountId).take(points)) {
      throw new KrakenError('EAPI:Rate limit exceeded');
    }
  }

  /** @throws KrakenError */
  admitTrading(accountId: string, market: string, points: number): void {
    if (this.isLimited || !this.trading.of(`${accountId} ${market}`).take(points)) {
      throw new KrakenError('EOrder:Rate limit exceeded');
    }
  }

  /** Uses up points, for tests that want to stand just below a limit. */
  spendTrading(accountId: string, market: string, points: number): void {
    this.trading.of(`${accountId} ${market}`).take(points);
  }

  tradingCount(accountId: string, market: string): number {
    return this.trading.of(`${accountId} ${market}`).count;
  }

  private get isLimited(): boolean {
    const { rateLimit } = this.faults;
    return rateLimit !== undefined && this.clock.now() < rateLimit.until;
  }
}

function pointsAt(ageMs: number, steps: readonly (readonly [seconds: number, points: number])[]): number {
  return steps.find(([seconds]) => ageMs < seconds * 1000)?.[1] ?? 0;
}

/** The younger the order, the dearer. */
export const points = {
  amend: (ageMs: number) =>
    1 +
    pointsAt(ageMs, [
      [5, 3],
      [10, 2],
      [15, 1],
    ]),
  edit: (ageMs: number) =>
    1 +
    pointsAt(ageMs, [
      [5, 6],
      [10, 5],
      [15, 4],
      [45, 2],
      [90, 1],
    ]),
  cancel: (ageMs: number) =>
    pointsAt(ageMs, [
      [5, 8],
      [10, 6],
      [15, 5],
      [45, 4],
      [90, 2],
      [300, 1],
    ]),
} as const;
