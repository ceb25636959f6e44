import type { Amount } from './decimal.ts';

/* What all simulated venues mean by an order. A venue translates its own words to these and back. */

export type Side = 'buy' | 'sell';
export type OrderKind = 'market' | 'limit' | 'stop' | 'stop-limit' | 'take-profit' | 'take-profit-limit';
export type TimeInForce = 'gtc' | 'ioc' | 'fok' | 'gtd';

/**
 * `held` waits for another order of its list; `open` and `partial` also cover stops that have not triggered yet
 * (`triggered` says which); the rest are final.
 */
export type OrderStatus =
  | 'held'
  | 'open'
  | 'partial'
  | 'filled'
  | 'cancelled'
  | 'expired'
  | 'expired-in-match'
  | 'rejected';

/** What happens when an account would trade with itself. */
export type SelfTrade = 'allow' | 'expire-maker' | 'expire-taker' | 'expire-both';

export interface NewOrder {
  accountId: string;
  market: string;
  clientId: string;
  side: Side;
  kind: OrderKind;
  timeInForce: TimeInForce;
  /** In base units. Either this or `quoteQuantity`, which only market orders may have. */
  quantity?: Amount;
  quoteQuantity?: Amount;
  price?: Amount;
  stopPrice?: Amount;
  postOnly?: boolean;
  reduceOnly?: boolean;
  selfTrade?: SelfTrade;
  /** For `gtd`: ms since 1970. */
  expiresAt?: number;
  /** Whatever the venue wants to find again on the order; the engine does not read it. */
  extra?: Record<string, unknown>;
}

export interface Order extends NewOrder {
  id: number;
  status: OrderStatus;
  timeInForce: TimeInForce;
  /** Zero for an order by quote amount until it has traded. */
  quantity: Amount;
  filled: Amount;
  filledQuote: Amount;
  fees: Amount;
  feeAsset: string;
  triggered: boolean;
  listId: number | undefined;
  createdAt: number;
  updatedAt: number;
  /** When it first stood on the book or was matched; undefined for a waiting stop. */
  workingAt: number | undefined;
  extra: Record<string, unknown>;
}

export interface Fill {
  /** The trade's id, unique in its market. */
  tradeId: number;
  orderId: number;
  clientId: string;
  accountId: string;
  market: string;
  side: Side;
  price: Amount;
  quantity: Amount;
  quoteQuantity: Amount;
  fee: Amount;
  feeAsset: string;
  isMaker: boolean;
  at: number;
  /** Of a position that this fill made smaller; zero on spot markets. */
  realisedProfit: Amount;
}

/** A print on the tape, seen by everybody. */
export interface MarketTrade {
  id: number;
  price: Amount;
  quantity: Amount;
  takerSide: Side;
  at: number;
}

export interface BookLevel {
  price: Amount;
  quantity: Amount;
}

/** One level's new total; zero means that the level is gone. */
export interface BookChange extends BookLevel {
  side: Side;
}

export function isLive(order: Order): boolean {
  return order.status === 'open' || order.status === 'partial' || order.status === 'held';
}

export function remainingOf(order: Order): Amount {
  return order.quantity.minus(order.filled);
}

export function opposite(side: Side): Side {
  return side === 'buy' ? 'sell' : 'buy';
}
