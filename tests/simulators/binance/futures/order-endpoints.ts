import { decimal, isOnStep } from '../../exchange/decimal.ts';
import { isLive, type NewOrder, type Order, type TimeInForce } from '../../exchange/orders.ts';
import { isHidden, visible } from '../freshness.ts';
import { venueClientId } from '../ids.ts';
import type { Parameters } from '../parameters.ts';
import { readSide } from '../spot/read-order.ts';
import { bad, errors, VenueError } from '../venue-error.ts';
import type { Call, Endpoints, World } from '../world.ts';
import { futuresErrors, futuresOrderError } from './errors.ts';
import { futuresFilterLimits } from './exchange-info.ts';
import { type FuturesExtra, futuresOrder, futuresOrderQuery, userTrade } from './order-shapes.ts';

export const conditionalTypes = [
  'STOP',
  'STOP_MARKET',
  'TAKE_PROFIT',
  'TAKE_PROFIT_MARKET',
  'TRAILING_STOP_MARKET',
];

const timesInForce: Record<string, TimeInForce> = {
  GTC: 'gtc',
  GTX: 'gtc',
  IOC: 'ioc',
  FOK: 'fok',
  GTD: 'gtd',
};

export function readFuturesClientId(parameters: Parameters, name: string): string {
  const id = parameters.text(name);
  if (id === undefined) return venueClientId();
  const range = '^[\\.A-Z\\:/a-z0-9_-]{1,36}$';
  if (!new RegExp(range).test(id)) throw errors.illegal(name, range);
  return id;
}

/** `true` or `false` as text. */
export function readFlag(parameters: Parameters, name: string): boolean {
  return parameters.text(name)?.toLowerCase() === 'true';
}

/** One-way mode only: a side of its own does not match the account. */
export function checkPositionSide(parameters: Parameters): void {
  const side = parameters.text('positionSide');
  if (side !== undefined && side !== 'BOTH') throw futuresErrors.positionSide();
}

export function readFuturesOrder(world: World, parameters: Parameters): NewOrder {
  const symbol = parameters.need('symbol');
  const market = world.markets.get(symbol);
  if (market === undefined) throw errors.symbol();
  const side = readSide(parameters);
  const type = parameters.need('type');
  if (conditionalTypes.includes(type)) throw futuresErrors.conditionalMoved();
  if (type !== 'LIMIT' && type !== 'MARKET') throw bad(-1116, 'Invalid orderType.');
  checkPositionSide(parameters);
  parameters.need('quantity');
  const quantity = parameters.amount('quantity') ?? decimal(0);
  if (quantity.isZero()) throw futuresErrors.quantity();
  if (!isOnStep(quantity, decimal(market.step))) throw futuresErrors.precision();
  const { maxMarketQuantity, maxQuantity } = futuresFilterLimits;
  if (quantity.greaterThan(type === 'MARKET' ? maxMarketQuantity : maxQuantity))
    throw futuresErrors.tooLarge();
  const tif = type === 'MARKET' ? 'GTC' : parameters.need('timeInForce');
  const timeInForce = timesInForce[tif];
  if (timeInForce === undefined) throw bad(-1115, 'Invalid timeInForce.');
  if (type === 'LIMIT') parameters.need('price');
  else if (parameters.has('price')) throw errors.notRequired('price');
  const price = parameters.amount('price');
  const engine = world.exchange.market(symbol);
  if (price !== undefined) {
    if (price.isZero() || !isOnStep(price, decimal(market.tick))) throw futuresErrors.tick();
    const isFar =
      price.greaterThan(engine.lastPrice.times('1.05')) || price.lessThan(engine.lastPrice.times('0.95'));
    if (isFar && (side === 'buy') === price.greaterThan(engine.lastPrice)) {
      throw bad(-4016, "Limit price can't be higher than allowed.");
    }
  }
  const reduceOnly = readFlag(parameters, 'reduceOnly');
  const notional = quantity.times(price ?? engine.lastPrice);
  if (!reduceOnly && notional.lessThan(market.minNotional)) throw futuresErrors.notional(market.minNotional);
  if (timeInForce === 'fok' && engine.book.available(side, price).lessThan(quantity))
    throw futuresErrors.fillOrKill();
  const goodTillDate = parameters.time('goodTillDate') ?? 0;
  if (timeInForce === 'gtd' && goodTillDate === 0) throw errors.missing('goodTillDate');
  const extra: FuturesExtra = {
    type,
    timeInForce: tif,
    origType: parameters.text('origType') ?? type,
    goodTillDate,
    closePosition: false,
    selfTradePreventionMode: parameters.text('selfTradePreventionMode') ?? 'EXPIRE_MAKER',
    positionSide: 'BOTH',
  };
  return {
    accountId: world.accountId,
    market: symbol,
    clientId: readFuturesClientId(parameters, 'newClientOrderId'),
    side,
    kind: type === 'MARKET' ? 'market' : 'limit',
    timeInForce,
    quantity,
    selfTrade: 'expire-maker',
    postOnly: tif === 'GTX',
    reduceOnly,
    extra: { ...extra },
    ...(price === undefined ? {} : { price }),
    ...(timeInForce === 'gtd' ? { expiresAt: goodTillDate } : {}),
  };
}

