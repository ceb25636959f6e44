import { Decimal } from 'decimal.js';
import type {
  OcoIntent,
  OrderChange,
  OrderIntent,
  OrderTerms,
  Refusal,
} from '../../../src-shared/domain/order.ts';
import { compareDecimals, isOnStep } from '../../../src-shared/domain/quantity.ts';
import { refusedHere } from './errors.ts';
import type { Bounds, MarketRules } from './exchange-info.ts';

/*
 * What Binance must refuse is refused here, before anything is sent, with a sentence. What depends on the market's price
 * of the moment (PERCENT_PRICE and its like) or on other orders is left to Binance.
 */

const Exact = Decimal.clone({ precision: 200 });

/** Undefined when nothing speaks against sending it. */
export function filterRefusal(
  rules: MarketRules,
  order: { readonly quantity: string; readonly terms: OrderTerms },
  isReducing = false,
): Refusal | undefined {
  const { terms, quantity } = order;
  const name = rules.instrument.id;
  const isMarket = terms.type === 'market';
  const prices = [
    'limitPrice' in terms ? terms.limitPrice : undefined,
    'triggerPrice' in terms ? terms.triggerPrice : undefined,
  ].filter((price) => price !== undefined);
  const faults = [
    rules.status === 'TRADING'
      ? undefined
      : `${name} cannot be traded at the moment: its status is ${rules.status}.`,
    boundFault(`The quantity of ${name}`, quantity, rules.quantity),
    isMarket
      ? boundFault(`The quantity of a market order in ${name}`, quantity, rules.marketQuantity)
      : undefined,
    ...prices.map((price) => boundFault(`The price of ${name}`, price, rules.price)),
    isReducing ? undefined : notionalFault(rules, quantity, terms),
  ];
  const [fault] = faults.filter((one) => one !== undefined);
  if (fault === undefined) return undefined;
  return refusedHere(fault === faults[0] ? 'local:market-closed' : 'local:filter', fault);
}

export function intentRefusal(rules: MarketRules, intent: OrderIntent): Refusal | undefined {
  return filterRefusal(rules, intent, intent.isReduceOnly);
}

export function changeRefusal(rules: MarketRules, change: OrderChange): Refusal | undefined {
  return filterRefusal(rules, change);
}

export function ocoRefusal(
  rules: MarketRules,
  { quantity, side, target, stop }: OcoIntent,
): Refusal | undefined {
  if (!rules.isOcoAllowed) {
    return refusedHere('local:unsupported', `${rules.instrument.id} takes no one-cancels-the-other orders.`);
  }
  const isAbove = compareDecimals(target.limitPrice, stop.triggerPrice) > 0;
  if (isAbove !== (side === 'sell')) {
    const where = side === 'sell' ? 'above' : 'below';
    return refusedHere('local:filter', `The target must lie ${where} the stop when the pair is to ${side}.`);
  }
  const stopTerms: OrderTerms =
    stop.limitPrice === undefined
      ? { type: 'stop', triggerPrice: stop.triggerPrice }
      : { type: 'stop-limit', triggerPrice: stop.triggerPrice, limitPrice: stop.limitPrice };
  const limit: OrderTerms = { type: 'limit', limitPrice: target.limitPrice, isPostOnly: true };
  return (
    filterRefusal(rules, { quantity, terms: limit }) ?? filterRefusal(rules, { quantity, terms: stopTerms })
  );
}

function boundFault(what: string, value: string, { min, max, step }: Bounds): string | undefined {
  if (min !== undefined && compareDecimals(value, min) < 0)
    return `${what} must be at least ${min}, not ${value}.`;
  if (max !== undefined && compareDecimals(value, max) > 0)
    return `${what} must be at most ${max}, not ${value}.`;
  if (step !== undefined && !isOnStep(value, step)) {
    return `${what} must be a whole number of steps of ${step}, and ${value} is not.`;
  }
  return undefined;
}

function notionalFault(rules: MarketRules, quantity: string, terms: OrderTerms): string | undefined {
  const price =
    'limitPrice' in terms ? terms.limitPrice : 'triggerPrice' in terms ? terms.triggerPrice : undefined;
  // A market order's worth depends on a price that only Binance knows.
  if (price === undefined) return undefined;
  const worth = new Exact(price).times(quantity).toFixed();
  const { minNotional, maxNotional } = rules;
  const currency = rules.quoteAsset;
  if (minNotional !== undefined && compareDecimals(worth, minNotional) < 0) {
    return `The order is worth ${worth} ${currency}; ${rules.instrument.id} takes ${minNotional} and more.`;
  }
  if (maxNotional !== undefined && compareDecimals(worth, maxNotional) > 0) {
    return `The order is worth ${worth} ${currency}; ${rules.instrument.id} takes ${maxNotional} and less.`;
  }
  return undefined;
}
