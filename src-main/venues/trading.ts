import type {
  Account,
  AccountKey,
  AccountMode,
  AccountStanding,
  Balance,
} from '../../src-shared/domain/account.ts';
import type { Fill } from '../../src-shared/domain/fill.ts';
import type { InstrumentId } from '../../src-shared/domain/instrument.ts';
import type {
  BracketIntent,
  BracketLegChange,
  ChangeablePart,
  ChangeOutcome,
  ClientOrderIdRules,
  OcoIntent,
  OcoOutcome,
  OrderChange,
  OrderIntent,
  OrderReference,
  OrderReport,
  OrderType,
  PlaceOutcome,
  TimeInForce,
} from '../../src-shared/domain/order.ts';
import type { Position } from '../../src-shared/domain/position.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { Release } from './release.ts';

/*
 * The trading half of the venue port. Only the order gateway calls what sends orders: it stores the intent first, asks
 * the risk guard, and keeps each order's state. A venue's trading half carries out and reports; it stores nothing, judges
 * no risk, and sends each order-creating request at most once, whatever the answer (O5).
 *
 * Quantities and prices are decimal strings. Questions reject with a `Failure`, which means “not known”, never “nothing”.
 * Requests that act do not reject for what a venue or a wire can do: their outcome says it.
 */

/** What a venue's trading can do, as data. Asking for what is not in here is a bug of the caller. */
export interface TradingCapabilities {
  readonly mode: AccountMode;
  readonly clientOrderId: ClientOrderIdRules;
  readonly orderTypes: readonly OrderType[];
  readonly timesInForce: readonly TimeInForce[];
  readonly canPostOnly: boolean;
  readonly canReduceOnly: boolean;
  /** Whether `placeOco` may be called; with `needs-stop-limit`, only with a limit price on the stop. */
  readonly oco: 'none' | 'full' | 'needs-stop-limit';
  /** Absent where the venue places no brackets; their legs are in ticks from the entry's fill. */
  readonly bracket?: {
    /** Legs of one kind. */
    readonly mostLegs: number;
    readonly canTrail: boolean;
    readonly canBreakEven: boolean;
  };
  /** True where a stop may have `trailTicks`. */
  readonly canTrail?: boolean;
  /** True where `exitPosition` may be called. */
  readonly canExitPosition?: boolean;
  /** True where the venue tells an account's standing and the floor under it. */
  readonly hasStandings?: boolean;
  /** Choices an order of this venue has besides the common ones. */
  readonly orderOptions: readonly OrderOption[];
  /** What can be changed in place. Anything else is a cancel and a new order, which the gateway does in two steps. */
  readonly changeable: readonly ChangeablePart[];
  /** True where it refuses an order that arrives after the intent's `sendBefore`. */
  readonly hasSendDeadline: boolean;
  /** Longest stretch in ms after which `cancelAllUnlessRenewed` strikes; null where the venue has no such timer. */
  readonly longestDeadManMs: number | null;
  /** False where an account holds coins and cash but no positions, as in spot trading. */
  readonly hasPositions: boolean;
  /** True where trade ids start again each day, so that fills carry a `tradeDate`. */
  readonly tradeIdsRestartDaily: boolean;
  /** Codes after which the order is known not to exist (O4); every other answer leaves it unknown. */
  readonly definiteRefusals: readonly string[];
}

/** A choice that only this venue knows, such as the product type of an Indian stock order. */
export interface OrderOption {
  readonly name: string;
  readonly label: string;
  readonly values: readonly { readonly value: string; readonly label: string }[];
  readonly default: string;
}

/** The venue's whole truth about one account, to compare ours with (O8). */
export interface AccountSnapshot<Mode extends AccountMode = AccountMode> {
  readonly account: AccountKey<Mode>;
  /** Closed orders and fills are complete from here, which may be later than was asked where the venue forgets. */
  readonly since: EpochMs;
  /** Venue time up to which everything is in it. It is read in several questions, and this is when the first was asked. */
  readonly asOf: EpochMs;
  readonly openOrders: readonly OrderReport<Mode>[];
  readonly closedOrders: readonly OrderReport<Mode>[];
  readonly fills: readonly Fill<Mode>[];
  /** All that are not flat; what is missing here is flat. */
  readonly positions: readonly Position<Mode>[];
  readonly balances: readonly Balance<Mode>[];
}

