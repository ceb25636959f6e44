import { type Amount, decimal, plain, zero } from '../exchange/decimal.ts';
import type { NewOrder } from '../exchange/orders.ts';
import type { Refusal } from '../exchange/refusal.ts';
import type { Base } from './base.ts';
import type { KiteOrder } from './kite-order.ts';
import { nameOf } from './listings.ts';
import type { OrderRequest } from './order-request.ts';

/* How the exchange and the risk desk see an order. */

/** Zerodha's own protection, in percent, where it may choose. */
const automaticProtection = 2;
const minuteMs = 60_000;

/** Orders without a limit stand in the book at a protected price. */
export function engineOrder(base: Base, order: KiteOrder): NewOrder {
  const { request } = order;
  const { listing, side, type, quantity, trigger, validity, ttlMinutes } = request;
  const isStop = type === 'SL' || type === 'SL-M';
  const price = request.price ?? protectedPrice(base, request);
  return {
    accountId: order.userId,
    market: nameOf(listing),
    clientId: request.tag ?? order.id,
    side,
    kind: isStop ? 'stop-limit' : 'limit',
    timeInForce: validity === 'IOC' ? 'ioc' : validity === 'TTL' ? 'gtd' : 'gtc',
    quantity,
    price,
    ...(isStop && trigger !== undefined ? { stopPrice: trigger } : {}),
    ...(validity === 'TTL' ? { expiresAt: order.placedAt + (ttlMinutes ?? 0) * minuteMs } : {}),
    selfTrade: 'expire-taker',
    extra: { kiteId: order.id },
  };
}

function protectedPrice(base: Base, { listing, side, trigger, protection, type }: OrderRequest): Amount {
  const market = base.exchange.market(nameOf(listing));
  const { tick } = market.spec;
  const reference = type === 'SL-M' && trigger !== undefined ? trigger : market.lastPrice;
  const percent = protection.isNegative() ? decimal(automaticProtection) : protection;
  const factor = decimal(1).plus(percent.dividedBy(side === 'buy' ? 100 : -100));
  const price = reference.times(factor).dividedBy(tick).floor().times(tick);
  return price.lessThan(tick) ? tick : price;
}

/** Why the exchange would turn it down, if it would. */
export function exchangeObjection(base: Base, request: OrderRequest): string | undefined {
  const { listing, price } = request;
  const { lowerLimit, upperLimit } = base.board.state(listing);
  if (price === undefined || upperLimit.isZero()) return undefined;
  const hint = 'Place an order within the daily range.';
  if (price.lessThan(lowerLimit)) {
    return `Your order price is lower than the current lower circuit limit of ${plain(lowerLimit)}. ${hint}`;
  }
  if (price.greaterThan(upperLimit)) {
    return `Your order price is higher than the current upper circuit limit of ${plain(upperLimit)}. ${hint}`;
  }
  return undefined;
}

export function refusalText(base: Base, { userId, request }: KiteOrder, refusal: Refusal): string {
  switch (refusal.reason) {
    case 'insufficient-balance':
      return shortOfFunds(base, userId, request) ?? 'Insufficient funds.';
    case 'would-trigger':
      return request.side === 'buy'
        ? 'Trigger price for stoploss buy orders should be higher than the last traded price.'
        : 'Trigger price for stoploss sell orders should be lower than the last traded price.';
    case 'market-closed':
    case 'cancel-only':
      return 'Markets are closed right now. Use after market order (AMO).';
    default:
      return `The exchange has turned the order down (${refusal.reason}).`;
  }
}

/** The money of commodities is kept apart from that of everything else. */
export function purseOf(exchange: string): 'equity' | 'commodity' {
  return exchange === 'MCX' ? 'commodity' : 'equity';
}

/** The engine's names for the two purses. */
export const currencyOf = { equity: 'INR', commodity: 'INR commodity' } as const;

/** The text of a lack of money, or undefined when there is enough. */
export function shortOfFunds(base: Base, userId: string, request: OrderRequest): string | undefined {
  const { listing, side, quantity } = request;
  const account = base.exchange.account(userId);
  const name = nameOf(listing);
  const currency = currencyOf[purseOf(listing.exchange)];
  const price = request.price ?? request.trigger ?? base.exchange.market(name).lastPrice;
  const need = account.needFor(name, side, quantity, price, currency);
  const free = account.free(currency);
  if (need.lessThanOrEqualTo(free)) return undefined;
  const money = (amount: Amount) => amount.toFixed(2);
  return `Insufficient funds. Required margin is ${money(need)} but available margin is ${money(free.isNegative() ? zero : free)}.`;
}
