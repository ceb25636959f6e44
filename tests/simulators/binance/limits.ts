import type { SimulatorClock } from '../exchange/clock.ts';
import type { Faults } from '../exchange/faults.ts';
import { VenueError } from './venue-error.ts';

const intervalMs = { SECOND: 1000, MINUTE: 60_000, DAY: 86_400_000 };

export interface LimitRule {
  rateLimitType: 'REQUEST_WEIGHT' | 'ORDERS' | 'RAW_REQUESTS';
  interval: keyof typeof intervalMs;
  intervalNum: number;
  limit: number;
}

/** Counts within windows that are aligned to the venue's clock. */
class Window {
  readonly rule: LimitRule;
  private readonly clock: SimulatorClock;
  private openedAt = 0;
  private used = 0;

  constructor(rule: LimitRule, clock: SimulatorClock) {
    this.rule = rule;
    this.clock = clock;
  }

  get lengthMs(): number {
    return intervalMs[this.rule.interval] * this.rule.intervalNum;
  }

  get count(): number {
    const opened = Math.floor(this.clock.now() / this.lengthMs) * this.lengthMs;
    if (opened !== this.openedAt) {
      this.openedAt = opened;
      this.used = 0;
    }
    return this.used;
  }

  add(amount: number): void {
    this.used = Math.max(0, this.count + amount);
  }

  get isOver(): boolean {
    return this.count > this.rule.limit;
  }

  get endsAt(): number {
    return this.openedAt + this.lengthMs;
  }
}

/** What all accounts at one address share. */
interface AddressLimits {
  weight: Window;
  raw: Window | undefined;
  callsAfterRefusal: number;
}

/** Request weight of the address (there is one here) and unfilled orders of an account. */
export class Limits {
  private readonly address: AddressLimits;
  private readonly orders: Window[];
  private readonly allRules: LimitRule[];
  private readonly clock: SimulatorClock;
  private readonly faults: Faults;
  private readonly others = new Map<string, Limits>();

  constructor(rules: LimitRule[], clock: SimulatorClock, faults: Faults, address?: AddressLimits) {
    this.clock = clock;
    this.faults = faults;
    this.allRules = rules;
    const windows = rules.map((rule) => new Window(rule, clock));
    const ofType = (type: LimitRule['rateLimitType']) =>
      windows.filter((window) => window.rule.rateLimitType === type);
    const weight = ofType('REQUEST_WEIGHT')[0];
    if (weight === undefined) throw new Error('A venue without a limit on request weight.');
    this.address = address ?? { weight, raw: ofType('RAW_REQUESTS')[0], callsAfterRefusal: 0 };
    this.orders = ofType('ORDERS');
  }

  /** Of another account: its own orders, the same address. */
  forAccount(accountId: string): Limits {
    const found = this.others.get(accountId);
    if (found !== undefined) return found;
    const made = new Limits(this.allRules, this.clock, this.faults, this.address);
    this.others.set(accountId, made);
    return made;
  }

  get rules(): LimitRule[] {
    return this.allRules;
  }

  get usedWeight(): number {
    return this.address.weight.count;
  }

  /** Uses up request weight, for tests that want to stand just below a limit. */
  addWeight(amount: number): void {
    this.address.weight.add(amount);
  }

  addOrders(amount: number): void {
    for (const window of this.orders) window.add(amount);
  }

  /** @throws VenueError 429 or 418, with the time to wait. */
  admit(weight: number): void {
    this.address.raw?.add(1);
    this.address.weight.add(weight);
    const now = this.clock.now();
    const { rateLimit } = this.faults;
    if (rateLimit !== undefined && now < rateLimit.until) {
      // Going on after a refusal earns a ban.
      this.address.callsAfterRefusal += 1;
      if (this.address.callsAfterRefusal > 20 && !rateLimit.banned)
        this.faults.limitRate(now + 120_000, { banned: true });
      throw tooMuch(this.faults.rateLimit ?? rateLimit, this.address.weight.rule.limit, now);
    }
    if (!this.address.weight.isOver) return;
    this.address.callsAfterRefusal = 0;
    this.faults.limitRate(this.address.weight.endsAt);
    throw tooMuch({ until: this.address.weight.endsAt, banned: false }, this.address.weight.rule.limit, now);
  }

  /** @throws VenueError 429 with code -1015. */
  admitOrders(amount: number): void {
    for (const window of this.orders) {
      if (window.count + amount <= window.rule.limit) continue;
      const { limit, intervalNum, interval } = window.rule;
      const text = `Too many new orders; current limit is ${limit} orders per ${intervalNum} ${interval}.`;
      throw new VenueError(429, -1015, text, {
        headers: { 'Retry-After': String(Math.ceil((window.endsAt - this.clock.now()) / 1000)) },
        data: { serverTime: this.clock.now(), retryAfter: window.endsAt },
      });
    }
  }

  orderHeaders(): Record<string, string> {
    return Object.fromEntries(
      this.orders.map((window) => [
        `X-MBX-ORDER-COUNT-${window.rule.intervalNum}${window.rule.interval.charAt(0)}`,
        String(window.count),
      ]),
    );
  }

  orderCounts(): (LimitRule & { count: number })[] {
    return this.orders.map((window) => ({ ...window.rule, count: window.count }));
  }

  weightCount(): LimitRule & { count: number } {
    return { ...this.address.weight.rule, count: this.address.weight.count };
  }
}

function tooMuch(limit: { until: number; banned: boolean }, allowed: number, now: number): VenueError {
  const headers = { 'Retry-After': String(Math.max(1, Math.ceil((limit.until - now) / 1000))) };
  const data = { serverTime: now, retryAfter: limit.until };
  const streams = 'Please use WebSocket Streams for live updates to avoid';
  return limit.banned
    ? new VenueError(
        418,
        -1003,
        `Way too much request weight used; IP banned until ${limit.until}. ${streams} bans.`,
        { headers, data },
      )
    : new VenueError(
        429,
        -1003,
        `Too much request weight used; current limit is ${allowed} request weight per 1 MINUTE. ${streams} polling the API.`,
        { headers, data },
      );
}