/** What an account pays for a trade in one market at its present turnover: percent of price times quantity. */
export interface FeeRates {
  readonly makerPercent: string;
  readonly takerPercent: string;
}

/** Invariant: what trades live accounts is not something that trades accounts of any mode (O13). */
export interface Trading<in out Mode extends AccountMode> {
  readonly mode: Mode;
  accounts(): Promise<readonly Account<Mode>[]>;
  /** Where `accounts` tells what was listed at the login: has them listed anew. */
  refreshAccounts?(): Promise<void>;
  balances(account: AccountKey<Mode>): Promise<readonly Balance<Mode>[]>;
  /** All that are not flat. */
  positions(account: AccountKey<Mode>): Promise<readonly Position<Mode>[]>;

  /** The newest that is known; only with `capabilities.hasStandings`, as is `onStandings`. */
  standing?(account: AccountKey<Mode>): Promise<AccountStanding<Mode>>;

  /** Absent where the venue does not tell them before a trade. */
  feeRates?(account: AccountKey<Mode>, instrument: InstrumentId): Promise<FeeRates>;

  /** Sends the order once. Called only with an intent that is stored already (O1). */
  place(intent: OrderIntent<Mode>): Promise<PlaceOutcome>;
  /** The same for a pair of which one cancels the other. Only with `capabilities.oco`. */
  placeOco(intent: OcoIntent<Mode>): Promise<OcoOutcome>;
  /** Sends an entry with its exits, once. Only with `capabilities.bracket`. */
  placeBracket?(intent: BracketIntent<Mode>): Promise<PlaceOutcome>;
  /** Moves one leg of a bracket, named by its entry. Only with `capabilities.bracket`. */
  moveBracketLeg?(entry: OrderReference<Mode>, change: BracketLegChange): Promise<ChangeOutcome>;
  /**
   * Has the venue itself close what is held of one market, at the market's price. It is an order that the venue makes, so
   * it is sent at most once like any other. Exits of brackets that the venue leaves working are cancelled once the
   * position is gone. Only with `capabilities.canExitPosition`.
   */
  exitPosition?(
    account: AccountKey<Mode>,
    instrument: InstrumentId,
    origin: OrderIntent['origin'],
  ): Promise<ChangeOutcome>;
  /** Changes what `capabilities.changeable` allows, in place: the order keeps its ids. */
  modify(order: OrderReference<Mode>, change: OrderChange): Promise<ChangeOutcome>;
  /** May be sent again, since cancelling twice is harmless. */
  cancel(order: OrderReference<Mode>): Promise<ChangeOutcome>;
  /** Every open order of the account, also those placed elsewhere (O12). */
  cancelAll(account: AccountKey<Mode>): Promise<ChangeOutcome>;
  /** The venue itself cancels all unless called again in time; 0 ends that. Only with `longestDeadManMs`. */
  cancelAllUnlessRenewed(account: AccountKey<Mode>, withinMs: number): Promise<ChangeOutcome>;

  /** Looks everywhere the venue keeps orders. Undefined is its answer “no such order”; no answer is a Failure. */
  findOrder(order: OrderReference<Mode>): Promise<OrderReport<Mode> | undefined>;
  /** Orders and fills since a moment, and all that is open and held now. */
  snapshot(account: AccountKey<Mode>, since: EpochMs, signal?: AbortSignal): Promise<AccountSnapshot<Mode>>;

  /*
   * Streams run while the venue is connected, for every account, orders placed elsewhere included. They may repeat, come
   * out of order and lose something at a reconnect; `onGap` says when that may have happened, and asks for a snapshot.
   */
  onOrders(listener: (reports: readonly OrderReport<Mode>[]) => void): Release;
  onFills(listener: (fills: readonly Fill<Mode>[]) => void): Release;
  onBalances(listener: (balances: readonly Balance<Mode>[]) => void): Release;
  /** Flat positions included, so that one that is closed is heard of. */
  onPositions(listener: (positions: readonly Position<Mode>[]) => void): Release;
  /** Whole, after every change. */
  onStandings?(listener: (standings: readonly AccountStanding<Mode>[]) => void): Release;
  onGap(listener: (account: AccountKey<Mode>) => void): Release;
}

/** To be told apart by `mode` before anything can be sent. */
export type AnyTrading = Trading<'live'> | Trading<'paper'> | Trading<'replay'>;
