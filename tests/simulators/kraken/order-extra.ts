import type { Amount } from '../exchange/decimal.ts';
import type { Order, OrderKind } from '../exchange/orders.ts';

export type OrderType =
  | 'market'
  | 'limit'
  | 'iceberg'
  | 'stop-loss'
  | 'take-profit'
  | 'stop-loss-limit'
  | 'take-profit-limit'
  | 'trailing-stop'
  | 'trailing-stop-limit';

export const orderTypes: readonly OrderType[] = [
  'market',
  'limit',
  'iceberg',
  'stop-loss',
  'take-profit',
  'stop-loss-limit',
  'take-profit-limit',
  'trailing-stop',
  'trailing-stop-limit',
];

/** What the venue keeps of an order besides what the engine needs. */
export interface OrderExtra {
  type: OrderType;
  clOrdId: string | undefined;
  userref: number | undefined;
  trigger: 'last' | 'index';
  /** Distance of a trailing stop from the best price since, and of its limit from the stop. */
  trail: Amount | undefined;
  limitOffset: Amount | undefined;
  displayQuantity: Amount | undefined;
}

const typeOfKind: Record<OrderKind, OrderType> = {
  market: 'market',
  limit: 'limit',
  stop: 'stop-loss',
  'stop-limit': 'stop-loss-limit',
  'take-profit': 'take-profit',
  'take-profit-limit': 'take-profit-limit',
};

/** Also of orders that a test put on the engine itself. */
export function extraOf(order: Order): OrderExtra {
  const { kraken } = order.extra;
  if (kraken !== undefined) return kraken as OrderExtra;
  return {
    type: typeOfKind[order.kind],
    clOrdId: undefined,
    userref: undefined,
    trigger: 'last',
    trail: undefined,
    limitOffset: undefined,
    displayQuantity: undefined,
  };
}

/** Why it ended, in the venue's words. */
export function noteReason(order: Order, reason: string): void {
  order.extra.reason = reason;
}

export function reasonOf(order: Order): string | undefined {
  const { reason } = order.extra;
  return typeof reason === 'string' ? reason : undefined;
}

/** A stop that still waits for its price. */
export function isWaiting(order: Order): boolean {
  return order.stopPrice !== undefined && !order.triggered;
}

/** How an order that is over is called; one that ended for want of a counterpart was cancelled, not expired. */
export function endingOf(order: Order): 'canceled' | 'expired' {
  return order.status === 'expired' && reasonOf(order) === undefined ? 'expired' : 'canceled';
}
