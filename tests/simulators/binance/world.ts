import type { SimulatorClock } from '../exchange/clock.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Faults } from '../exchange/faults.ts';
import type { Security } from './authorise.ts';
import type { KeyRecord, KeyRing } from './keys.ts';
import type { Limits } from './limits.ts';
import type { BinanceMarket } from './markets.ts';
import type { Parameters } from './parameters.ts';

/** One half of the venue: spot, or USD-M futures. They share keys, clock and faults. */
export interface World {
  exchange: Exchange;
  markets: ReadonlyMap<string, BinanceMarket>;
  limits: Limits;
  keys: KeyRing;
  clock: SimulatorClock;
  faults: Faults;
  /** Orders younger than this are missing from queries, as fresh ones may be for a moment. */
  freshness: { hiddenMs: number };
  /** Whose orders and balances are meant. */
  accountId: string;
  /** The same half of the venue, seen by another account. */
  as(accountId: string): World;
}

export interface Call {
  world: World;
  parameters: Parameters;
  /** Present on every call that is not public. */
  key: KeyRecord | undefined;
}

export interface Endpoint {
  weight: number | ((parameters: Parameters) => number);
  security: Security;
  /** How many places in the unfilled order count it takes. */
  orders?: number;
  /** Since 2026-04-02 these cost their weight only when they fail. */
  isFreeOnSuccess?: boolean;
  run(call: Call): unknown;
}

/** By `METHOD /path`. */
export type Endpoints = Record<string, Endpoint>;
