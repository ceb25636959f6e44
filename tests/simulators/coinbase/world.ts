import type { SimulatorClock } from '../exchange/clock.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Faults } from '../exchange/faults.ts';
import type { SimulatorRequest } from '../exchange/server.ts';
import type { AliasWallets } from './alias-wallets.ts';
import type { KeyRecord, KeyRing } from './keys.ts';
import type { Limits } from './limits.ts';
import type { OrderIndex } from './order-index.ts';
import type { ProductBoard } from './products.ts';
import type { TokenFault } from './token.ts';

export interface World {
  exchange: Exchange;
  products: ProductBoard;
  orders: OrderIndex;
  wallets: AliasWallets;
  limits: Limits;
  keys: KeyRing;
  clock: SimulatorClock;
  faults: Faults;
  /** Orders younger than this are missing from queries, as fresh ones may be for a moment. */
  freshness: { hiddenMs: number };
  /** Part of a currency that the venue shows in a second wallet of that currency. */
  splitWallets: Record<string, string>;
  /** Why tokens were refused, newest last: what the venue does not tell. */
  tokenFaults: TokenFault[];
  /** Nonces seen; a second use is counted. */
  nonces: { seen: Set<string>; reused: number };
}

export interface Call {
  world: World;
  request: SimulatorRequest;
  query: URLSearchParams;
  /** What the placeholders of the path stood for. */
  path: Record<string, string>;
  /** The body as JSON object; empty without one. */
  body: Record<string, unknown>;
}

export interface PrivateCall extends Call {
  key: KeyRecord;
  accountId: string;
}

export type Endpoint =
  | { security: 'none'; run(call: Call): unknown }
  | { security: 'view' | 'trade'; run(call: PrivateCall): unknown };

/** By `METHOD /path`, with `{name}` for a part of the path. */
export type Endpoints = Record<string, Endpoint>;
