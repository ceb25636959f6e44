import type { Order } from '../exchange/orders.ts';
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
import { checkDeadline, type OrderRequest, toNewOrder } from './order-request.ts';
import { orderText } from './order-shapes.ts';
import type { Parameters } from './parameters.ts';
import { badArguments, errorText, KrakenError } from './venue-error.ts';
import { secondText } from './wire-text.ts';
import type { PrivateCall, PrivateEndpoint, World } from './world.ts';

const knownFlags = new Set(['post', 'fcib', 'fciq', 'viqc', 'nompp']);

/** `price` is the limit, or the trigger of orders that have one; then `price2` is the limit. */
function readOrder(world: World, parameters: Parameters, pair: string): OrderRequest {
  const market = world.markets.find(pair);
  if (market === undefined) throw new KrakenError('EQuery:Unknown asset pair');
  const type = parameters.need('ordertype');
  const hasTrigger = /^(stop-loss|take-profit|trailing-stop)/.test(type);
  const flags = parameters.list('oflags');
  if (!flags.every((flag) => knownFlags.has(flag))) throw badArguments('oflags');
  const start = parameters.text('starttm') ?? '0';
  const leverage = parameters.text('leverage') ?? 'none';
  return {
    market,
    side: parameters.need('type'),
    type,
    quantity: parameters.amount('volume'),
    inQuote: flags.includes('viqc'),
    limitPrice: parameters.text(hasTrigger ? 'price2' : 'price'),
    triggerPrice: hasTrigger ? parameters.text('price') : undefined,
    trigger: parameters.text('trigger') ?? 'last',
    timeInForce: parameters.text('timeinforce') ?? 'GTC',
    expiresAt: readExpiry(world, parameters.text('expiretm')),
    isScheduled: start !== '0' && start !== '+0',
    isOnMargin: leverage !== 'none' && leverage !== '0',
    postOnly: flags.includes('post'),
    reduceOnly: parameters.flag('reduce_only'),
    selfTrade: parameters.text('stptype') ?? 'cancel-newest',
    feePreference: flags.includes('fcib') ? 'fcib' : 'fciq',
    displayQuantity: parameters.amount('displayvol'),
    clOrdId: parameters.text('cl_ord_id'),
    userref: parameters.integer('userref'),
    hasConditionalClose: parameters.has('close[ordertype]'),
  };
}

/** Seconds since 1970, or `+` seconds from now; 0 is never. */
function readExpiry(world: World, text: string | undefined): number | undefined {
  if (text === undefined || text === '0') return undefined;
  const [, sign, seconds = ''] = /^(\+?)(\d{1,12})(?:\.\d+)?$/.exec(text) ?? [];
  if (seconds === '') throw badArguments('expiretm');
  return Number(seconds) * 1000 + (sign === '+' ? world.clock.now() : 0);
}

function addOrder({ world, parameters, accountId }: PrivateCall): object {
  checkDeadline(world, parameters.text('deadline'));
  const request = readOrder(world, parameters, parameters.need('pair'));
  const order = toNewOrder(world, accountId, request);
  const descr = { order: orderText(order, request.market) };
  if (parameters.flag('validate')) {
    validate(world, order);
    return { descr };
  }
  return { descr, txid: [world.txids.of(place(world, order))] };
}

/** All must be well formed; after that each is taken or refused for itself. */
function addOrderBatch({ world, parameters, accountId }: PrivateCall): object {
  checkDeadline(world, parameters.text('deadline'));
  const groups = parameters.groups('orders');
  if (groups.length < 2 || groups.length > 15) throw badArguments('orders');
  const pair = parameters.need('pair');
  const requests = groups.map((group) => readOrder(world, group, pair));
  const orders = requests.map((request) => ({ request, order: toNewOrder(world, accountId, request) }));
  return {
    orders: orders.map(({ request, order }) => {
      const descr = { order: orderText(order, request.market) };
      try {
        if (parameters.flag('validate')) {
          validate(world, order);
          return { descr };
        }
        return { txid: world.txids.of(place(world, order, 0.5)), descr };
      } catch (error) {
        return { descr, error: errorText(error) };
      }
    }),
  };
}

function targetOf({ world, parameters, accountId }: PrivateCall): Order {
  const txid = parameters.text('txid');
  const clOrdId = parameters.text('cl_ord_id');
  const order =
    txid !== undefined
      ? findByTxid(world, accountId, txid)
      : findByClientId(world, accountId, clOrdId ?? parameters.need('txid'));
  if (order === undefined) throw new KrakenError('EOrder:Unknown order');
  return order;
}

function amendOrder(call: PrivateCall): object {
  const { world, parameters } = call;
  checkDeadline(world, parameters.text('deadline'));
  const changes = {
    quantity: parameters.amount('order_qty'),
    limitPrice: parameters.amount('limit_price'),
    triggerPrice: parameters.amount('trigger_price'),
    displayQuantity: parameters.amount('display_qty'),
    postOnly: parameters.flag('post_only'),
  };
  return { amend_id: amend(world, targetOf(call), changes) };
}

function cancelOrder(call: PrivateCall): object {
  const { world, parameters, accountId } = call;
  const userref = parameters.integer('userref');
  if (userref === undefined) {
    cancel(world, targetOf(call));
    return { count: 1 };
  }
  const found = findByUserref(world, accountId, userref);
  if (found.length === 0) throw new KrakenError('EOrder:Unknown order');
  for (const order of found) cancel(world, order);
  return { count: found.length };
}

function cancelBatch({ world, parameters, accountId }: PrivateCall): object {
  const named = [...parameters.list('orders'), ...parameters.list('cl_ord_ids')];
  const grouped = parameters
    .groups('orders')
    .flatMap((one) => [one.text('txid'), one.text('cl_ord_id'), one.text('')]);
  const names = [...named, ...grouped.filter((name) => name !== undefined)];
  if (names.length === 0 || names.length > 50) throw badArguments('orders');
  let count = 0;
  for (const name of names) {
    const order = findByTxid(world, accountId, name) ?? findByClientId(world, accountId, name);
    if (order === undefined) continue;
    cancel(world, order);
    count += 1;
  }
  return { count };
}

/** @throws KrakenError */
export function setDeadMan(world: World, accountId: string, timeout: number | undefined): object {
  if (timeout === undefined || timeout < 0 || timeout > 86_400) throw badArguments('timeout');
  const at = world.deadMan.set(accountId, timeout);
  return {
    currentTime: secondText(world.clock.now()),
    triggerTime: at === undefined ? '0' : secondText(at),
  };
}

const placing = { needs: ['modify-trades'], points: 0 } as const;
const ending = { needs: ['close-trades', 'modify-trades'], points: 0 } as const;

export const orderEndpoints: Record<string, PrivateEndpoint> = {
  AddOrder: { ...placing, run: addOrder },
  AddOrderBatch: { ...placing, run: addOrderBatch },
  AmendOrder: { ...placing, run: amendOrder },
  CancelOrder: { ...ending, run: cancelOrder },
  CancelOrderBatch: { ...ending, run: cancelBatch },
  CancelAll: { ...ending, run: ({ world, accountId }) => ({ count: cancelAll(world, accountId) }) },
  CancelAllOrdersAfter: {
    ...ending,
    run: ({ world, parameters, accountId }) => setDeadMan(world, accountId, parameters.integer('timeout')),
  },
};
