import type { AccountKey, AccountMode } from './account.ts';
import type { InstrumentId } from './instrument.ts';
import type { EpochMs } from './time.ts';

declare const clientOrderIdBrand: unique symbol;

/** Our name of an order: one user action, one id, made once, unique for ever (O2). */
export type ClientOrderId = string & { readonly [clientOrderIdBrand]: true };

/** What a venue lets a client order id be. */
export interface ClientOrderIdRules {
  /** Every character that is allowed, each once. */
  readonly alphabet: string;
  readonly maxLength: number;
}

/** Chance of two equal ids among a thousand million: less than one in ten million. */
const leastBits = 83;

/**
 * A fresh client order id within the venue's rules, no longer than it must be to be unique.
 * @param randomBelow a whole number from 0 up to, not including, its argument, from a cryptographic source.
 * @throws RangeError when the rules leave too little room to be unique: a fault of the venue's description.
 */
export function freshClientOrderId(
  { alphabet, maxLength }: ClientOrderIdRules,
  randomBelow: (end: number) => number,
): ClientOrderId {
  const length = Math.ceil(leastBits / Math.log2(alphabet.length));
  const isVaried = alphabet.length > 1 && new Set(alphabet).size === alphabet.length;
  if (!isVaried || length > maxLength) {
    throw new RangeError(`ids of ${maxLength} characters of “${alphabet}” cannot be unique`);
  }
  return Array.from({ length }, () => alphabet[randomBelow(alphabet.length)]).join('') as ClientOrderId;
}

export type OrderSide = 'buy' | 'sell';

/** What an order does, with the prices it needs and no others. Prices are decimals on the instrument's tick size. */
export type OrderTerms =
  | { readonly type: 'market' }
  /** `isPostOnly`: refused by the venue rather than matched at once. */
  | { readonly type: 'limit'; readonly limitPrice: string; readonly isPostOnly: boolean }
  /**
   * A market order once the market trades through the trigger, away from where it is now. With `trailTicks`, whole and
   * positive, the trigger follows the market at that distance and never steps back.
   */
  | { readonly type: 'stop'; readonly triggerPrice: string; readonly trailTicks?: number }
  | { readonly type: 'stop-limit'; readonly triggerPrice: string; readonly limitPrice: string }
  /** A market order once the market comes to the trigger from the other side: a profit target. */
  | { readonly type: 'if-touched'; readonly triggerPrice: string }
  | { readonly type: 'limit-if-touched'; readonly triggerPrice: string; readonly limitPrice: string };
export type OrderType = OrderTerms['type'];

/** `day` ends with the trading day, `gtd` at a moment, `gtc` never; `ioc` fills what it can at once, `fok` all or nothing. */
export type OrderDuration =
  | { readonly timeInForce: 'day' | 'gtc' | 'ioc' | 'fok' }
  | { readonly timeInForce: 'gtd'; readonly until: EpochMs };
export type TimeInForce = OrderDuration['timeInForce'];

/** What is wanted, complete before anything is sent; it is stored as it is (O1) and never changes. */
export interface OrderIntent<Mode extends AccountMode = AccountMode> {
  readonly clientOrderId: ClientOrderId;
  readonly account: AccountKey<Mode>;
  readonly instrument: InstrumentId;
  readonly side: OrderSide;
  /** Positive decimal on the instrument's lot step. */
  readonly quantity: string;
  readonly terms: OrderTerms;
  readonly duration: OrderDuration;
  /** May only make a position smaller. */
  readonly isReduceOnly: boolean;
  /** A click is `manual`; scripts and alerts are `automated`. Exchanges ask for it. */
  readonly origin: 'manual' | 'automated';
  /** The venue must refuse it when it arrives later than this (venue time), where the venue knows such a limit. */
  readonly sendBefore?: EpochMs;
  /** Choices only this venue knows, such as Zerodha's product; named in its capabilities' `orderOptions`. */
  readonly options?: Readonly<Record<string, string>>;
}

/**
 * One cancels the other: a profit target and a protective stop on the same side, of which only one can fill. Where the
 * venue keeps the pair as one order, that order has the target's client id.
 */
export interface OcoIntent<Mode extends AccountMode = AccountMode>
  extends Pick<OrderIntent<Mode>, 'account' | 'instrument' | 'side' | 'quantity' | 'origin' | 'options'> {
  readonly target: { readonly clientOrderId: ClientOrderId; readonly limitPrice: string };
  readonly stop: {
    readonly clientOrderId: ClientOrderId;
    readonly triggerPrice: string;
    /** Absent for a market order at the trigger. */
    readonly limitPrice?: string;
  };
}

/** Part of a bracket that takes profit or stops a loss, a whole positive number of ticks from the entry's fill. */
export interface BracketLeg {
  readonly quantity: string;
  readonly ticks: number;
}

/**
 * An entry whose exits the venue itself places as it fills. The legs of each kind come to the entry's quantity, or there
 * are none of that kind. The exits are orders of their own, with the entry as their `parentOrderId`.
 */
