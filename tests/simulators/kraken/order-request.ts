import { type Amount, decimal, isOnStep, zero } from '../exchange/decimal.ts';
import type { NewOrder, Order, OrderKind, SelfTrade, Side, TimeInForce } from '../exchange/orders.ts';
import { type KrakenMarket, lotStep } from './markets.ts';
import { type OrderExtra, type OrderType, orderTypes } from './order-extra.ts';
import { badArguments, KrakenError } from './venue-error.ts';
import { readTime } from './wire-text.ts';
import type { World } from './world.ts';

/* What REST and the socket both mean by an order, before and after the venue's checks. */

/** A price as REST writes it: plain, or from the last price: `+5`, `-5`, `#5`, each also with `%`. */
export type PriceText = string;

export interface OrderRequest {
  market: KrakenMarket;
  side: string;
  type: string;
  /** In base units, or in quote units when `inQuote`. */
  quantity: Amount | undefined;
  inQuote: boolean;
  limitPrice: PriceText | undefined;
  triggerPrice: PriceText | undefined;
  trigger: string;
  timeInForce: string;
  /** ms since 1970. */
  expiresAt: number | undefined;
  isScheduled: boolean;
  isOnMargin: boolean;
  postOnly: boolean;
  reduceOnly: boolean;
  selfTrade: string;
  feePreference: string;
  displayQuantity: Amount | undefined;
  clOrdId: string | undefined;
  userref: number | undefined;
  hasConditionalClose: boolean;
}

const kinds: Record<OrderType, OrderKind> = {
  market: 'market',
  limit: 'limit',
  iceberg: 'limit',
  'stop-loss': 'stop',
  'take-profit': 'take-profit',
  'stop-loss-limit': 'stop-limit',
  'take-profit-limit': 'take-profit-limit',
  'trailing-stop': 'stop',
  'trailing-stop-limit': 'stop-limit',
};

const selfTrades: Record<string, SelfTrade> = {
  'cancel-newest': 'expire-taker',
  'cancel-oldest': 'expire-maker',
  'cancel-both': 'expire-both',
};

const timesInForce: Record<string, TimeInForce> = { gtc: 'gtc', ioc: 'ioc', fok: 'fok', gtd: 'gtd' };

let unnamed = 0;

/** @throws KrakenError for everything that can be seen without the engine. */
export function toNewOrder(world: World, accountId: string, request: OrderRequest): NewOrder {
  checkStatus(world, request);
  const { market } = request;
  const type = orderTypes.find((one) => one === request.type);
  if (type === undefined) throw badArguments('ordertype');
  if (request.side !== 'buy' && request.side !== 'sell') throw badArguments('type');
  const side: Side = request.side;
  refuseWhatIsNotDoneHere(request);
  const timeInForce = timesInForce[request.timeInForce.toLowerCase()];
  const selfTrade = selfTrades[request.selfTrade];
  if (timeInForce === undefined) throw badArguments('timeinforce');
  if (selfTrade === undefined) throw badArguments('stptype');
  const isGoodTillDate = request.expiresAt !== undefined;
  if (timeInForce === 'gtd' && !isGoodTillDate) throw badArguments('expiretm');
  if (isGoodTillDate && (request.expiresAt ?? 0) <= world.clock.now()) throw badArguments('expiretm');
  const prices = pricesOf(world, request, type, side);
  if (request.postOnly && (type === 'market' || timeInForce === 'ioc' || timeInForce === 'fok')) {
    throw new KrakenError('EOrder:Invalid order');
  }
  const { quantity } = request;
  if (quantity === undefined) throw badArguments('volume');
  if (request.inQuote && (type !== 'market' || side !== 'buy')) throw badArguments('oflags');
  const last = world.exchange.market(market.symbol).lastPrice;
  if (!request.inQuote) checkQuantity(market, quantity, prices.price ?? prices.stopPrice ?? last);
  else if (quantity.lessThan(market.minCost)) throw new KrakenError('EOrder:Cost minimum not met');
  checkClientId(request);
  unnamed += 1;
  const extra: OrderExtra = {
    type,
    clOrdId: request.clOrdId,
    userref: request.userref,
    trigger: request.trigger === 'index' ? 'index' : 'last',
    trail: prices.trail,
    limitOffset: prices.limitOffset,
    displayQuantity: type === 'iceberg' ? request.displayQuantity : undefined,
  };
  return {
    accountId,
    market: market.symbol,
    clientId: request.clOrdId ?? `(unnamed ${unnamed})`,
    side,
    kind: kinds[type],
    timeInForce: isGoodTillDate ? 'gtd' : timeInForce,
    ...(request.inQuote ? { quoteQuantity: quantity } : { quantity }),
    ...(prices.price === undefined ? {} : { price: prices.price }),
    ...(prices.stopPrice === undefined ? {} : { stopPrice: prices.stopPrice }),
    ...(request.postOnly ? { postOnly: true } : {}),
    ...(request.expiresAt === undefined ? {} : { expiresAt: request.expiresAt }),
    selfTrade,
    extra: { kraken: extra },
  };
}

