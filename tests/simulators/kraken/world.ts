import type { SimulatorClock } from '../exchange/clock.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Faults } from '../exchange/faults.ts';
import type { DeadMan } from './dead-man.ts';
import type { TransactionIds } from './ids.ts';
import type { KeyRecord, KeyRing, Permission } from './keys.ts';
import type { Ledger } from './ledger.ts';
import type { Limits } from './limits.ts';
import type { MarketList } from './markets.ts';
import type { Parameters } from './parameters.ts';
import type { VenueStatus } from './status.ts';
import type { SessionTokens } from './tokens.ts';

/** The simulated venue: the exchange and everything that stands around it. */
export interface World {
  exchange: Exchange;
  markets: MarketList;
  clock: SimulatorClock;
  faults: Faults;
  keys: KeyRing;
  tokens: SessionTokens;
  limits: Limits;
  status: VenueStatus;
  txids: TransactionIds;
  ledger: Ledger;
  deadMan: DeadMan;
}

export interface PublicCall {
  world: World;
  parameters: Parameters;
  address: string;
}

export type PublicEndpoint = (call: PublicCall) => unknown;

export interface PrivateCall {
  world: World;
  parameters: Parameters;
  key: KeyRecord;
  accountId: string;
}

export interface PrivateEndpoint {
  /** Any one of them is enough; none asks only for a valid key. */
  needs: readonly Permission[];
  /** Of the account's call counter; orders have a counter of their own. */
  points: number;
  run(call: PrivateCall): unknown;
}
