import { decimal, isOnStep } from '../../exchange/decimal.ts';
import type { Order } from '../../exchange/orders.ts';
import { isLive } from '../../exchange/orders.ts';
import { isHidden, visible } from '../freshness.ts';
import { venueClientId } from '../ids.ts';
import { eight } from '../market-shapes.ts';
import type { Parameters } from '../parameters.ts';
import { bad, errors, spotCancelError, spotNewOrderError, VenueError } from '../venue-error.ts';
import type { Call, Endpoints, World } from '../world.ts';
import { spotFilterLimits } from './exchange-info.ts';
import {
  cancelReport,
  extraOf,
  listCancelled,
  orderAck,
  orderFull,
  orderQuery,
  orderResult,
  spotStatusWord,
  spotTimeInForce,
  tradeOfAccount,
} from './order-shapes.ts';
import { readClientId, readSpotOrder } from './read-order.ts';

function place(world: World, parameters: Parameters): Order {
  try {
    return world.exchange.place(readSpotOrder(world, parameters));
  } catch (error) {
    throw spotNewOrderError(error);
  }
}

/** FULL for MARKET and LIMIT unless told otherwise, ACK for the rest. */
function placed(world: World, order: Order, parameters: Parameters): object {
  const { type } = extraOf(order);
  const standard = type === 'MARKET' || type === 'LIMIT' ? 'FULL' : 'ACK';
  const wanted = parameters.text('newOrderRespType') ?? standard;
  if (wanted === 'ACK') return orderAck(order);
  return wanted === 'RESULT' ? orderResult(order) : orderFull(order, world.exchange.truth.fillsOf(order.id));
}

/** By `orderId` and/or `origClientOrderId`; the pair must agree. */
function findOrder(
  world: World,
  parameters: Parameters,
  idName = 'orderId',
  clientIdName = 'origClientOrderId',
) {
  const symbol = parameters.need('symbol');
  if (!world.markets.has(symbol)) throw errors.symbol();
  const id = parameters.integer(idName);
  const clientId = parameters.text(clientIdName);
  if (id === undefined && clientId === undefined) {
    throw bad(-1102, `Param '${clientIdName}' or '${idName}' must be sent, but both were empty/null!`);
  }
  const order =
    id === undefined
      ? world.exchange.orderByClientId(world.accountId, clientId ?? '')
      : world.exchange.order(id);
  if (order?.market !== symbol || order.accountId !== world.accountId) return undefined;
  return clientId === undefined || order.clientId === clientId ? order : undefined;
}

function cancel(world: World, parameters: Parameters): object {
  const order = findOrder(world, parameters);
  if (order === undefined || !isLive(order)) throw errors.cancelUnknown();
  const restriction = parameters.text('cancelRestrictions');
  const isRestricted =
    (restriction === 'ONLY_NEW' && order.status !== 'open') ||
    (restriction === 'ONLY_PARTIALLY_FILLED' && order.status !== 'partial');
  if (isRestricted) throw bad(-2011, 'Order was not canceled due to cancel restrictions.');
  return cancelFound(world, order, readClientId(parameters, 'newClientOrderId'));
}

function cancelFound(world: World, order: Order, requestId: string): object {
  try {
    world.exchange.cancel(order, requestId);
  } catch (error) {
    throw spotCancelError(error);
  }
  const list = order.listId === undefined ? undefined : world.exchange.list(order.listId);
  return list === undefined ? cancelReport(order, requestId) : listCancelled(list, requestId);
}

function cancelAll(call: Call): object[] {
  const { world, parameters } = call;
  const symbol = parameters.need('symbol');
  if (!world.markets.has(symbol)) throw errors.symbol();
  const open = world.exchange.openOrders(world.accountId, symbol);
  if (open.length === 0) throw errors.cancelUnknown();
  const requestId = venueClientId();
  return open
    .filter(isLive)
    .flatMap((order) => (isLive(order) ? [cancelFound(world, order, requestId)] : []));
}

function refusalJson(error: unknown): { code: number; msg: string } {
  if (!(error instanceof VenueError)) throw error;
  return { code: error.code, msg: error.message };
}