export function placeFutures(world: World, parameters: Parameters): Order {
  try {
    return world.exchange.place(readFuturesOrder(world, parameters));
  } catch (error) {
    throw futuresOrderError(error);
  }
}

function findOrder(world: World, parameters: Parameters): Order | undefined {
  const symbol = parameters.need('symbol');
  if (!world.markets.has(symbol)) throw errors.symbol();
  const id = parameters.integer('orderId');
  const clientId = parameters.text('origClientOrderId');
  if (id === undefined && clientId === undefined) throw errors.missing('orderId');
  const order =
    id === undefined
      ? world.exchange.orderByClientId(world.accountId, clientId ?? '')
      : world.exchange.order(id);
  return order?.market === symbol && order.accountId === world.accountId ? order : undefined;
}

function cancel({ world, parameters }: Call): object {
  const order = findOrder(world, parameters);
  if (order === undefined || !isLive(order)) throw errors.cancelUnknown();
  world.exchange.cancel(order);
  return futuresOrder(order);
}

function modify({ world, parameters }: Call): object {
  const order = findOrder(world, parameters);
  if (order === undefined || !isLive(order)) throw errors.noSuchOrder();
  const quantity = parameters.amount('quantity') ?? decimal(parameters.need('quantity'));
  const price = parameters.amount('price') ?? decimal(parameters.need('price'));
  const spec = world.exchange.market(order.market).spec;
  if (!isOnStep(price, spec.tick)) throw futuresErrors.tick();
  if (!isOnStep(quantity, spec.step)) throw futuresErrors.precision();
  const isSame = quantity.equals(order.quantity) && (order.price?.equals(price) ?? false);
  if (isSame) throw bad(-5027, 'No need to modify the order.');
  try {
    world.exchange.amend(order, { quantity, price });
  } catch (error) {
    throw futuresOrderError(error);
  }
  return futuresOrder(order);
}

export function cancelAllFutures(world: World, symbol: string): void {
  for (const order of world.exchange.openOrders(world.accountId, symbol)) {
    if (isLive(order)) world.exchange.cancel(order);
  }
}

function needSymbol({ world, parameters }: Call): string {
  const symbol = parameters.need('symbol');
  if (!world.markets.has(symbol)) throw errors.symbol();
  return symbol;
}

const weekMs = 7 * 86_400_000;

