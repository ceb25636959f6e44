import type {
  OcoIntent,
  OrderDuration,
  OrderIntent,
  OrderTerms,
  Refusal,
} from '../../../src-shared/domain/order.ts';
import { compareDecimals, isDecimal, isOnStep } from '../../../src-shared/domain/quantity.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { orderOptions } from './capabilities.ts';
import { type LocalRefusal, refused } from './errors.ts';
import { nextIndianClock } from './indian-time.ts';
import { contractSizeOf, expiryOf, instrumentOf, type Listing } from './listing.ts';

/*
 * Everything of an order that Zerodha or the exchange must refuse is refused here, with a sentence and before a byte is
 * sent. What depends on the moment (funds, circuit limits, market hours, freeze quantities) is theirs to judge.
 */

type Check = Refusal | undefined;

/** The first reason against the order, or undefined. */
export function checkOrder(intent: OrderIntent, listing: Listing | undefined, now: EpochMs): Check {
  if (listing === undefined) return unknownMarket(intent);
  return (
    checkMarket(listing, now) ??
    checkClientId(intent.clientOrderId) ??
    checkQuantity(intent.quantity, listing) ??
    checkTerms(intent.terms, listing) ??
    checkDuration(intent, listing, now) ??
    checkOptions(intent.options ?? {}, isTrigger(intent)) ??
    (intent.isReduceOnly ? no('order-type', 'Zerodha has no orders that only reduce a position.') : undefined)
  );
}

/** A pair is a two-leg GTT: both legs are limit orders once their trigger is touched. */
export function checkPair(intent: OcoIntent, listing: Listing | undefined, now: EpochMs): Check {
  if (listing === undefined) return unknownMarket(intent);
  const { target, stop } = intent;
  if (stop.limitPrice === undefined) {
    return no('order-type', 'The stop of a Zerodha pair needs a limit price: GTT legs are limit orders.');
  }
  const isBelow = compareSound(stop.triggerPrice, target.limitPrice) < 0;
  return (
    checkMarket(listing, now) ??
    checkClientId(target.clientOrderId) ??
    checkQuantity(intent.quantity, listing) ??
    checkPrice(target.limitPrice, listing) ??
    checkPrice(stop.triggerPrice, listing) ??
    checkPrice(stop.limitPrice, listing) ??
    checkOptions(intent.options ?? {}, true) ??
    (isBelow === (intent.side === 'sell')
      ? undefined
      : no('price', 'The stop must be on the losing side of the target.'))
  );
}

/** A change restates quantity and terms; the rest was checked when it was placed. */
export function checkChange(quantity: string, terms: OrderTerms, listing: Listing | undefined): Check {
  if (listing === undefined) return undefined;
  return checkQuantity(quantity, listing) ?? checkTerms(terms, listing);
}

/** Kept by Zerodha until the trigger, instead of an order of the day. */
export function isTrigger({ duration }: { readonly duration: OrderDuration }): boolean {
  return duration.timeInForce === 'gtc';
}

function unknownMarket({ instrument }: { readonly instrument: string }): Refusal {
  return no('instrument', `${instrument} is not in Zerodha’s list of today.`);
}

function checkMarket(listing: Listing, now: EpochMs): Check {
  const expiry = expiryOf(listing);
  if (listing.isIndex)
    return no('not-tradable', `${listing.tradingsymbol} is an index and cannot be traded.`);
  if (expiry !== undefined && expiry <= now) return no('expired', `${listing.tradingsymbol} has expired.`);
  if (contractSizeOf(listing) === undefined) {
    return no(
      'contract-size',
      `How much a lot of ${listing.tradingsymbol} is worth is not known, so no limit could be checked. It was not sent.`,
    );
  }
  return undefined;
}

function checkClientId(id: string): Check {
  return /^[0-9A-Za-z]{1,20}$/.test(id)
    ? undefined
    : no('client-order-id', 'The order id must have 1 to 20 letters and digits to serve as Zerodha’s tag.');
}

function checkQuantity(quantity: string, listing: Listing): Check {
  const { lotStep } = instrumentOf(listing);
  if (compareSound(quantity, '0') > 0 && isOnStep(quantity, lotStep)) return undefined;
  return no('quantity', `The quantity of ${listing.tradingsymbol} must be a multiple of ${lotStep}.`);
}

function checkTerms(terms: OrderTerms, listing: Listing): Check {
  if (terms.type === 'if-touched') {
    return no('order-type', 'Zerodha’s if-touched orders are GTTs and need a limit price.');
  }
  if (terms.type === 'limit' && terms.isPostOnly) return no('order-type', 'Zerodha has no post-only orders.');
  return (
    ('limitPrice' in terms ? checkPrice(terms.limitPrice, listing) : undefined) ??
    ('triggerPrice' in terms ? checkPrice(terms.triggerPrice, listing) : undefined)
  );
}

function checkPrice(price: string, listing: Listing): Check {
  const { tickSize } = instrumentOf(listing);
  if (compareSound(price, '0') > 0 && isOnStep(price, tickSize)) return undefined;
  return no('price', `Prices of ${listing.tradingsymbol} must be positive multiples of ${tickSize}.`);
}

function checkDuration({ duration, terms }: OrderIntent, { exchange }: Listing, now: EpochMs): Check {
  const hasTriggerAndLimit = terms.type === 'stop-limit' || terms.type === 'limit-if-touched';
  switch (duration.timeInForce) {
    case 'gtc':
      return hasTriggerAndLimit
        ? undefined
        : no('duration', 'Zerodha keeps only orders with a trigger and a limit for longer than a day (GTT).');
    case 'fok':
      return no('duration', 'Zerodha has no all-or-nothing orders.');
    case 'ioc':
      if (exchange === 'MCX') return no('duration', 'Commodities take no IOC orders.');
      break;
    case 'gtd': {
      const minutes = minutesUntil(duration.until, now);
      const isToday = duration.until <= nextIndianClock(now, 0);
      if (minutes < 1 || !isToday) {
        return no('duration', 'Zerodha lets orders end at a minute of the same day only.');
      }
      break;
    }
    case 'day':
      break;
  }
  return terms.type === 'limit-if-touched'
    ? no('duration', 'Orders at a touched price are GTTs at Zerodha: choose “good till cancelled”.')
    : undefined;
}

/** Whole minutes, as the venue counts; not one more than asked for. */
export function minutesUntil(until: EpochMs, now: EpochMs): number {
  return Math.floor((until - now) / 60_000);
}

function checkOptions(options: Readonly<Record<string, string>>, isGtt: boolean): Check {
  for (const [name, value] of Object.entries(options)) {
    const option = orderOptions.find((one) => one.name === name);
    if (option === undefined) return no('option', `Zerodha’s orders have no option “${name}”.`);
    const isPercent =
      name === 'marketProtection' && isDecimal(value) && Number(value) > 0 && Number(value) <= 100;
    if (!isPercent && !option.values.some((one) => one.value === value)) {
      return no('option', `“${value}” is no choice for ${option.label.toLowerCase()}.`);
    }
  }
  const variety = options.variety ?? 'regular';
  return isGtt && variety !== 'regular' ? no('option', 'A GTT has no variety: choose “regular”.') : undefined;
}

function compareSound(a: string, b: string): number {
  return isDecimal(a) && isDecimal(b) ? compareDecimals(a, b) : -1;
}

function no(code: LocalRefusal extends `local:${infer Name}` ? Name : never, reason: string): Refusal {
  return refused(`local:${code}`, reason);
}
