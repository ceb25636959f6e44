import { type Amount, Exact } from '../exchange/decimal.ts';
import type { Order } from '../exchange/orders.ts';
import { integerOf, type Outcome, type SocketParams } from './client-socket.ts';
import type { Permission } from './keys.ts';
import {
  amend,
  cancel,
  cancelAll,
  findByClientId,
  findByTxid,
  findByUserref,
  place,
  validate,
} from './order-actions.ts';
import { setDeadMan } from './order-endpoints.ts';
import { checkDeadline, type OrderRequest, toNewOrder } from './order-request.ts';
import { badArguments, errorText, KrakenError } from './venue-error.ts';
import { readTime } from './wire-text.ts';
import type { World } from './world.ts';

export interface SocketCall {
  world: World;
  accountId: string;
  params: SocketParams;
}

export interface SocketMethod {
  /** Any one of them is enough. */
  needs: readonly Permission[];
  run(call: SocketCall): Iterable<Outcome>;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Numbers only: an amount in quotes is refused. */
function amountOf(params: SocketParams, name: string): Amount | undefined {
  const value = params[name];
  if (value === undefined || value === null) return undefined;
  if (!(value instanceof Exact)) throw badArguments(name);
  return value;
}

function deadlineOf(params: SocketParams): string | undefined {
  return textOf(params.deadline);
}

/** In the words of REST: a distance becomes `+5` or `-5`, with `%` where it is one. */
function priceText(value: unknown, type: unknown, name: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (!(value instanceof Exact)) throw badArguments(name);
  if (type === undefined || type === 'static') return value.toFixed();
  const sign = value.isNegative() ? '-' : '+';
  return `${sign}${value.abs().toFixed()}${type === 'pct' ? '%' : ''}`;
}

function readOrder(world: World, params: SocketParams, symbol: unknown): OrderRequest {
  const market = world.markets.findSymbol(String(symbol));
  if (market === undefined) throw new KrakenError(`Currency pair not supported ${String(symbol)}`);
  const triggers = (params.triggers ?? {}) as Record<string, unknown>;
  const cash = amountOf(params, 'cash_order_qty');
  const expiry = textOf(params.expire_time);
  return {
    market,
    side: textOf(params.side) ?? '',
    type: textOf(params.order_type) ?? '',
    quantity: cash ?? amountOf(params, 'order_qty'),
    inQuote: cash !== undefined,
    limitPrice: priceText(params.limit_price, params.limit_price_type, 'limit_price'),
    triggerPrice: priceText(triggers.price, triggers.price_type, 'triggers'),
    trigger: textOf(triggers.reference) ?? 'last',
    timeInForce: textOf(params.time_in_force) ?? 'gtc',
    expiresAt: expiry === undefined ? undefined : readTime(expiry),
    isScheduled: textOf(params.effective_time) !== undefined,
    isOnMargin: params.margin === true,
    postOnly: params.post_only === true,
    reduceOnly: params.reduce_only === true,
    selfTrade: (textOf(params.stp_type) ?? 'cancel_newest').replace('_', '-'),
    feePreference: textOf(params.fee_preference) === 'base' ? 'fcib' : 'fciq',
    displayQuantity: amountOf(params, 'display_qty'),
    clOrdId: textOf(params.cl_ord_id),
    userref: integerOf(params.order_userref),
    hasConditionalClose: params.conditional !== undefined,
  };
}

function placedResult(world: World, order: Order, request: OrderRequest): object {
  return {
    order_id: world.txids.of(order),
    ...(request.clOrdId === undefined ? {} : { cl_ord_id: request.clOrdId }),
    ...(request.userref === undefined ? {} : { order_userref: request.userref }),
  };
}

function* addOrder({ world, accountId, params }: SocketCall): Iterable<Outcome> {
  checkDeadline(world, deadlineOf(params));
  const request = readOrder(world, params, params.symbol);
  const order = toNewOrder(world, accountId, request);
  if (params.validate === true) {
    validate(world, order);
    yield { result: {} };
    return;
  }
  yield { result: placedResult(world, place(world, order), request) };
}

/** All or none as far as can be seen beforehand; then one after the other. */
function* batchAdd({ world, accountId, params }: SocketCall): Iterable<Outcome> {
  checkDeadline(world, deadlineOf(params));
  const { orders } = params;
  if (!Array.isArray(orders) || orders.length < 2 || orders.length > 15) throw badArguments('orders');
  const requests = orders.map((order) => readOrder(world, order as SocketParams, params.symbol));
  const drafts = requests.map((request) => ({ request, order: toNewOrder(world, accountId, request) }));
  for (const { order } of drafts) validate(world, order);
  if (params.validate === true) {
    yield { result: drafts.map(() => ({})) };
    return;
  }
  yield {
    result: drafts.map(({ request, order }) => placedResult(world, place(world, order, 0.5), request)),
  };
}

function targetOf({ world, accountId, params }: SocketCall): { order: Order; named: object } {
  const txid = textOf(params.order_id);
  const clOrdId = textOf(params.cl_ord_id);
  const order =
    txid !== undefined ? findByTxid(world, accountId, txid) : findByClientId(world, accountId, clOrdId ?? '');
  if (order === undefined) throw new KrakenError('EOrder:Unknown order');
  return { order, named: txid !== undefined ? { order_id: txid } : { cl_ord_id: clOrdId } };
}

function* amendOrder(call: SocketCall): Iterable<Outcome> {
  const { world, params } = call;
  checkDeadline(world, deadlineOf(params));
  const { order, named } = targetOf(call);
  const changes = {
    quantity: amountOf(params, 'order_qty'),
    limitPrice: amountOf(params, 'limit_price'),
    triggerPrice: amountOf(params, 'trigger_price'),
    displayQuantity: amountOf(params, 'display_qty'),
    postOnly: params.post_only === true,
  };
  yield { result: { amend_id: amend(world, order, changes), ...named } };
}

function namesOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);
}

