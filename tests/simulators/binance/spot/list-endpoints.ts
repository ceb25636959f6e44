import type { Amount } from '../../exchange/decimal.ts';
import type { OrderList } from '../../exchange/order-lists.ts';
import type { NewOrder } from '../../exchange/orders.ts';
import type { Parameters } from '../parameters.ts';
import { bad, errors, spotCancelError, spotNewOrderError } from '../venue-error.ts';
import type { Call, Endpoints, World } from '../world.ts';
import { listCancelled, listHead, listPlaced } from './order-shapes.ts';
import { readClientId, readSpotOrder } from './read-order.ts';

/** The parameters of one order of a list carry a prefix; this takes one order's out, under their ordinary names. */
function leg(
  parameters: Parameters,
  prefix: string,
  more: Record<string, string | undefined> = {},
): Parameters {
  const part = (name: string) => parameters.text(`${prefix}${name}`);
  return parameters.with({
    type: part('Type'),
    side: part('Side') ?? parameters.text('side'),
    price: part('Price'),
    stopPrice: part('StopPrice'),
    timeInForce: part('TimeInForce'),
    quantity: part('Quantity') ?? parameters.text('quantity'),
    icebergQty: part('IcebergQty'),
    newClientOrderId: part('ClientOrderId'),
    quoteOrderQty: undefined,
    strategyId: part('StrategyId'),
    strategyType: part('StrategyType'),
    ...more,
  });
}

const takers = ['LIMIT_MAKER', 'TAKE_PROFIT', 'TAKE_PROFIT_LIMIT'];
const stoppers = ['STOP_LOSS', 'STOP_LOSS_LIMIT'];

function levelOf(order: NewOrder): Amount | undefined {
  return order.kind === 'limit' ? order.price : order.stopPrice;
}

/** Above and below the last price: one takes profit, the other stops the loss. Stop first, as the venue lists them. */
function readPair(world: World, above: Parameters, below: Parameters, isHeld: boolean): NewOrder[] {
  const [aboveType, belowType] = [above.need('type'), below.need('type')];
  const isMixed =
    (takers.includes(aboveType) && stoppers.includes(belowType)) ||
    (stoppers.includes(aboveType) && takers.includes(belowType));
  if (!isMixed)
    throw bad(-1165, 'An order list needs one order that takes profit and one that stops the loss.');
  const orders = [readSpotOrder(world, below), readSpotOrder(world, above)];
  const [low, high] = orders;
  if (low === undefined || high === undefined) throw new Error('A pair has two orders.');
  const isSell = high.side === 'sell';
  const takesAbove = takers.includes(aboveType);
  if (isSell !== takesAbove) throw bad(-1165, 'The take-profit order is on the wrong side.');
  const last = world.exchange.market(high.market).lastPrice;
  const [highAt, lowAt] = [levelOf(high), levelOf(low)];
  const isOutOfOrder = isHeld
    ? (highAt?.lessThanOrEqualTo(lowAt ?? 0) ?? true)
    : (highAt?.lessThanOrEqualTo(last) ?? true) || (lowAt?.greaterThanOrEqualTo(last) ?? true);
  if (isOutOfOrder) throw bad(-2010, 'The relationship of the prices for the orders is not correct.');
  return stoppers.includes(belowType) ? [low, high] : [high, low];
}

function placeList(call: Call, kind: 'oco' | 'oto' | 'otoco', orders: NewOrder[]): object {
  const { world, parameters } = call;
  let list: OrderList;
  try {
    list = world.exchange.placeList(kind, readClientId(parameters, 'listClientOrderId'), orders);
  } catch (error) {
    throw spotNewOrderError(error);
  }
  return listPlaced(list);
}

function oco(call: Call): object {
  const { world, parameters } = call;
  return placeList(call, 'oco', readPair(world, leg(parameters, 'above'), leg(parameters, 'below'), false));
}

