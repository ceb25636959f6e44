import { Decimal } from 'decimal.js';
import type { OrderChange, OrderIntent, OrderTerms, Refusal } from '../../../src-shared/domain/order.ts';
import { compareDecimals, isDecimal, isOnStep } from '../../../src-shared/domain/quantity.ts';
import { type EpochMs, isoTime } from '../../../src-shared/domain/time.ts';
import { clientOrderId, longestDeadlineMs, orderOptions, shortestDeadlineMs } from './capabilities.ts';
import type { Market } from './catalogue.ts';
import { orderTypes } from './decode/terms.ts';
import { refused } from './errors.ts';

/*
 * Our orders in Kraken's words, checked by its rules first: what it must refuse is refused here, with a sentence, and
 * nothing is sent.
 */

export type Fields = Readonly<Record<string, string>>;
export type Encoded = { readonly fields: Fields } | Refusal;

export function isRefusal(encoded: Encoded): encoded is Refusal {
  return 'outcome' in encoded;
}

/** The fields of `AddOrder`. */
export function encodeOrder(intent: OrderIntent<'live'>, market: Market, now: EpochMs): Encoded {
  const { terms, duration, quantity, side } = intent;
  const wrong =
    checkIdentity(intent) ??
    checkMarket(market, terms) ??
    checkQuantity(quantity, market) ??
    checkTerms(terms, market) ??
    checkNotional(quantity, terms, market) ??
    checkDuration(intent, now) ??
    checkDeadline(intent, now);
  if (wrong !== undefined) return wrong;
  const isTriggered = 'triggerPrice' in terms;
  const { trigger, stptype } = intent.options ?? {};
  return {
    fields: {
      ordertype: orderTypes[terms.type],
      type: side,
      volume: quantity,
      pair: market.key,
      ...pricesOf(terms),
      ...(isTriggered ? { trigger: trigger ?? 'last' } : {}),
      ...(stptype === undefined ? {} : { stptype }),
      // The fee in the quote currency, as Kraken's REST trades say it where nothing else was asked for.
      oflags: terms.type === 'limit' && terms.isPostOnly ? 'fciq,post' : 'fciq',
      ...(terms.type === 'market' ? {} : { timeinforce: duration.timeInForce.toUpperCase() }),
      ...(duration.timeInForce === 'gtd' ? { expiretm: String(Math.floor(duration.until / 1000)) } : {}),
      ...(intent.sendBefore === undefined
        ? {}
        : { deadline: isoTime(Math.min(intent.sendBefore, now + longestDeadlineMs) as EpochMs) }),
      cl_ord_id: intent.clientOrderId,
    },
  };
}

/** The fields of `AmendOrder` besides the order's id. The quantity is the whole, what is filled included. */
export function encodeChange({ quantity, terms }: OrderChange, market: Market): Encoded {
  const wrong =
    checkMarket(market, terms) ??
    checkQuantity(quantity, market) ??
    checkTerms(terms, market) ??
    checkNotional(quantity, terms, market);
  if (wrong !== undefined) return wrong;
  return {
    fields: {
      order_qty: quantity,
      ...('limitPrice' in terms ? { limit_price: terms.limitPrice } : {}),
      ...('triggerPrice' in terms ? { trigger_price: terms.triggerPrice } : {}),
      ...(terms.type === 'limit' && terms.isPostOnly ? { post_only: 'true' } : {}),
    },
  };
}

/** `price` is the trigger of orders that have one, and their limit is then `price2`. */
function pricesOf(terms: OrderTerms): Fields {
  switch (terms.type) {
    case 'market':
      return {};
    case 'limit':
      return { price: terms.limitPrice };
    case 'stop':
    case 'if-touched':
      return { price: terms.triggerPrice };
    case 'stop-limit':
    case 'limit-if-touched':
      return { price: terms.triggerPrice, price2: terms.limitPrice };
  }
}

function checkIdentity({
  clientOrderId: id,
  isReduceOnly,
  options = {},
}: OrderIntent<'live'>): Refusal | undefined {
  const isOurs =
    id.length <= clientOrderId.maxLength && [...id].every((one) => clientOrderId.alphabet.includes(one));
  if (!isOurs || id === '') {
    return refused(
      'local:client-order-id',
      'An order id for Kraken has at most 18 small letters and digits.',
    );
  }
  if (isReduceOnly) {
    return refused('local:reduce-only', 'Reduce-only is for positions on margin; spot holdings have none.');
  }
  for (const [name, value] of Object.entries(options)) {
    const option = orderOptions.find((one) => one.name === name);
    if (option === undefined || !option.values.some((one) => one.value === value)) {
      return refused('local:option', `Kraken has no choice “${name}: ${value}”.`);
    }
  }
  return undefined;
}