export interface BracketIntent<Mode extends AccountMode = AccountMode> extends OrderIntent<Mode> {
  readonly targets: readonly BracketLeg[];
  readonly stops: readonly BracketLeg[];
  /** The stop begins to follow the market once it has gone so many ticks the right way. */
  readonly trailAfterTicks?: number;
  /** Once the market has gone `afterTicks` the right way, the stop moves to `ticks` beyond the entry. */
  readonly breakEven?: { readonly afterTicks: number; readonly ticks: number };
}

/** Moves one leg of a bracket, told by the ticks it stands at now. */
export interface BracketLegChange {
  readonly leg: 'target' | 'stop';
  readonly fromTicks: number;
  readonly toTicks: number;
}

export const orderStates = [
  'intent',
  'sent',
  'acknowledged',
  'rejected',
  'unknown',
  'open',
  'partial',
  'filled',
  'cancelled',
  'expired',
  'not-placed',
] as const;
export type OrderState = (typeof orderStates)[number];

/** What a venue itself can say of an order. */
export type ReportedOrderState = Exclude<OrderState, 'intent' | 'sent' | 'unknown' | 'not-placed'>;

const reported = ['acknowledged', 'open', 'partial', 'filled', 'cancelled', 'expired', 'rejected'] as const;

/**
 * The one table of legal moves (O3). Anything else is an anomaly: it is recorded, changes nothing, and asks for
 * reconciliation. Where a state may follow itself, the repeat carries news: another part filled, other terms.
 */
export const orderMoves: Readonly<Record<OrderState, readonly OrderState[]>> = {
  // Refused by ourselves before the first byte; unknown after a crash, when nobody can say whether one left.
  intent: ['sent', 'not-placed', 'unknown'],
  // Streams are often faster than the answer to the request. Of a pair that the venue keeps as one order, one leg is none.
  sent: [...reported, 'unknown', 'not-placed'],
  // An acknowledgement is not yet the exchange's acceptance.
  acknowledged: ['open', 'partial', 'filled', 'cancelled', 'expired', 'rejected', 'unknown'],
  unknown: [...reported, 'not-placed'],
  // A stop may be refused when it is triggered.
  open: ['open', 'partial', 'filled', 'cancelled', 'expired', 'rejected', 'unknown'],
  partial: ['partial', 'filled', 'cancelled', 'expired', 'unknown'],
  // Not found twice, and yet: a late accept wins (O5).
  'not-placed': reported,
  rejected: [],
  filled: [],
  cancelled: [],
  expired: [],
};

export function canMove(from: OrderState, to: OrderState): boolean {
  return orderMoves[from].includes(to);
}

/** An order as the venue reports it, ours or not. */
export interface OrderReport<Mode extends AccountMode = AccountMode> {
  readonly account: AccountKey<Mode>;
  readonly instrument: InstrumentId;
  readonly venueOrderId: string;
  /** Absent, or not one of ours, for orders placed elsewhere. */
  readonly clientOrderId?: string;
  /** The venue's id of the entry that this order takes profit or stops the loss of. */
  readonly parentOrderId?: string;
  readonly state: ReportedOrderState;
  readonly side: OrderSide;
  /** Absent for a kind of order that we have no words for; `description` names it. */
  readonly terms?: OrderTerms;
  readonly duration?: OrderDuration;
  /** The venue's own words for what it is and why it is so; may be empty. */
  readonly description: string;
  readonly quantity: string;
  /** Cumulative. The fills must add up to it (O7). */
  readonly filledQuantity: string;
  readonly averagePrice?: string;
  /** When the venue says it became so. */
  readonly time: EpochMs;
}

/** Names an order that is already placed. The client id serves while the venue's is not known. */
export interface OrderReference<Mode extends AccountMode = AccountMode> {
  readonly account: AccountKey<Mode>;
  readonly instrument: InstrumentId;
  readonly clientOrderId: ClientOrderId;
  readonly venueOrderId?: string;
}

/** How an order shall be from now on, restated whole. The quantity is the total, what is filled included. */
export interface OrderChange {
  readonly quantity: string;
  readonly terms: OrderTerms;
}
/** What about an order a venue can change while it keeps its identity. */
export type ChangeablePart = 'quantity-down' | 'quantity-up' | 'limit-price' | 'trigger-price';

/** A definite no: the venue is known to answer with this code only when nothing was done. */
export interface Refusal {
  readonly outcome: 'rejected';
  /** As in the venue's list of definite refusals. */
  readonly code: string;
  /** In the venue's words. */
  readonly reason: string;
}

/** Everything else after the first byte: timeout, reset, 5xx. It is resolved by asking, never by sending again (O5). */
export interface UnknownOutcome {
  readonly outcome: 'unknown';
  readonly detail: string;
}

export type PlaceOutcome =
  | { readonly outcome: 'acknowledged'; readonly venueOrderId: string; readonly time: EpochMs }
  | Refusal
  | UnknownOutcome;

/** One venue order for each leg, or one for both. */
export type OcoOutcome =
  | { readonly outcome: 'acknowledged'; readonly venueOrderIds: readonly string[]; readonly time: EpochMs }
  | Refusal
  | UnknownOutcome;

/** `acknowledged` means that the request was taken; that it took effect is told by the order stream. */
export type ChangeOutcome = { readonly outcome: 'acknowledged' } | Refusal | UnknownOutcome;
