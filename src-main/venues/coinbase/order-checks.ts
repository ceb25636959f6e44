import type { Instrument } from '../../../src-shared/domain/instrument.ts';
import { priceMoveValue } from '../../../src-shared/domain/money.ts';
import type {
  OcoIntent,
  OrderChange,
  OrderIntent,
  OrderTerms,
  Refusal,
} from '../../../src-shared/domain/order.ts';
import { compareDecimals, isDecimal, isOnStep } from '../../../src-shared/domain/quantity.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { tradingCapabilities } from './capabilities.ts';
import { refused } from './errors.ts';
import type { Product } from './products.ts';

/*
 * What Coinbase would have to refuse is refused before it is sent, in words. Undefined is “nothing against it”.
 */

export function checkOrder(intent: OrderIntent, product: Product, now: EpochMs): Refusal | undefined {
  const { terms, duration } = intent;
  if (!(tradingCapabilities.orderTypes as readonly string[]).includes(terms.type)) {
    return refused('local:order-type', `Coinbase has no ${terms.type} orders for spot markets.`);
  }
  if (intent.isReduceOnly) return refused('local:order-type', 'Spot markets have no positions to reduce.');
  return (
    checkMarket(product, terms) ??
    checkClientId(intent.clientOrderId) ??
    checkDuration(intent, now) ??
    checkQuantity(intent.quantity, product.instrument) ??
    checkPrices(terms, product.instrument) ??
    checkStop(intent) ??
    checkNotional(intent.quantity, priceOf(terms), product.instrument) ??
    (terms.type === 'limit' && terms.isPostOnly && ['ioc', 'fok'].includes(duration.timeInForce)
      ? refused('local:duration', 'An order that must rest in the book cannot end at once.')
      : undefined)
  );
}

export function checkOco(intent: OcoIntent, product: Product): Refusal | undefined {
  const { target, stop, side, quantity } = intent;
  if (stop.limitPrice !== undefined) {
    return refused(
      'local:bracket',
      'The stop of a Coinbase bracket is a market order at the trigger; it takes no limit price of its own.',
    );
  }
  const { instrument } = product;
  const refusal =
    checkMarket(product, { type: 'limit', limitPrice: target.limitPrice, isPostOnly: false }) ??
    checkClientId(target.clientOrderId) ??
    checkQuantity(quantity, instrument) ??
    checkPrice(target.limitPrice, 'target', instrument) ??
    checkPrice(stop.triggerPrice, 'stop', instrument) ??
    checkNotional(quantity, target.limitPrice, instrument);
  if (refusal !== undefined) return refusal;
  const isTargetAbove = compareDecimals(target.limitPrice, stop.triggerPrice) > 0;
  return isTargetAbove === (side === 'sell')
    ? undefined
    : refused(
        'local:bracket',
        side === 'sell'
          ? 'The target of a sale must be above its stop.'
          : 'The target of a purchase must be below its stop.',
      );
}

export function checkChange(change: OrderChange, instrument: Instrument): Refusal | undefined {
  const { terms, quantity } = change;
  if (terms.type !== 'limit') {
    return refused(
      'local:change',
      'Coinbase changes resting limit orders only. Cancel it and place a new one.',
    );
  }
  return (
    checkQuantity(quantity, instrument) ??
    checkPrices(terms, instrument) ??
    checkNotional(quantity, terms.limitPrice, instrument)
  );
}

function checkMarket(product: Product, terms: OrderTerms): Refusal | undefined {
  if (product.closedReason !== '') return refused('local:not-tradable', product.closedReason);
  if (product.isPostOnly && !(terms.type === 'limit' && terms.isPostOnly)) {
    return refused('local:not-tradable', 'Coinbase takes only post-only limit orders in this market now.');
  }
  if (product.isLimitOnly && terms.type === 'market') {
    return refused('local:not-tradable', 'Coinbase takes only limit orders in this market now.');
  }
  return undefined;
}

function checkClientId(id: string): Refusal | undefined {
  const { maxLength } = tradingCapabilities.clientOrderId;
  return /^[A-Za-z0-9_-]+$/.test(id) && id.length <= maxLength
    ? undefined
    : refused('local:client-order-id', `The client order id must be 1 to ${maxLength} letters and digits.`);
}

