import type { SimulatorClock } from './clock.ts';
import type { Exchange } from './exchange.ts';
import type { Faults } from './faults.ts';
import type { MarketFeed } from './market-feed.ts';
import type { Side } from './orders.ts';
import type { SimulatorServer } from './server.ts';
import type { Truth } from './truth.ts';

/** Keys of one venue in every state a user may hold them. */
export interface CredentialSet<Key> {
  /** May read and trade, no withdrawals, from anywhere. */
  good: Key;
  /** Known key id, wrong secret. */
  wrongSecret: Key;
  /** A key that the venue does not know. */
  unknown: Key;
  readOnly: Key;
  withdrawEnabled: Key;
  /** Bound to an address that is not ours. */
  ipBound: Key;
}

/**
 * What every venue simulator offers to tests. `url` has `rest` and `ws` and whatever other addresses the venue has (`wsApi`,
 * `wsUser`, `fapi` …), each without a trailing slash.
 */
export interface Simulator<Key = unknown> {
  readonly venue: string;
  readonly url: { rest: string; ws: string } & Record<string, string>;
  /** PEM of the authority to trust; undefined without TLS. */
  readonly ca: string | undefined;
  readonly truth: Truth;
  readonly faults: Faults;
  readonly clock: SimulatorClock;
  readonly credentials: CredentialSet<Key>;
  /** The engine, for looking inside and for deposits, halts and cancels “by the venue”. */
  readonly exchange: Exchange;
  /** By the engine's market name. */
  readonly feeds: ReadonlyMap<string, MarketFeed>;
  readonly server: SimulatorServer;
  /** The engine's name of the account that the keys belong to. */
  readonly accountId: string;
  /** What else a person needs who connects by hand, such as the names of systems. */
  readonly hints?: readonly string[];
  /** The rest of the market trades; see `MatchingEngine.cross`. */
  cross(market: string, side: Side, price: string, quantity: string): void;
  /** All feeds at once. */
  run(eventsPerSecondPerMarket: number): void;
  close(): Promise<void>;
}

export interface SimulatorOptions {
  /** Seeds prices and sizes. */
  seed?: number;
  port?: number;
  tls?: boolean;
  /** `fixed`: the same keys at each start, for a person who enters them once. `random` unless told. */
  keys?: 'fixed' | 'random';
  historyMinutes?: number;
  historyHours?: number;
}