function cancelReplace(call: Call): object {
  const { world, parameters } = call;
  const mode = parameters.need('cancelReplaceMode');
  if (mode !== 'STOP_ON_FAILURE' && mode !== 'ALLOW_FAILURE') throw errors.missing('cancelReplaceMode');
  const tooMany = orderLimitError(world);
  if (tooMany !== undefined && parameters.text('orderRateLimitExceededMode') !== 'CANCEL_ONLY') throw tooMany;
  let cancelResponse: object;
  let cancelResult = 'SUCCESS';
  try {
    const target = parameters.with({
      orderId: parameters.text('cancelOrderId'),
      origClientOrderId: parameters.text('cancelOrigClientOrderId'),
      newClientOrderId: parameters.text('cancelNewClientOrderId'),
    });
    cancelResponse = cancel(world, target);
  } catch (error) {
    cancelResult = 'FAILURE';
    cancelResponse = refusalJson(error);
  }
  let newOrderResponse: object | null = null;
  let newOrderResult = 'NOT_ATTEMPTED';
  let status = 409;
  if (cancelResult === 'SUCCESS' || mode === 'ALLOW_FAILURE') {
    try {
      if (tooMany !== undefined) {
        status = 429;
        throw tooMany;
      }
      newOrderResponse = placed(world, place(world, parameters), parameters);
      newOrderResult = 'SUCCESS';
    } catch (error) {
      newOrderResult = 'FAILURE';
      newOrderResponse = refusalJson(error);
    }
  }
  world.limits.addOrders(1);
  const result = { cancelResult, newOrderResult, cancelResponse, newOrderResponse };
  if (cancelResult === 'SUCCESS' && newOrderResult === 'SUCCESS') return result;
  if (cancelResult === 'SUCCESS' || newOrderResult === 'SUCCESS') {
    throw new VenueError(status, -2021, 'Order cancel-replace partially failed.', { data: result });
  }
  throw new VenueError(400, -2022, 'Order cancel-replace failed.', { data: result });
}

function orderLimitError(world: World): VenueError | undefined {
  try {
    world.limits.admitOrders(1);
    return undefined;
  } catch (error) {
    if (error instanceof VenueError) return error;
    throw error;
  }
}

let nextExecution = 75;

function amend(call: Call): object {
  const { world, parameters } = call;
  const order = findOrder(world, parameters);
  if (order === undefined || !isLive(order)) throw errors.noSuchOrder();
  const quantity = parameters.amount('newQty') ?? decimal(parameters.need('newQty'));
  if (!isOnStep(quantity, world.exchange.market(order.market).spec.step)) throw errors.filter('LOT_SIZE');
  const extra = extraOf(order);
  if (extra.amends >= spotFilterLimits.maxAmends) throw errors.filter('MAX_NUM_ORDER_AMENDS');
  // The documentation names the code; the wording of the two refusals is ours.
  if (quantity.greaterThanOrEqualTo(order.quantity)) throw bad(-2038, 'The quantity can only be reduced.');
  if (quantity.lessThanOrEqualTo(order.filled)) throw bad(-2038, 'The quantity has been executed already.');
  const before = order.clientId;
  const clientId = readClientId(parameters, 'newClientOrderId');
  order.extra.amends = extra.amends + 1;
  world.exchange.rename(order, clientId);
  world.exchange.amend(order, { quantity }, before);
  nextExecution += 1;
  return {
    transactTime: order.updatedAt,
    executionId: nextExecution,
    amendedOrder: {
      symbol: order.market,
      orderId: order.id,
      orderListId: order.listId ?? -1,
      origClientOrderId: before,
      clientOrderId: clientId,
      price: eight(order.price ?? decimal(0)),
      qty: eight(order.quantity),
      executedQty: eight(order.filled),
      preventedQty: eight(decimal(0)),
      quoteOrderQty: eight(decimal(0)),
      cumulativeQuoteQty: eight(order.filledQuote),
      status: spotStatusWord(order),
      timeInForce: spotTimeInForce(order),
      type: extra.type,
      side: order.side.toUpperCase(),
      workingTime: order.workingAt ?? -1,
      selfTradePreventionMode: extra.selfTradePreventionMode,
    },
  };
}