function checkDuration({ terms, duration }: OrderIntent, now: EpochMs): Refusal | undefined {
  const { timeInForce } = duration;
  const allowed: Readonly<Record<string, readonly string[]>> = {
    // A market order is over at once, whatever is said; `gtc` is how others spell that nothing is wanted in particular.
    market: ['gtc', 'ioc', 'fok'],
    limit: ['gtc', 'gtd', 'ioc', 'fok'],
    'stop-limit': ['gtc', 'gtd'],
  };
  if (!allowed[terms.type]?.includes(timeInForce)) {
    return refused('local:duration', `Coinbase has no ${terms.type} orders that last “${timeInForce}”.`);
  }
  return timeInForce === 'gtd' && duration.until <= now
    ? refused('local:duration', 'The end of the order is in the past.')
    : undefined;
}

function checkQuantity(quantity: string, { lotStep, limits }: Instrument): Refusal | undefined {
  if (!isDecimal(quantity) || compareDecimals(quantity, '0') <= 0) {
    return refused('local:quantity', 'The quantity must be a positive decimal number.');
  }
  if (!isOnStep(quantity, lotStep)) {
    return refused('local:quantity', `The quantity must be a multiple of ${lotStep}.`);
  }
  if (limits?.minQuantity !== undefined && compareDecimals(quantity, limits.minQuantity) < 0) {
    return refused('local:quantity', `The least quantity of this market is ${limits.minQuantity}.`);
  }
  return limits?.maxQuantity !== undefined && compareDecimals(quantity, limits.maxQuantity) > 0
    ? refused('local:quantity', `The largest quantity of this market is ${limits.maxQuantity}.`)
    : undefined;
}

function checkPrices(terms: OrderTerms, instrument: Instrument): Refusal | undefined {
  return (
    ('limitPrice' in terms ? checkPrice(terms.limitPrice, 'limit price', instrument) : undefined) ??
    ('triggerPrice' in terms ? checkPrice(terms.triggerPrice, 'trigger price', instrument) : undefined)
  );
}

function checkPrice(price: string, name: string, { tickSize }: Instrument): Refusal | undefined {
  if (!isDecimal(price) || compareDecimals(price, '0') <= 0) {
    return refused('local:price', `The ${name} must be a positive decimal number.`);
  }
  return isOnStep(price, tickSize)
    ? undefined
    : refused('local:price', `The ${name} must be a multiple of ${tickSize}.`);
}

/** Coinbase refuses a limit on the near side of its stop. */
function checkStop({ terms, side }: OrderIntent): Refusal | undefined {
  if (terms.type !== 'stop-limit') return undefined;
  const difference = compareDecimals(terms.limitPrice, terms.triggerPrice);
  if (side === 'buy' && difference < 0) {
    return refused('local:price', 'The limit of a stop that buys must not be below its trigger.');
  }
  return side === 'sell' && difference > 0
    ? refused('local:price', 'The limit of a stop that sells must not be above its trigger.')
    : undefined;
}

function priceOf(terms: OrderTerms): string | undefined {
  return 'limitPrice' in terms ? terms.limitPrice : undefined;
}

/** A market order's worth is not known before it is filled. */
function checkNotional(
  quantity: string,
  price: string | undefined,
  instrument: Instrument,
): Refusal | undefined {
  if (price === undefined) return undefined;
  const { limits, currency, multiplier } = instrument;
  const { amount } = priceMoveValue('0', price, quantity, multiplier, currency);
  if (limits?.minNotional !== undefined && compareDecimals(amount, limits.minNotional) < 0) {
    return refused(
      'local:quantity',
      `An order of this market must be worth ${limits.minNotional} ${currency} at least.`,
    );
  }
  return limits?.maxNotional !== undefined && compareDecimals(amount, limits.maxNotional) > 0
    ? refused(
        'local:quantity',
        `An order of this market may be worth ${limits.maxNotional} ${currency} at most.`,
      )
    : undefined;
}
