import type { SimulatorClock } from '../exchange/clock.ts';
import type { Faults } from '../exchange/faults.ts';
import { VenueError } from './venue-error.ts';

export interface LimitOptions {
  /** Per second and address; 10 unless told. */
  publicPerSecond?: number;
  /** Per second and user; 30 unless told. */
  privatePerSecond?: number;
  /** Unauthenticated messages per second and address; 8 unless told. */
  socketMessagesPerSecond?: number;
  /** New sockets per second and address; 8 unless told. */
  socketsPerSecond?: number;
}

/** Counts within the last second. */
class Second {
  readonly limit: number;
  private readonly clock: SimulatorClock;
  private times: number[] = [];

  constructor(limit: number, clock: SimulatorClock) {
    this.limit = limit;
    this.clock = clock;
  }

  /** True when there was room. */
  take(): boolean {
    const now = this.clock.now();
    this.times = this.times.filter((at) => at > now - 1000 && at <= now);
    this.times.push(now);
    return this.times.length <= this.limit;
  }

  headers(): Record<string, string> {
    return {
      'x-ratelimit-limit': String(this.limit),
      'x-ratelimit-remaining': String(Math.max(0, this.limit - this.times.length)),
      'x-ratelimit-reset': '1',
    };
  }
}

/** Public requests count by address (there is one here), private ones by account. */
export class Limits {
  readonly messages: Second;
  readonly sockets: Second;
  private readonly open: Second;
  private readonly users = new Map<string, Second>();
  private readonly options: LimitOptions;
  private readonly clock: SimulatorClock;
  private readonly faults: Faults;

  constructor(options: LimitOptions, clock: SimulatorClock, faults: Faults) {
    this.options = options;
    this.clock = clock;
    this.faults = faults;
    this.open = new Second(options.publicPerSecond ?? 10, clock);
    this.messages = new Second(options.socketMessagesPerSecond ?? 8, clock);
    this.sockets = new Second(options.socketsPerSecond ?? 8, clock);
  }

  /** Answers the headers to send along. @throws VenueError 429. */
  admit(path: string, accountId: string | undefined): Record<string, string> {
    const window = accountId === undefined ? this.open : this.userWindow(accountId);
    const hasRoom = window.take();
    const { rateLimit } = this.faults;
    const isHeld = rateLimit !== undefined && rateLimit.until > this.clock.now();
    if (!hasRoom || isHeld) throw new VenueError(429, tooMany(path), window.headers());
    return window.headers();
  }

  private userWindow(accountId: string): Second {
    const found = this.users.get(accountId);
    if (found !== undefined) return found;
    const made = new Second(this.options.privatePerSecond ?? 30, this.clock);
    this.users.set(accountId, made);
    return made;
  }
}

function tooMany(path: string): object {
  const message = 'Too many requests';
  return path.startsWith('/v2/')
    ? { errors: [{ id: 'rate_limit_exceeded', message }] }
    : { error: 'RESOURCE_EXHAUSTED', message };
}