/** The deprecated form: a limit-maker at `price`, and a stop at `stopPrice` with or without a limit. */
function oldOco(call: Call): object {
  const { parameters } = call;
  const stopLimit = parameters.text('stopLimitPrice');
  const limit = parameters.with({
    type: 'LIMIT_MAKER',
    stopPrice: undefined,
    timeInForce: undefined,
    newClientOrderId: parameters.text('limitClientOrderId'),
  });
  const stop = parameters.with({
    type: stopLimit === undefined ? 'STOP_LOSS' : 'STOP_LOSS_LIMIT',
    price: stopLimit,
    timeInForce: stopLimit === undefined ? undefined : parameters.text('stopLimitTimeInForce'),
    newClientOrderId: parameters.text('stopClientOrderId'),
  });
  const [above, below] = parameters.need('side') === 'SELL' ? [limit, stop] : [stop, limit];
  return placeList(call, 'oco', readPair(call.world, above, below, false));
}

function readWorking(call: Call): NewOrder {
  const working = leg(call.parameters, 'working');
  const type = working.need('type');
  if (type !== 'LIMIT' && type !== 'LIMIT_MAKER')
    throw bad(-1196, 'The working order must be LIMIT or LIMIT_MAKER.');
  return readSpotOrder(call.world, working);
}

function oto(call: Call): object {
  const pending = readSpotOrder(call.world, leg(call.parameters, 'pending'));
  return placeList(call, 'oto', [readWorking(call), pending]);
}

function otoco(call: Call): object {
  const { world, parameters } = call;
  const shared = { side: parameters.need('pendingSide'), quantity: parameters.need('pendingQuantity') };
  const above = leg(parameters, 'pendingAbove', shared);
  const below = leg(parameters, 'pendingBelow', shared);
  return placeList(call, 'otoco', [readWorking(call), ...readPair(world, above, below, true)]);
}

function findList(world: World, parameters: Parameters): OrderList | undefined {
  const id = parameters.integer('orderListId');
  if (id !== undefined) return world.exchange.lists(world.accountId).find((list) => list.id === id);
  const clientId = parameters.text('listClientOrderId') ?? parameters.text('origClientOrderId');
  return world.exchange.lists(world.accountId).findLast((list) => list.clientId === clientId);
}

function cancelList(call: Call): object {
  const list = findList(call.world, call.parameters);
  if (list === undefined) throw errors.cancelUnknown();
  const requestId = readClientId(call.parameters, 'newClientOrderId');
  try {
    call.world.exchange.cancelList(list, requestId);
  } catch (error) {
    throw spotCancelError(error);
  }
  return listCancelled(list, requestId);
}

export const spotListEndpoints: Endpoints = {
  'POST /api/v3/orderList/oco': { weight: 1, security: 'trade', orders: 2, isFreeOnSuccess: true, run: oco },
  'POST /api/v3/order/oco': { weight: 1, security: 'trade', orders: 2, isFreeOnSuccess: true, run: oldOco },
  'POST /api/v3/orderList/oto': { weight: 1, security: 'trade', orders: 2, isFreeOnSuccess: true, run: oto },
  'POST /api/v3/orderList/otoco': {
    weight: 1,
    security: 'trade',
    orders: 3,
    isFreeOnSuccess: true,
    run: otoco,
  },
  'DELETE /api/v3/orderList': { weight: 1, security: 'trade', isFreeOnSuccess: true, run: cancelList },
  'GET /api/v3/orderList': {
    weight: 4,
    security: 'read',
    run({ world, parameters }) {
      const list = findList(world, parameters);
      if (list === undefined) throw bad(-2018, 'Order list does not exist.');
      return listHead(list);
    },
  },
  'GET /api/v3/openOrderList': {
    weight: 6,
    security: 'read',
    run: ({ world }) =>
      world.exchange
        .lists(world.accountId)
        .filter((list) => list.status === 'executing')
        .map(listHead),
  },
  'GET /api/v3/allOrderList': {
    weight: 20,
    security: 'read',
    run: ({ world, parameters }) =>
      world.exchange.lists(world.accountId).slice(-parameters.limit(500, 1000)).map(listHead),
  },
};
