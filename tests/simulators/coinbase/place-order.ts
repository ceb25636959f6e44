import { decimal, plain, zero } from '../exchange/decimal.ts';
import { type NewOrder, type Order, opposite } from '../exchange/orders.ts';
import { uuidOf } from './ids.ts';
import { feeTier } from './markets.ts';
import { memoryOf } from './order-index.ts';
import { OrderRefused, worded } from './order-refusal.ts';
import { type ReadOrder, readOrder } from './read-order.ts';
import { errors } from './venue-error.ts';
import type { PrivateCall, World } from './world.ts';

function accepted(world: World, order: Order): object {
  const { productId, configurationName, configuration } = memoryOf(order);
  return {
    success: true,
    success_response: {
      order_id: world.orders.idOf(order),
      product_id: productId,
      side: order.side.toUpperCase(),
      client_order_id: order.clientId,
    },
    order_configuration: { [configurationName]: configuration },
  };
}

/** Answers 200 whether it takes the order or not. A client id that was used brings back its first order. */
export function placeOrder(call: PrivateCall): object {
  const { world, body, accountId } = call;
  const clientId = body.client_order_id;
  if (typeof clientId !== 'string' || clientId === '') throw errors.invalid('client_order_id is required');
  const first = world.exchange.orderByClientId(accountId, clientId);
  if (first !== undefined) return accepted(world, first);
  try {
    return accepted(world, take(world, readOrder(call, clientId)));
  } catch (error) {
    const refusal = worded(error);
    if (!(refusal instanceof OrderRefused)) throw refusal;
    return {
      success: false,
      error_response: refusal.response,
      ...(refusal.echoesConfiguration ? { order_configuration: body.order_configuration } : {}),
    };
  }
}

function take(world: World, { order, attached }: ReadOrder): Order {
  const parked = world.wallets.park(order);
  if (parked !== undefined) order.extra = { ...order.extra, parked };
  try {
    const taken =
      attached === undefined ? world.exchange.place(order) : takeBoth(world, order, attached.order);
    world.wallets.giveBack(taken);
    return taken;
  } catch (error) {
    world.wallets.unpark(order, parked);
    throw error;
  }
}

/** The child waits until the entry is filled, and goes with it when it is cancelled. */
function takeBoth(world: World, entry: NewOrder, child: NewOrder): Order {
  const name = uuidOf('attached', entry.accountId, entry.clientId);
  const { orders } = world.exchange.placeList('oto', name, [entry, { ...child, clientId: name }]);
  const [taken] = orders;
  if (taken === undefined) throw new Error('The engine took a list without orders.');
  return taken;
}

/** What an order would come to, without placing it. */
export function previewOrder(call: PrivateCall): object {
  const { world } = call;
  const errs: string[] = [];
  let read: ReadOrder | undefined;
  try {
    read = readOrder(call, 'preview');
    const { order } = read;
    const spent = order.quoteQuantity ?? (order.quantity ?? zero).times(priceToPay(world, order));
    const asset = order.side === 'buy' ? read.memory.wallet : world.exchange.market(order.market).spec.base;
    const need = order.side === 'buy' ? spent.times(decimal(feeTier.taker).plus(1)) : order.quantity;
    const free = world.wallets.balance(world.exchange.account(order.accountId), asset).available;
    if (need?.greaterThan(free) === true) errs.push('PREVIEW_INSUFFICIENT_FUND');
  } catch (error) {
    const refusal = worded(error);
    if (!(refusal instanceof OrderRefused)) throw refusal;
    errs.push(refusal.response.preview_failure_reason ?? refusal.reason);
  }
  const order = read?.order;
  const price = order === undefined ? zero : priceToPay(world, order);
  const value = order?.quoteQuantity ?? (order?.quantity ?? zero).times(price);
  const fee = value.times(feeTier.taker);
  const book = order === undefined ? undefined : world.exchange.market(order.market).book;
  const size = order?.quantity ?? (price.isZero() ? zero : value.dividedBy(price).toDecimalPlaces(8));
  return {
    order_total: plain(order?.side === 'sell' ? value.minus(fee) : value.plus(fee)),
    commission_total: plain(fee),
    errs,
    warning: [],
    quote_size: plain(value),
    base_size: plain(size),
    best_bid: plain(book?.best('buy')?.price ?? zero),
    best_ask: plain(book?.best('sell')?.price ?? zero),
    is_max: false,
    slippage: '0',
    preview_id: uuidOf('preview', world.clock.now(), JSON.stringify(call.body)),
  };
}

function priceToPay(world: World, order: NewOrder) {
  const market = world.exchange.market(order.market);
  return order.price ?? market.book.best(opposite(order.side))?.price ?? market.lastPrice;
}
