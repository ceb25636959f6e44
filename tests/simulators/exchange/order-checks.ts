import type { Account, MarketSpec } from './account.ts';
import { type Amount, smaller, zero } from './decimal.ts';
import type { OrderBook } from './order-book.ts';
import { type Order, opposite } from './orders.ts';
import { Refusal } from './refusal.ts';

/** Makes a reduce-only order no larger than the position. @throws Refusal when there is nothing to reduce. */
export function fitReduceOnly(order: Order, account: Account): void {
  if (order.reduceOnly !== true) return;
  const closable = account.closing(order.market, order.side, order.quantity);
  if (closable.isZero()) throw new Refusal('reduce-only');
  order.quantity = closable;
}

/** @throws Refusal when the account cannot pay for the order. */
export function checkFunds(
  order: Order,
  account: Account,
  spec: MarketSpec,
  book: OrderBook,
  last: Amount,
): void {
  if (order.reduceOnly === true) return;
  for (const asset of [spec.base, spec.quote]) {
    const need = fundsNeeded(order, account, spec, asset, () => averageToTake(order, book, last));
    if (need.greaterThan(account.free(asset))) throw new Refusal('insufficient-balance');
  }
}

function fundsNeeded(
  order: Order,
  account: Account,
  spec: MarketSpec,
  asset: string,
  marketPrice: () => Amount,
): Amount {
  if (order.quoteQuantity !== undefined && order.side === 'buy') {
    return asset === spec.quote ? order.quoteQuantity : zero;
  }
  const price = order.price ?? order.stopPrice ?? marketPrice();
  const quantity =
    order.quoteQuantity === undefined || price.isZero()
      ? order.quantity
      : order.quoteQuantity.dividedBy(price);
  return account.needFor(order.market, order.side, quantity, price, asset);
}

/** What a market order would pay per unit now. */
function averageToTake(order: Order, book: OrderBook, last: Amount): Amount {
  let left = order.quantity;
  let cost = zero;
  for (const level of book.depth(opposite(order.side), 10_000)) {
    const quantity = smaller(left, level.quantity);
    cost = cost.plus(quantity.times(level.price));
    left = left.minus(quantity);
    if (left.isZero()) break;
  }
  const taken = order.quantity.minus(left);
  return taken.greaterThan(0) ? cost.dividedBy(taken) : last;
}
