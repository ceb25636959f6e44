import { type Amount, decimal, isOnStep } from '../../exchange/decimal.ts';
import type { NewOrder, OrderKind, SelfTrade, Side, TimeInForce } from '../../exchange/orders.ts';
import { venueClientId } from '../ids.ts';
import { eight } from '../market-shapes.ts';
import type { Parameters } from '../parameters.ts';
import { bad, errors } from '../venue-error.ts';
import type { World } from '../world.ts';
import { type SpotOrderType, spotFilterLimits, spotOrderTypes } from './exchange-info.ts';
import type { SpotExtra } from './order-shapes.ts';

/** What each type must bring, and what it must not. */
const needs: Record<SpotOrderType, { kind: OrderKind; needs: string[]; mustNot: string[] }> = {
  LIMIT: {
    kind: 'limit',
    needs: ['timeInForce', 'quantity', 'price'],
    mustNot: ['stopPrice', 'quoteOrderQty'],
  },
  LIMIT_MAKER: {
    kind: 'limit',
    needs: ['quantity', 'price'],
    mustNot: ['timeInForce', 'stopPrice', 'quoteOrderQty'],
  },
  MARKET: { kind: 'market', needs: [], mustNot: ['timeInForce', 'price', 'stopPrice', 'icebergQty'] },
  STOP_LOSS: { kind: 'stop', needs: ['quantity'], mustNot: ['timeInForce', 'price', 'quoteOrderQty'] },
  STOP_LOSS_LIMIT: {
    kind: 'stop-limit',
    needs: ['timeInForce', 'quantity', 'price'],
    mustNot: ['quoteOrderQty'],
  },
  TAKE_PROFIT: {
    kind: 'take-profit',
    needs: ['quantity'],
    mustNot: ['timeInForce', 'price', 'quoteOrderQty'],
  },
  TAKE_PROFIT_LIMIT: {
    kind: 'take-profit-limit',
    needs: ['timeInForce', 'quantity', 'price'],
    mustNot: ['quoteOrderQty'],
  },
};

const selfTrades: Record<string, SelfTrade> = {
  NONE: 'allow',
  EXPIRE_MAKER: 'expire-maker',
  EXPIRE_TAKER: 'expire-taker',
  EXPIRE_BOTH: 'expire-both',
};

export function readSide(parameters: Parameters): Side {
  const side = parameters.need('side');
  if (side !== 'BUY' && side !== 'SELL') throw bad(-1117, 'Invalid side.');
  return side === 'BUY' ? 'buy' : 'sell';
}

export function readClientId(parameters: Parameters, name: string): string {
  const id = parameters.text(name);
  if (id === undefined) return venueClientId();
  const range = '^[a-zA-Z0-9-_]{1,36}$';
  if (!new RegExp(range).test(id)) throw errors.illegal(name, range);
  return id;
}

export function readType(parameters: Parameters, name = 'type'): SpotOrderType {
  const text = parameters.need(name);
  const type = spotOrderTypes.find((candidate) => candidate === text);
  if (type === undefined) throw bad(-1116, 'Invalid orderType.');
  return type;
}

function readTimeInForce(parameters: Parameters): TimeInForce {
  const text = parameters.text('timeInForce');
  if (text === undefined || text === 'GTC') return 'gtc';
  if (text === 'IOC') return 'ioc';
  if (text === 'FOK') return 'fok';
  throw bad(-1115, 'Invalid timeInForce.');
}

