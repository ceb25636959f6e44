import { type Amount, decimal, withPlaces } from '../exchange/decimal.ts';
import { isLive, type NewOrder, type Order } from '../exchange/orders.ts';
import type { TrueFill } from '../exchange/truth.ts';
import { execId } from './ids.ts';
import type { KrakenMarket } from './markets.ts';
import { endingOf, extraOf, isWaiting, reasonOf } from './order-extra.ts';
import { atLeast, exactly, secondsOf } from './wire-text.ts';
import type { World } from './world.ts';

/* Orders and trades as REST writes them. */

/** `buy 1.25000000 XBTUSD @ limit 30010.0`. */
export function orderText(order: NewOrder, market: KrakenMarket): string {
  const { type } = extraOf({ ...order, extra: order.extra ?? {} } as Order);
  const quantity = withPlaces(order.quantity ?? order.quoteQuantity ?? decimal(0), market.lotDecimals);
  const price = (value: Amount | undefined) =>
    value === undefined ? '' : ` ${withPlaces(value, market.priceDecimals)}`;
  const words = type.replace(/-limit$/, '').replaceAll('-', ' ');
  const terms =
    order.stopPrice === undefined
      ? `${words}${price(order.price)}`
      : `${words}${price(order.stopPrice)}${order.price === undefined ? '' : ` -> limit${price(order.price)}`}`;
  return `${order.side} ${quantity} ${market.altname} @ ${terms}`;
}

function statusOf(order: Order): string {
  if (isLive(order)) return 'open';
  return order.status === 'filled' ? 'closed' : endingOf(order);
}

/** `trades` only when asked for, as the venue does. */
export function orderRow(world: World, order: Order, withTrades: boolean): object {
  const market = world.markets.of(order.market);
  const extra = extraOf(order);
  const price = (value: Amount | undefined) =>
    value === undefined ? '0' : withPlaces(value, market.priceDecimals);
  const cost = (value: Amount) => atLeast(value, market.costDecimals);
  const isOver = !isLive(order);
  const average = order.filled.isZero() ? order.filled : order.filledQuote.dividedBy(order.filled);
  const fills = world.exchange.truth.fillsOf(order.id);
  const isStop = order.stopPrice !== undefined;
  return {
    refid: 'None',
    userref: extra.userref ?? 0,
    ...(extra.clOrdId === undefined ? {} : { cl_ord_id: extra.clOrdId }),
    status: statusOf(order),
    ...(isOver ? { reason: order.status === 'filled' ? null : (reasonOf(order) ?? 'Order expired') } : {}),
    opentm: secondsOf(order.createdAt),
    ...(isOver ? { closetm: secondsOf(order.updatedAt) } : {}),
    starttm: 0,
    expiretm: order.expiresAt === undefined ? 0 : exactly((order.expiresAt / 1000).toFixed(0)),
    descr: {
      pair: market.altname,
      type: order.side,
      ordertype: extra.type,
      price: isStop ? price(order.stopPrice) : price(order.price),
      price2: isStop ? price(order.price) : '0',
      leverage: 'none',
      order: orderText(order, market),
      close: '',
    },
    vol: withPlaces(order.quoteQuantity ?? order.quantity, market.lotDecimals),
    vol_exec: withPlaces(order.filled, market.lotDecimals),
    cost: cost(order.filledQuote),
    fee: cost(order.fees),
    price: order.filled.isZero() ? '0.00000' : withPlaces(average, market.priceDecimals),
    stopprice: isStop && order.triggered ? price(order.stopPrice) : '0.00000',
    limitprice: isStop && order.triggered && order.price !== undefined ? price(order.price) : '0.00000',
    misc: isWaiting(order) || !isStop ? '' : 'stopped',
    oflags: flagsOf(order),
    ...(isStop ? { trigger: extra.trigger } : {}),
    ...(withTrades && fills.length > 0 ? { trades: fills.map(execId) } : {}),
  };
}

function flagsOf(order: Order): string {
  const flags = ['fciq'];
  if (order.postOnly === true) flags.push('post');
  if (order.quoteQuantity !== undefined) flags.push('viqc');
  return flags.join(',');
}

/** One side of a trade. Its `pair` is the market's key, where an order has the other name. */
export function tradeRow(world: World, fill: TrueFill): object {
  const market = world.markets.of(fill.market);
  const order = world.exchange.order(fill.orderId);
  if (order === undefined) throw new Error(`A trade without its order ${fill.orderId}.`);
  const cost = decimal(fill.price).times(fill.quantity);
  return {
    ordertxid: world.txids.of(order),
    postxid: 'TKH2SE-M7IF5-CFI7LT',
    pair: market.key,
    time: secondsOf(fill.at),
    type: fill.side,
    ordertype: extraOf(order).type,
    price: withPlaces(decimal(fill.price), Math.max(5, market.priceDecimals)),
    cost: atLeast(cost, Math.max(5, market.costDecimals)),
    fee: atLeast(decimal(fill.fee), Math.max(5, market.costDecimals)),
    vol: withPlaces(decimal(fill.quantity), market.lotDecimals),
    margin: '0.00000',
    leverage: '0',
    misc: '',
    trade_id: fill.tradeId,
    maker: fill.isMaker,
  };
}