/** One answer for each order that was named. */
function* cancelOrder({ world, accountId, params }: SocketCall): Iterable<Outcome> {
  const attempt = (order: Order | undefined, named: object): Outcome => {
    try {
      if (order === undefined) throw new KrakenError('EOrder:Unknown order');
      cancel(world, order);
      return { result: { ...named, ...('order_id' in named ? {} : { order_id: world.txids.of(order) }) } };
    } catch (error) {
      return { error: errorText(error) };
    }
  };
  const byId = namesOf(params.order_id);
  const byClient = namesOf(params.cl_ord_id);
  const byReference = namesOf(params.order_userref);
  if (byId.length + byClient.length + byReference.length === 0) throw badArguments('order_id');
  for (const id of byId) yield attempt(findByTxid(world, accountId, id), { order_id: id });
  for (const id of byClient) yield attempt(findByClientId(world, accountId, id), { cl_ord_id: id });
  for (const reference of byReference) {
    const orders = findByUserref(world, accountId, Number(reference));
    if (orders.length === 0) yield attempt(undefined, {});
    for (const order of orders) yield attempt(order, { order_userref: Number(reference) });
  }
}

function* batchCancel({ world, accountId, params }: SocketCall): Iterable<Outcome> {
  const names = [...namesOf(params.orders), ...namesOf(params.cl_ord_id)];
  if (names.length === 0 || names.length > 50) throw badArguments('orders');
  let count = 0;
  for (const name of names) {
    const order = findByTxid(world, accountId, name) ?? findByClientId(world, accountId, name);
    if (order === undefined) continue;
    cancel(world, order);
    count += 1;
  }
  yield { result: { count } };
}

const placing: readonly Permission[] = ['modify-trades'];
const ending: readonly Permission[] = ['close-trades', 'modify-trades'];

export const socketMethods: Readonly<Record<string, SocketMethod>> = {
  add_order: { needs: placing, run: addOrder },
  batch_add: { needs: placing, run: batchAdd },
  amend_order: { needs: placing, run: amendOrder },
  cancel_order: { needs: ending, run: cancelOrder },
  batch_cancel: { needs: ending, run: batchCancel },
  cancel_all: {
    needs: ending,
    *run({ world, accountId }) {
      yield { result: { count: cancelAll(world, accountId) } };
    },
  },
  cancel_all_orders_after: {
    needs: ending,
    *run({ world, accountId, params }) {
      yield { result: setDeadMan(world, accountId, integerOf(params.timeout)) };
    },
  },
};
