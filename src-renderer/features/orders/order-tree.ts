import type { OrderCard } from '../../../src-shared/contract/trading.ts';
import { isOpenOrder } from './order-state.ts';

export interface OrderRows {
  /** Orders of their own, in the order they came. */
  readonly rows: readonly OrderCard[];
  /** The exits of an entry, by the entry's id; only of those that have any. */
  readonly exits: ReadonlyMap<string, readonly OrderCard[]>;
}

/**
 * Exits beneath the entry they belong to. An exit whose entry is not known stands on its own. Of open orders only, an entry
 * that has ended is still there while one of its exits is open.
 */
export function orderTree(orders: readonly OrderCard[], isOpenOnly: boolean): OrderRows {
  const entries = new Map(
    orders
      .filter(({ parentOrderId, venueOrderId }) => parentOrderId === '' && venueOrderId !== '')
      .map((order) => [`${order.account} ${order.venueOrderId}`, order]),
  );
  const exits = new Map<string, OrderCard[]>();
  const rows: OrderCard[] = [];
  for (const order of orders) {
    const entry =
      order.parentOrderId === '' ? undefined : entries.get(`${order.account} ${order.parentOrderId}`);
    if (entry === undefined) rows.push(order);
    else if (!isOpenOnly || isOpenOrder(order)) {
      const siblings = exits.get(entry.id);
      if (siblings === undefined) exits.set(entry.id, [order]);
      else siblings.push(order);
    }
  }
  return { rows: isOpenOnly ? rows.filter((row) => isOpenOrder(row) || exits.has(row.id)) : rows, exits };
}