/** The order as the engine would take it, for checking without placing. */
export function draftOf(order: NewOrder, now: number): Order {
  return {
    ...order,
    id: 0,
    status: 'open',
    quantity: order.quantity ?? zero,
    filled: zero,
    filledQuote: zero,
    fees: zero,
    feeAsset: '',
    triggered: false,
    listId: undefined,
    createdAt: now,
    updatedAt: now,
    workingAt: undefined,
    extra: { ...order.extra },
  };
}

/** @throws KrakenError when the request comes too late, or names a time it may not. */
export function checkDeadline(world: World, text: string | undefined): void {
  if (text === undefined) return;
  const at = readTime(text);
  const now = world.clock.now();
  if (at === undefined || at > now + 60_000) throw badArguments('deadline');
  if (at <= now) throw new KrakenError('EService:Deadline elapsed');
}

/** @throws KrakenError */
export function checkQuantity(market: KrakenMarket, quantity: Amount, price: Amount): void {
  if (!isOnStep(quantity, decimal(lotStep(market)))) throw badArguments('volume');
  if (quantity.lessThan(market.minQuantity)) throw badArguments('volume minimum not met');
  if (quantity.times(price).lessThan(market.minCost)) throw new KrakenError('EOrder:Cost minimum not met');
}

/** @throws KrakenError */
export function checkPrice(market: KrakenMarket, price: Amount): Amount {
  if (price.lessThanOrEqualTo(0)) throw new KrakenError('EOrder:Invalid price');
  if (price.decimalPlaces() > market.priceDecimals) throw new KrakenError('EOrder:Invalid price');
  if (!isOnStep(price, decimal(market.tick))) throw new KrakenError('EOrder:Tick size check failed');
  return price;
}

function checkStatus(world: World, request: OrderRequest): void {
  const { system } = world.status;
  if (system === 'maintenance') throw new KrakenError('EService:Unavailable');
  if (system === 'cancel_only') throw new KrakenError('EService:Market in cancel_only mode');
  if (system === 'post_only' && !request.postOnly) {
    throw new KrakenError('EService:Market in post_only mode');
  }
}

function refuseWhatIsNotDoneHere(request: OrderRequest): void {
  if (request.reduceOnly) throw new KrakenError('EOrder:Reduce only:No position exists');
  if (request.isOnMargin) throw new KrakenError('EOrder:Margin allowance exceeded');
  if (request.isScheduled) throw new KrakenError('EOrder:Scheduled orders limit exceeded');
  if (request.hasConditionalClose) throw badArguments('close');
  if (request.feePreference !== 'fciq') throw badArguments('oflags');
}

/** A UUID with or without dashes, or at most eighteen free characters; not together with a `userref`. */
function checkClientId({ clOrdId, userref }: OrderRequest): void {
  if (userref !== undefined && Math.abs(userref) > 2 ** 31) throw badArguments('userref');
  if (clOrdId === undefined) return;
  const isUuid = /^[0-9a-f]{8}(-?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}$/i.test(clOrdId);
  if (userref !== undefined || !(isUuid || /^[\x21-\x7e]{1,18}$/.test(clOrdId)))
    throw badArguments('cl_ord_id');
}

interface Prices {
  price?: Amount;
  stopPrice?: Amount;
  trail?: Amount;
  limitOffset?: Amount;
}

function pricesOf(world: World, request: OrderRequest, type: OrderType, side: Side): Prices {
  const { market } = request;
  const last = world.exchange.market(market.symbol).lastPrice;
  const read = (text: PriceText | undefined) => {
    if (text === undefined) throw new KrakenError('EOrder:Invalid price');
    return checkPrice(market, resolve(text, last, side, market));
  };
  switch (type) {
    case 'market':
      return {};
    case 'limit':
    case 'iceberg':
      return { price: read(request.limitPrice) };
    case 'stop-loss':
    case 'take-profit':
      return { stopPrice: read(request.triggerPrice) };
    case 'stop-loss-limit':
    case 'take-profit-limit':
      return { stopPrice: read(request.triggerPrice), price: read(request.limitPrice) };
    case 'trailing-stop':
    case 'trailing-stop-limit': {
      if (request.triggerPrice?.startsWith('+') !== true) throw new KrakenError('EOrder:Invalid price');
      const trail = resolve(request.triggerPrice, last, side, market).minus(last);
      const stopPrice = side === 'sell' ? last.minus(trail) : last.plus(trail);
      if (type === 'trailing-stop') return { stopPrice, trail };
      const limitOffset = resolve(request.limitPrice ?? '', last, side, market).minus(last);
      return { stopPrice, trail, limitOffset, price: stopPrice.plus(limitOffset) };
    }
  }
}

/** `#` counts away from the market: down for a purchase, up for a sale. */
function resolve(text: PriceText, last: Amount, side: Side, market: KrakenMarket): Amount {
  const [, sign = '', digits = '', percent = ''] =
    /^([+\-#]?)(\d{1,15}(?:\.\d{1,12})?)(%?)$/.exec(text) ?? [];
  if (digits === '') throw new KrakenError('EOrder:Invalid price');
  if (sign === '' && percent === '') return decimal(digits);
  const distance = percent === '' ? decimal(digits) : last.times(digits).dividedBy(100);
  const isDown = sign === '-' || (sign === '#' && side === 'buy');
  return (isDown ? last.minus(distance) : last.plus(distance)).toDecimalPlaces(market.priceDecimals);
}
