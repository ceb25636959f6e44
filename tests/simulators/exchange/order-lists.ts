import { isLive, type Order } from './orders.ts';

/**
 * `oco`: two orders, one lives. `oto`: a working order, then one held until it is filled. `otoco`: a working order, then two
 * held ones that form a pair.
 */
export type ListKind = 'oco' | 'oto' | 'otoco';

export interface OrderList {
  id: number;
  kind: ListKind;
  clientId: string;
  accountId: string;
  market: string;
  /** The working order first; an `oco` has none. */
  orders: Order[];
  status: 'executing' | 'done';
  createdAt: number;
}

export interface ListActions {
  end(order: Order, change: 'cancelled' | 'expired'): void;
  release(order: Order): void;
  done(list: OrderList): void;
}

/** What the other orders of a list do when one of them traded, triggered or ended. */
export function followList(
  list: OrderList,
  order: Order,
  change: 'filled' | 'triggered' | 'ended',
  act: ListActions,
): void {
  if (list.status === 'done') return;
  const isWorking = list.kind !== 'oco' && order === list.orders[0];
  const others = list.orders.filter((other) => other !== order && isLive(other));
  if (isWorking) {
    if (order.status === 'filled') for (const held of others) act.release(held);
    else if (change === 'ended')
      for (const held of others) act.end(held, order.status === 'cancelled' ? 'cancelled' : 'expired');
  } else if (list.kind !== 'oto') {
    const pair = others.filter((other) => list.kind === 'oco' || other !== list.orders[0]);
    const cause = change === 'ended' && order.status === 'cancelled' ? 'cancelled' : 'expired';
    for (const other of pair) act.end(other, cause);
  }
  if (!list.orders.some(isLive) && list.status === 'executing') {
    list.status = 'done';
    act.done(list);
  }
}
