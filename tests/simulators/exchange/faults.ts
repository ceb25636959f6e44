import { seeded } from './seeded.ts';

/*
 * Faults as data. A test adds one, the server and the venue's message handlers meet it, and it wears off after `times` hits.
 * `after` means: the venue did what it was asked, and then the answer went wrong (a lost acknowledgement is after + drop).
 */

export interface RequestFault {
  /** Operation as the venue names it: `POST /api/v3/order`, or a socket method such as `order.place`. `*` is any. */
  op: string | RegExp;
  when: 'before' | 'after';
  /**
   * `drop` cuts the connection, `timeout` never answers, `status` answers as told, `delay` answers late,
   * `garbage` answers something that is not the venue's format.
   */
  do: 'drop' | 'timeout' | 'status' | 'delay' | 'garbage';
  status?: number;
  /** For `status`: text, or an object that is sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  delayMs?: number;
  /** How many requests it hits; 1 unless told. */
  times?: number;
}

/** For frames that the server sends on sockets. */
export interface StreamFault {
  /**
   * `drop` cuts the socket instead of sending, `swallow` loses the frame silently, `duplicate` sends it twice, `reorder` holds it
   * back until after the next one, `replay` sends an old frame of this socket again after it, `corrupt` sends broken text,
   * `stall` keeps this and all later frames until the fault is removed.
   */
  do: 'drop' | 'swallow' | 'duplicate' | 'reorder' | 'replay' | 'corrupt' | 'stall';
  /** Only frames whose text contains this, or for which it says yes. */
  match?: string | ((text: string) => boolean);
  /** Only sockets opened on a path that contains this. */
  path?: string;
  /** How many frames it hits; 1 unless told. */
  times?: number;
}

/** Rates between 0 and 1 per frame, for long runs with everything going wrong. */
export interface Chaos {
  seed: number;
  drop?: number;
  swallow?: number;
  duplicate?: number;
  reorder?: number;
  replay?: number;
  match?: StreamFault['match'];
}

export interface FaultHandle {
  /** How often it has struck. */
  readonly hits: number;
  remove(): void;
}

interface Armed<T> extends FaultHandle {
  fault: T;
  hits: number;
  left: number;
}

export interface RateLimit {
  /** ms since 1970 by the venue's clock. */
  until: number;
  banned: boolean;
}

function matches(pattern: string | RegExp, op: string): boolean {
  return typeof pattern === 'string' ? pattern === '*' || pattern === op : pattern.test(op);
}

export class Faults {
  /** The venue is down for maintenance and says so in its own way. */
  maintenance = false;
  /** Sockets do not answer pings. */
  noPong = false;
  /** New sockets are refused (HTTP 503 on the upgrade). */
  refuseSockets = false;
  /** New connections are accepted and then nothing is ever answered. */
  unresponsive = false;
  rateLimit: RateLimit | undefined;
  private readonly requestFaults = new Set<Armed<RequestFault>>();
  private readonly streamFaults = new Set<Armed<StreamFault>>();
  private chaos: { options: Chaos; random: () => number } | undefined;
  private readonly removed = new Set<() => void>();

  add(fault: RequestFault): FaultHandle {
    return this.arm(this.requestFaults, fault, fault.times ?? 1);
  }

  addStream(fault: StreamFault): FaultHandle {
    return this.arm(this.streamFaults, fault, fault.times ?? 1);
  }

  setChaos(options: Chaos | undefined): void {
    this.chaos = options === undefined ? undefined : { options, random: seeded(options.seed) };
  }

  /** Every request is refused as over the limit (or banned) until the time is over. */
  limitRate(until: number, options: { banned?: boolean } = {}): void {
    this.rateLimit = { until, banned: options.banned ?? false };
  }

  /** The fault that this operation meets now, if any; counts the hit. */
  take(op: string, when: 'before' | 'after'): RequestFault | undefined {
    for (const armed of this.requestFaults) {
      if (armed.fault.when === when && matches(armed.fault.op, op))
        return this.hit(this.requestFaults, armed);
    }
    return undefined;
  }

  takeStream(path: string, text: string): StreamFault['do'] | undefined {
    for (const armed of this.streamFaults) {
      const { fault } = armed;
      if (fault.path !== undefined && !path.includes(fault.path)) continue;
      if (fault.match === undefined || isMatch(fault.match, text))
        return this.hit(this.streamFaults, armed).do;
    }
    return this.takeChaos(text);
  }

  /** Calls back when any fault is taken away, so that stalled sockets can go on. */
  onRemoved(listener: () => void): () => void {
    this.removed.add(listener);
    return () => {
      this.removed.delete(listener);
    };
  }

  clear(): void {
    this.requestFaults.clear();
    this.streamFaults.clear();
    this.chaos = undefined;
    this.maintenance = false;
    this.noPong = false;
    this.refuseSockets = false;
    this.unresponsive = false;
    this.rateLimit = undefined;
    for (const listener of this.removed) listener();
  }

  private takeChaos(text: string): StreamFault['do'] | undefined {
    if (this.chaos === undefined) return undefined;
    const { options, random } = this.chaos;
    if (options.match !== undefined && !isMatch(options.match, text)) return undefined;
    let dice = random();
    for (const kind of ['drop', 'swallow', 'duplicate', 'reorder', 'replay'] as const) {
      const rate = options[kind] ?? 0;
      if (dice < rate) return kind;
      dice -= rate;
    }
    return undefined;
  }

  private arm<T>(set: Set<Armed<T>>, fault: T, times: number): FaultHandle {
    const armed: Armed<T> = {
      fault,
      hits: 0,
      left: times,
      remove: () => {
        set.delete(armed);
        for (const listener of this.removed) listener();
      },
    };
    set.add(armed);
    return armed;
  }

  private hit<T>(set: Set<Armed<T>>, armed: Armed<T>): T {
    armed.hits += 1;
    armed.left -= 1;
    if (armed.left <= 0) set.delete(armed);
    return armed.fault;
  }
}

function isMatch(match: NonNullable<StreamFault['match']>, text: string): boolean {
  return typeof match === 'string' ? text.includes(match) : match(text);
}