function query(call: Call): object {
  const order = findOrder(call.world, call.parameters);
  if (order === undefined || isHidden(call.world, order)) throw errors.noSuchOrder();
  return orderQuery(order);
}

const dayMs = 86_400_000;

/** The documented windows of time: start alone forwards, end alone backwards, both at most a day apart. */
function cut<T>(rows: T[], parameters: Parameters, timeOf: (row: T) => number): T[] {
  const limit = parameters.limit(500, 1000);
  const [from, to] = [parameters.time('startTime'), parameters.time('endTime')];
  if (from !== undefined && to !== undefined && to - from > dayMs) {
    throw bad(-1127, 'More than 24 hours between startTime and endTime.');
  }
  const inside = rows.filter((row) => {
    const at = timeOf(row);
    return (from === undefined || at >= from) && (to === undefined || at <= to);
  });
  return from === undefined ? inside.slice(-limit) : inside.slice(0, limit);
}

function allOrders(call: Call): object[] {
  const { world, parameters } = call;
  const symbol = parameters.need('symbol');
  if (!world.markets.has(symbol)) throw errors.symbol();
  const orders = visible(world, world.exchange.orders(world.accountId, symbol));
  const fromId = parameters.integer('orderId');
  if (fromId !== undefined) {
    return orders
      .filter((order) => order.id >= fromId)
      .slice(0, parameters.limit(500, 1000))
      .map(orderQuery);
  }
  return cut(orders, parameters, (order) => order.createdAt).map(orderQuery);
}

function myTrades(call: Call): object[] {
  const { world, parameters } = call;
  const symbol = parameters.need('symbol');
  if (!world.markets.has(symbol)) throw errors.symbol();
  const orderId = parameters.integer('orderId');
  const fromId = parameters.integer('fromId');
  const booked = orderId === undefined ? world.exchange.truth.fills : world.exchange.truth.fillsOf(orderId);
  const fills = booked.filter(
    (fill) =>
      fill.accountId === world.accountId &&
      fill.market === symbol &&
      (fromId === undefined || fill.tradeId >= fromId),
  );
  const rows =
    fromId === undefined
      ? cut(fills, parameters, (fill) => fill.at)
      : fills.slice(0, parameters.limit(500, 1000));
  return rows.map((fill) => tradeOfAccount(fill, world.exchange.order(fill.orderId)?.listId ?? -1));
}

export const spotOrderEndpoints: Endpoints = {
  'POST /api/v3/order': {
    weight: 1,
    security: 'trade',
    orders: 1,
    isFreeOnSuccess: true,
    run: ({ world, parameters }) => placed(world, place(world, parameters), parameters),
  },
  'POST /api/v3/order/test': {
    weight: 1,
    security: 'trade',
    run({ world, parameters }) {
      readSpotOrder(world, parameters);
      return {};
    },
  },
  'DELETE /api/v3/order': {
    weight: 1,
    security: 'trade',
    isFreeOnSuccess: true,
    run: ({ world, parameters }) => cancel(world, parameters),
  },
  'DELETE /api/v3/openOrders': { weight: 1, security: 'trade', isFreeOnSuccess: true, run: cancelAll },
  'POST /api/v3/order/cancelReplace': {
    weight: 1,
    security: 'trade',
    isFreeOnSuccess: true,
    run: cancelReplace,
  },
  'PUT /api/v3/order/amend/keepPriority': { weight: 4, security: 'trade', run: amend },
  'GET /api/v3/order': { weight: 4, security: 'read', run: query },
  'GET /api/v3/openOrders': {
    weight: (parameters) => (parameters.has('symbol') ? 6 : 80),
    security: 'read',
    run({ world, parameters }) {
      const symbol = parameters.text('symbol');
      if (symbol !== undefined && !world.markets.has(symbol)) throw errors.symbol();
      return visible(world, world.exchange.openOrders(world.accountId, symbol)).map(orderQuery);
    },
  },
  'GET /api/v3/allOrders': { weight: 20, security: 'read', run: allOrders },
  'GET /api/v3/myTrades': {
    weight: (parameters) => (parameters.has('orderId') ? 5 : 20),
    security: 'read',
    run: myTrades,
  },
};