function checkMarket({ status, symbol }: Market, terms: OrderTerms): Refusal | undefined {
  const isPostOnly = terms.type === 'limit' && terms.isPostOnly;
  const isTaken =
    status === 'online' ||
    (status === 'limit_only' && terms.type === 'limit') ||
    (status === 'post_only' && isPostOnly);
  if (isTaken) return undefined;
  return refused(
    'local:market-closed',
    `${symbol} is ${status.replaceAll('_', ' ')} at Kraken; it does not take this order.`,
  );
}

function checkQuantity(quantity: string, { instrument, base }: Market): Refusal | undefined {
  if (!isDecimal(quantity) || compareDecimals(quantity, '0') <= 0) {
    return refused('local:quantity', 'The quantity must be a positive number.');
  }
  if (!isOnStep(quantity, instrument.lotStep)) {
    return refused('local:quantity', `The quantity must be a multiple of ${instrument.lotStep} ${base}.`);
  }
  const least = instrument.limits?.minQuantity;
  if (least !== undefined && compareDecimals(quantity, least) < 0) {
    return refused('local:quantity', `Kraken takes no order below ${least} ${base} here.`);
  }
  return undefined;
}

function checkTerms(terms: OrderTerms, { instrument }: Market): Refusal | undefined {
  const prices = [
    ...('limitPrice' in terms ? [terms.limitPrice] : []),
    ...('triggerPrice' in terms ? [terms.triggerPrice] : []),
  ];
  for (const price of prices) {
    if (!isDecimal(price) || compareDecimals(price, '0') <= 0) {
      return refused('local:price', 'Prices must be positive numbers.');
    }
    if (!isOnStep(price, instrument.tickSize)) {
      return refused(
        'local:price',
        `${price} is not a multiple of ${instrument.tickSize}, the smallest step of this market.`,
      );
    }
  }
  return undefined;
}

function checkNotional(quantity: string, terms: OrderTerms, { instrument }: Market): Refusal | undefined {
  const least = instrument.limits?.minNotional;
  const price =
    'limitPrice' in terms ? terms.limitPrice : 'triggerPrice' in terms ? terms.triggerPrice : undefined;
  // What a market order comes to is not known before.
  if (least === undefined || price === undefined) return undefined;
  if (new Decimal(price).times(quantity).lessThan(least)) {
    return refused(
      'local:notional',
      `Kraken takes no order worth less than ${least} ${instrument.currency} here.`,
    );
  }
  return undefined;
}

function checkDuration({ terms, duration }: OrderIntent<'live'>, now: EpochMs): Refusal | undefined {
  const { timeInForce } = duration;
  if (timeInForce === 'day') {
    return refused('local:duration', 'Kraken knows no trading day; use good-till-cancelled or a date.');
  }
  const isImmediate = timeInForce === 'ioc' || timeInForce === 'fok';
  if (
    terms.type === 'market'
      ? timeInForce === 'fok' || timeInForce === 'gtd'
      : isImmediate && terms.type !== 'limit'
  ) {
    return refused('local:duration', `Kraken has no ${timeInForce.toUpperCase()} for this kind of order.`);
  }
  if (isImmediate && terms.type === 'limit' && terms.isPostOnly) {
    return refused(
      'local:duration',
      'A post-only order rests in the book, so it cannot be for now or never.',
    );
  }
  // Kraken counts in whole seconds and wants some of them to be left.
  if (duration.timeInForce === 'gtd' && duration.until < now + 5_000) {
    return refused('local:duration', 'The date until which the order shall be good is over, or too near.');
  }
  return undefined;
}

function checkDeadline({ sendBefore }: OrderIntent<'live'>, now: EpochMs): Refusal | undefined {
  if (sendBefore === undefined || sendBefore >= now + shortestDeadlineMs) return undefined;
  return refused(
    'local:deadline',
    'The moment before which the order had to be sent is over, or nearer than the two seconds Kraken asks for.',
  );
}