function window<T>(rows: T[], parameters: Parameters, timeOf: (row: T) => number): T[] {
  const limit = parameters.limit(500, 1000);
  const [from, to] = [parameters.time('startTime'), parameters.time('endTime')];
  if (from !== undefined && to !== undefined && to - from > weekMs) {
    throw bad(-4166, 'Search window is restricted to recent 7 days only.');
  }
  const inside = rows.filter((row) => {
    const at = timeOf(row);
    return (from === undefined || at >= from) && (to === undefined || at <= to);
  });
  return from === undefined ? inside.slice(-limit) : inside.slice(0, limit);
}

function userTrades(call: Call): object[] {
  const { world, parameters } = call;
  const symbol = needSymbol(call);
  const [orderId, fromId] = [parameters.integer('orderId'), parameters.integer('fromId')];
  const fills = world.exchange.truth.fills.filter(
    (fill) =>
      fill.accountId === world.accountId &&
      fill.market === symbol &&
      (orderId === undefined || fill.orderId === orderId) &&
      (fromId === undefined || fill.tradeId >= fromId),
  );
  const rows =
    fromId === undefined
      ? window(fills, parameters, (fill) => fill.at)
      : fills.slice(0, parameters.limit(500, 1000));
  return rows.map((fill) => userTrade(fill, world.exchange.order(fill.orderId)));
}

function allOrders(call: Call): object[] {
  const { world, parameters } = call;
  const orders = visible(world, world.exchange.orders(world.accountId, needSymbol(call)));
  const fromId = parameters.integer('orderId');
  const rows =
    fromId === undefined
      ? window(orders, parameters, (order) => order.createdAt)
      : orders.filter((order) => order.id >= fromId).slice(0, parameters.limit(500, 1000));
  return rows.map(futuresOrderQuery);
}

function batch({ world, parameters }: Call): object[] {
  const orders = JSON.parse(parameters.need('batchOrders')) as Record<string, unknown>[];
  return orders.slice(0, 5).map((order) => {
    const texts = Object.fromEntries(Object.entries(order).map(([name, value]) => [name, String(value)]));
    try {
      return futuresOrder(placeFutures(world, parameters.with(texts)));
    } catch (error) {
      if (error instanceof VenueError) return error.toJson();
      throw error;
    }
  });
}

export const futuresOrderEndpoints: Endpoints = {
  'POST /fapi/v1/order': {
    weight: 0,
    security: 'trade',
    orders: 1,
    run: ({ world, parameters }) => futuresOrder(placeFutures(world, parameters)),
  },
  'POST /fapi/v1/order/test': {
    weight: 0,
    security: 'trade',
    run({ world, parameters }) {
      readFuturesOrder(world, parameters);
      return {};
    },
  },
  'POST /fapi/v1/batchOrders': { weight: 5, security: 'trade', orders: 5, run: batch },
  'PUT /fapi/v1/order': { weight: 1, security: 'trade', orders: 1, run: modify },
  'DELETE /fapi/v1/order': { weight: 1, security: 'trade', run: cancel },
  'DELETE /fapi/v1/allOpenOrders': {
    weight: 1,
    security: 'trade',
    run(call) {
      cancelAllFutures(call.world, needSymbol(call));
      return { code: 200, msg: 'The operation of cancel all open order is done.' };
    },
  },
  'GET /fapi/v1/order': {
    weight: 1,
    security: 'read',
    run({ world, parameters }) {
      const order = findOrder(world, parameters);
      if (order === undefined || isHidden(world, order)) throw errors.noSuchOrder();
      return futuresOrderQuery(order);
    },
  },
  'GET /fapi/v1/openOrders': {
    weight: (parameters) => (parameters.has('symbol') ? 1 : 40),
    security: 'read',
    run: ({ world, parameters }) =>
      visible(world, world.exchange.openOrders(world.accountId, parameters.text('symbol'))).map(
        futuresOrderQuery,
      ),
  },
  'GET /fapi/v1/allOrders': { weight: 5, security: 'read', run: allOrders },
  'GET /fapi/v1/userTrades': { weight: 5, security: 'read', run: userTrades },
};
