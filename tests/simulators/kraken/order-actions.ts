import type { Amount } from '../exchange/decimal.ts';
import { isLive, type NewOrder, type Order, opposite } from '../exchange/orders.ts';
import { points } from './limits.ts';
import { extraOf, noteReason } from './order-extra.ts';
import { checkPrice, checkQuantity, draftOf } from './order-request.ts';
import { badArguments, KrakenError } from './venue-error.ts';
import type { World } from './world.ts';

/* What both REST and the socket do with orders, with the counting that goes along. All throw KrakenError or Refusal. */

/** Checks without placing. */
export function validate(world: World, order: NewOrder): void {
  world.exchange.market(order.market).check(draftOf(order, world.clock.now()));
}

export function place(world: World, order: NewOrder, cost = 1): Order {
  const { accountId, market } = order;
  world.limits.admitTrading(accountId, market, cost);
  if (world.exchange.openOrders(accountId, market).length >= world.limits.tier.openOrders) {
    throw new KrakenError('EOrder:Orders limit exceeded');
  }
  return world.exchange.place(order);
}

export interface Changes {
  quantity: Amount | undefined;
  limitPrice: Amount | undefined;
  triggerPrice: Amount | undefined;
  displayQuantity: Amount | undefined;
  postOnly: boolean;
}

/** Returns the amend's id. */
export function amend(world: World, order: Order, changes: Changes): string {
  const market = world.markets.of(order.market);
  const { quantity, limitPrice, triggerPrice } = changes;
  if (limitPrice !== undefined) {
    checkPrice(market, limitPrice);
    if (order.price === undefined) throw badArguments('limit_price');
  }
  if (triggerPrice !== undefined) {
    checkPrice(market, triggerPrice);
    if (order.stopPrice === undefined || order.triggered) throw badArguments('trigger_price');
  }
  if (quantity !== undefined) {
    const last = world.exchange.market(order.market).lastPrice;
    checkQuantity(market, quantity, limitPrice ?? order.price ?? order.stopPrice ?? last);
  }
  checkPostOnly(world, order, changes);
  const ageMs = world.clock.now() - order.createdAt;
  world.limits.admitTrading(order.accountId, order.market, points.amend(ageMs));
  if (changes.displayQuantity !== undefined) extraOf(order).displayQuantity = changes.displayQuantity;
  world.exchange.amend(order, {
    ...(quantity === undefined ? {} : { quantity }),
    ...(limitPrice === undefined ? {} : { price: limitPrice }),
    ...(triggerPrice === undefined ? {} : { stopPrice: triggerPrice }),
  });
  return world.txids.nextAmend();
}

function checkPostOnly(world: World, order: Order, { postOnly, limitPrice }: Changes): void {
  if (!(postOnly || order.postOnly === true) || limitPrice === undefined) return;
  const { book } = world.exchange.market(order.market);
  const best = book.best(opposite(order.side));
  if (best !== undefined && book.crosses(order.side, limitPrice, best)) {
    throw new KrakenError('EOrder:Post only order');
  }
}

export function cancel(world: World, order: Order, reason = 'User requested'): void {
  if (!isLive(order)) throw new KrakenError('EOrder:Unknown order');
  const ageMs = world.clock.now() - order.createdAt;
  const cost = points.cancel(ageMs);
  if (cost > 0) world.limits.admitTrading(order.accountId, order.market, cost);
  noteReason(order, reason);
  world.exchange.cancel(order);
}

/** Returns how many. Not counted: it is what one does in an emergency. */
export function cancelAll(world: World, accountId: string): number {
  const open = world.exchange.openOrders(accountId);
  for (const order of open) {
    if (!isLive(order)) continue;
    noteReason(order, 'User requested');
    world.exchange.cancel(order);
  }
  return open.length;
}

/** An order of the account by the venue's id. */
export function findByTxid(world: World, accountId: string, txid: string): Order | undefined {
  const order = world.txids.find(txid);
  return order?.accountId === accountId ? order : undefined;
}

/** The live one with this id of the client's. */
export function findByClientId(world: World, accountId: string, clOrdId: string): Order | undefined {
  const order = world.exchange.orderByClientId(accountId, clOrdId);
  return order !== undefined && isLive(order) ? order : undefined;
}

export function findByUserref(world: World, accountId: string, userref: number): Order[] {
  return world.exchange.openOrders(accountId).filter((order) => extraOf(order).userref === userref);
}
