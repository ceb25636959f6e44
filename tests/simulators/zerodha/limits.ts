import type { SimulatorClock } from '../exchange/clock.ts';
import type { Faults } from '../exchange/faults.ts';
import { errors } from './venue-error.ts';

export interface LimitOptions {
  quotesPerSecond: number;
  historyPerSecond: number;
  ordersPerSecond: number;
  ordersPerMinute: number;
  ordersPerDay: number;
  othersPerSecond: number;
}

export const standardLimits: LimitOptions = {
  quotesPerSecond: 1,
  historyPerSecond: 3,
  ordersPerSecond: 10,
  ordersPerMinute: 400,
  ordersPerDay: 5000,
  othersPerSecond: 10,
};

/** Counts what was let in within a span of machine time, so that a frozen venue clock does not block for ever. */
class Window {
  private readonly limit: number;
  private readonly spanMs: number;
  private times: number[] = [];

  constructor(limit: number, spanMs: number) {
    this.limit = limit;
    this.spanMs = spanMs;
  }

  hasRoom(now: number): boolean {
    this.times = this.times.filter((at) => at > now - this.spanMs);
    return this.times.length < this.limit;
  }

  count(now: number): void {
    this.times.push(now);
  }
}

/** By app, placing orders by user; nothing tells how much is left. */
export class Limits {
  readonly options: LimitOptions;
  /** How many requests were refused. */
  refused = 0;
  private readonly clock: SimulatorClock;
  private readonly faults: Faults;
  private readonly windows = new Map<string, Window>();

  constructor(options: LimitOptions, clock: SimulatorClock, faults: Faults) {
    this.options = options;
    this.clock = clock;
    this.faults = faults;
  }

  /** @throws VenueError 429. */
  admit(method: string, path: string, apiKey: string, userId: string): void {
    const windows = this.windowsFor(method, path, apiKey, userId);
    const now = performance.now();
    const { rateLimit } = this.faults;
    const isHeld = rateLimit !== undefined && rateLimit.until > this.clock.now();
    if (isHeld || !windows.every((window) => window.hasRoom(now))) {
      this.refused += 1;
      throw errors.tooMany();
    }
    for (const window of windows) window.count(now);
  }

  private windowsFor(method: string, path: string, apiKey: string, userId: string): Window[] {
    const { options } = this;
    if (path.startsWith('/quote')) return [this.window(`quote ${apiKey}`, options.quotesPerSecond, 1000)];
    if (path.startsWith('/instruments/historical')) {
      return [this.window(`history ${apiKey}`, options.historyPerSecond, 1000)];
    }
    if (!path.startsWith('/orders') || method === 'GET') {
      return [this.window(`other ${apiKey}`, options.othersPerSecond, 1000)];
    }
    const perSecond = this.window(`orders ${userId}`, options.ordersPerSecond, 1000);
    if (method !== 'POST') return [perSecond];
    return [
      perSecond,
      this.window(`orders a minute ${userId}`, options.ordersPerMinute, 60_000),
      this.window(`orders a day ${userId}`, options.ordersPerDay, 86_400_000),
    ];
  }

  private window(name: string, limit: number, spanMs: number): Window {
    const found = this.windows.get(name);
    if (found !== undefined) return found;
    const made = new Window(limit, spanMs);
    this.windows.set(name, made);
    return made;
  }
}
