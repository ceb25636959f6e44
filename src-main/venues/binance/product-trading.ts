import type { Account, AccountKey, AccountMode, Balance } from '../../../src-shared/domain/account.ts';
import type { Fill } from '../../../src-shared/domain/fill.ts';
import type {
  ChangeOutcome,
  OcoIntent,
  OcoOutcome,
  OrderChange,
  OrderIntent,
  OrderReference,
  OrderReport,
  PlaceOutcome,
} from '../../../src-shared/domain/order.ts';
import type { Position } from '../../../src-shared/domain/position.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { SocketParts, SupervisedSocket } from '../connection/supervised-socket.ts';
import type { VenueClock } from '../connection/venue-clock.ts';
import type { VenueLink } from '../connection/venue-link.ts';
import type { AccountSnapshot } from '../trading.ts';
import type { CredentialAccess, VenueConfig } from '../venue-kind.ts';
import type { Instruments } from './instruments.ts';
import type { RestClient } from './rest-client.ts';
import type { Product, Urls } from './urls.ts';

/** What `trading.ts` needs to build the trading half. */
export interface TradingParts extends SocketParts {
  readonly config: VenueConfig;
  readonly credentials: CredentialAccess | null;
  readonly products: readonly Product[];
  readonly urls: Urls;
  readonly clients: ReadonlyMap<Product, RestClient>;
  readonly clock: VenueClock;
  readonly instruments: Instruments;
  link(): Pick<VenueLink, 'countMessages' | 'noteGap' | 'noteUnreadable' | 'noteTrouble'>;
}

/** Where a product's stream puts what it hears. */
export interface TradingSink<Mode extends AccountMode> {
  orders(reports: readonly OrderReport<Mode>[]): void;
  fills(fills: readonly Fill<Mode>[]): void;
  balances(balances: readonly Balance<Mode>[]): void;
  positions(positions: readonly Position<Mode>[]): void;
  gap(account: AccountKey<Mode>): void;
}

export interface ProductParts<Mode extends AccountMode> extends TradingParts {
  readonly mode: Mode;
  readonly client: RestClient;
  readonly sink: TradingSink<Mode>;
}

/** The trading of one product: one account, one stream, its own endpoints. Meanings are those of the port. */
export interface ProductTrading<Mode extends AccountMode> {
  readonly sockets: readonly SupervisedSocket[];
  /** Learns which account the key is of. */
  prepare(signal: AbortSignal): Promise<void>;
  /** Undefined before `prepare`. */
  readonly key: AccountKey<Mode> | undefined;
  account(): Promise<Account<Mode>>;
  balances(): Promise<readonly Balance<Mode>[]>;
  positions(): Promise<readonly Position<Mode>[]>;
  place(intent: OrderIntent<Mode>): Promise<PlaceOutcome>;
  placeOco(intent: OcoIntent<Mode>): Promise<OcoOutcome>;
  modify(order: OrderReference<Mode>, change: OrderChange): Promise<ChangeOutcome>;
  cancel(order: OrderReference<Mode>): Promise<ChangeOutcome>;
  cancelAll(): Promise<ChangeOutcome>;
  cancelAllUnlessRenewed(withinMs: number): Promise<ChangeOutcome>;
  findOrder(order: OrderReference<Mode>): Promise<OrderReport<Mode> | undefined>;
  snapshot(since: EpochMs, signal?: AbortSignal): Promise<AccountSnapshot<Mode>>;
}

/** One answer for many requests: refused only when all were, unknown when any is. */
export function joined(outcomes: readonly ChangeOutcome[]): ChangeOutcome {
  const unknown = outcomes.find(({ outcome }) => outcome === 'unknown');
  if (unknown !== undefined) return unknown;
  return outcomes.find(({ outcome }) => outcome === 'rejected') ?? { outcome: 'acknowledged' };
}