/** Everything that Binance checks before its matching engine sees an order. */
export function readSpotOrder(world: World, parameters: Parameters): NewOrder {
  const market = parameters.need('symbol');
  if (!world.markets.has(market)) throw errors.symbol();
  const side = readSide(parameters);
  const type = readType(parameters);
  const rule = needs[type];
  for (const name of rule.needs) parameters.need(name);
  for (const name of rule.mustNot) if (parameters.has(name)) throw errors.notRequired(name);
  const stopPrice = parameters.amount('stopPrice');
  if (parameters.has('trailingDelta')) {
    throw bad(-2010, 'Trailing stop orders are not supported for this symbol.');
  }
  if (rule.kind !== 'limit' && rule.kind !== 'market' && stopPrice === undefined)
    throw errors.missing('stopPrice');
  const quantity = parameters.amount('quantity');
  const quoteQuantity = parameters.amount('quoteOrderQty');
  if (quantity === undefined && quoteQuantity === undefined) throw errors.missing('quantity');
  if (quantity !== undefined && quoteQuantity !== undefined) throw errors.notRequired('quoteOrderQty');
  const price = parameters.amount('price');
  const iceberg = parameters.amount('icebergQty');
  const timeInForce = type === 'MARKET' ? 'gtc' : readTimeInForce(parameters);
  if (iceberg !== undefined && timeInForce !== 'gtc') throw bad(-2010, 'Iceberg orders must be GTC.');
  const mode = parameters.text('selfTradePreventionMode') ?? 'EXPIRE_MAKER';
  const selfTrade = selfTrades[mode];
  if (selfTrade === undefined) throw bad(-1135, 'Invalid selfTradePreventionMode.');
  const strategyId = parameters.integer('strategyId');
  const strategyType = parameters.integer('strategyType');
  if (strategyType !== undefined && strategyType < 1_000_000) {
    throw errors.illegal('strategyType', 'a value of at least 1000000');
  }
  const extra: SpotExtra = {
    type,
    selfTradePreventionMode: mode,
    amends: 0,
    ...(iceberg === undefined ? {} : { icebergQty: eight(iceberg) }),
    ...(strategyId === undefined ? {} : { strategyId }),
    ...(strategyType === undefined ? {} : { strategyType }),
  };
  const order: NewOrder = {
    accountId: world.accountId,
    market,
    clientId: readClientId(parameters, 'newClientOrderId'),
    side,
    kind: rule.kind,
    timeInForce,
    selfTrade,
    postOnly: type === 'LIMIT_MAKER',
    extra: { ...extra },
    ...(quantity === undefined ? {} : { quantity }),
    ...(quoteQuantity === undefined ? {} : { quoteQuantity }),
    ...(price === undefined ? {} : { price }),
    ...(stopPrice === undefined ? {} : { stopPrice }),
  };
  checkFilters(world, order);
  return order;
}

function checkFilters(world: World, order: NewOrder): void {
  const market = world.markets.get(order.market);
  if (market === undefined) throw errors.symbol();
  const engine = world.exchange.market(order.market);
  const [tick, step] = [decimal(market.tick), decimal(market.step)];
  for (const price of [order.price, order.stopPrice]) {
    if (price === undefined) continue;
    if (price.isZero() || price.greaterThan(spotFilterLimits.maxPrice) || !isOnStep(price, tick)) {
      throw errors.filter('PRICE_FILTER');
    }
  }
  if (order.price !== undefined) checkPercentPrice(order.side, order.price, engine.lastPrice);
  const { quantity } = order;
  if (quantity !== undefined) {
    const isOff = quantity.lessThan(step) || quantity.greaterThan(spotFilterLimits.maxQuantity);
    if (isOff || !isOnStep(quantity, step)) throw errors.filter('LOT_SIZE');
    if (order.kind === 'market' && quantity.greaterThan(spotFilterLimits.maxMarketQuantity)) {
      throw errors.filter('MARKET_LOT_SIZE');
    }
  }
  const price = order.price ?? order.stopPrice ?? engine.lastPrice;
  const notional = order.quoteQuantity ?? (quantity ?? decimal(0)).times(price);
  if (notional.lessThan(market.minNotional)) throw errors.filter('NOTIONAL');
  const open = world.exchange.openOrders(order.accountId, order.market);
  if (open.length >= spotFilterLimits.maxOrders) throw errors.filter('MAX_NUM_ORDERS');
  const isAlgo = order.stopPrice !== undefined;
  const algos = open.filter((other) => other.stopPrice !== undefined);
  if (isAlgo && algos.length >= spotFilterLimits.maxAlgoOrders) throw errors.filter('MAX_NUM_ALGO_ORDERS');
}

function checkPercentPrice(side: Side, price: Amount, reference: Amount): void {
  const { askDown, askUp, bidDown, bidUp } = spotFilterLimits;
  const [down, up] = side === 'buy' ? [bidDown, bidUp] : [askDown, askUp];
  if (price.greaterThan(reference.times(up)) || price.lessThan(reference.times(down))) {
    throw errors.filter('PERCENT_PRICE_BY_SIDE');
  }
}
