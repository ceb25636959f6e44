import { decimal, isOnStep } from '../exchange/decimal.ts';
import type { NewOrder, OrderKind, TimeInForce } from '../exchange/orders.ts';
import type { RithmicAccount } from './accounts.ts';
import type { Basket, BasketTerms, Condition } from './basket.ts';
import { type Fields, flag, number, text } from './fields.ts';
import type { Listing } from './markets.ts';
import { duration, misread, priceType, RequestRefused, side } from './order-codes.ts';
import { routeOf } from './routes.ts';
import { tradingDayOf } from './trading-day.ts';

/* From a request's fields to an order, and what the broker checks before the exchange sees it. */

const typesWithPrice: readonly number[] = [priceType.limit, priceType.stopLimit, priceType.limitIfTouched];
const typesWithTrigger: readonly number[] = [
  priceType.stopLimit,
  priceType.stopMarket,
  priceType.marketIfTouched,
  priceType.limitIfTouched,
];

/** @throws RequestRefused. */
export function readTerms(fields: Fields, account: RithmicAccount, listing: Listing): BasketTerms {
  const contract = listing.find(text(fields, 'symbol'), text(fields, 'exchange'));
  if (contract === undefined) throw new RequestRefused('1030', 'symbol is not tradable on this exchange');
  const route = text(fields, 'trade_route');
  if (route === '' || route !== routeOf(account, contract.exchange)) {
    throw new RequestRefused('1053', 'trade route is not valid for this account and exchange');
  }
  const quantity = number(fields, 'quantity') ?? 0;
  if (!Number.isInteger(quantity) || quantity <= 0) throw new RequestRefused('1044', 'quantity is not valid');
  const type = number(fields, 'price_type') ?? 0;
  const isKnown = [1, 2, 3, 4, 5, 6].includes(type);
  const which = number(fields, 'transaction_type') ?? 0;
  const lasts = number(fields, 'duration') ?? 0;
  if (!isKnown || ![side.buy, side.sell].includes(which as 1 | 2) || ![1, 2, 3, 4].includes(lasts)) {
    throw misread();
  }
  const manualOrAuto = number(fields, 'manual_or_auto');
  if (manualOrAuto === undefined) throw new RequestRefused('1101', 'manual or auto flag is not received.');
  const prices = readPrices(fields, type);
  const isTrailing = flag(fields, 'trailing_stop');
  if (isTrailing && number(fields, 'trail_by_price_id') === undefined) {
    throw new RequestRefused('1112', 'trail by price id is not received.');
  }
  if (fields.user_tag === '') throw new RequestRefused('1102', 'user tag is empty');
  return {
    contract,
    side: which,
    quantity,
    priceType: type,
    duration: lasts,
    ...prices,
    trailTicks: isTrailing ? number(fields, 'trail_by_ticks') : undefined,
    trailBy: isTrailing ? number(fields, 'trail_by_price_id') : undefined,
    route,
    manualOrAuto,
    windowName: text(fields, 'window_name'),
    ...readTimes(fields),
    condition: readCondition(fields, listing),
  };
}

/** When it is cancelled, and when it goes out at the earliest: ms since 1970, and ms from now. */
function readTimes(fields: Fields): Pick<BasketTerms, 'cancelAt' | 'cancelAfterMs' | 'releaseAt'> {
  const moment = (name: string) => {
    const seconds = number(fields, `${name}_ssboe`);
    return seconds === undefined ? undefined : seconds * 1000 + (number(fields, `${name}_usecs`) ?? 0) / 1000;
  };
  const after = number(fields, 'cancel_after_secs');
  return {
    cancelAt: moment('cancel_at'),
    cancelAfterMs: after === undefined ? undefined : after * 1000,
    releaseAt: moment('release_at'),
  };
}

/** What has to happen in a market before the order goes out. @throws RequestRefused. */
function readCondition(fields: Fields, listing: Listing): Condition | undefined {
  const symbol = text(fields, 'if_touched_symbol');
  if (symbol === '') return undefined;
  const contract = listing.find(symbol, text(fields, 'if_touched_exchange'));
  const [comparison, field] = [
    number(fields, 'if_touched_condition'),
    number(fields, 'if_touched_price_field'),
  ];
  const price = number(fields, 'if_touched_price');
  if (contract === undefined || comparison === undefined || field === undefined || price === undefined) {
    throw misread();
  }
  return { contract, comparison, field, price };
}

/** 0.0 is a price: a market order that brings one is refused, and so is any order without what its type needs. */
export function readPrices(
  fields: Fields,
  type: number,
): { price: number | undefined; trigger: number | undefined } {
  const price = number(fields, 'price');
  const trigger = number(fields, 'trigger_price');
  if (typesWithPrice.includes(type) !== (price !== undefined)) {
    throw new RequestRefused('1045', 'price does not go with the price type');
  }
  if (typesWithTrigger.includes(type) !== (trigger !== undefined)) {
    throw new RequestRefused('1046', 'trigger price does not go with the price type');
  }
  return { price, trigger };
}

/** The broker's own limits. @throws RequestRefused. */
export function checkRisk(account: RithmicAccount, terms: BasketTerms, quantity = terms.quantity): void {
  if (account.isDisabled) throw new RequestRefused('1020', 'account is disabled for trading');
  if (quantity > account.terms.mostPerOrder) {
    throw new RequestRefused('1021', 'order quantity exceeds the maximum order quantity');
  }
  const held = account.quantityOf(terms.contract.symbol);
  const after = held + (terms.side === side.buy ? quantity : -quantity);
  const added = Math.max(0, Math.abs(after) - Math.abs(held));
  const needed = decimal(account.terms.margin).times(added);
  if (needed.greaterThan(account.value.minus(account.marginUsed))) {
    throw new RequestRefused('1022', 'buying power is exceeded');
  }
}

/** What the exchange itself would refuse; undefined when it takes it. */
export function exchangeObjection(terms: BasketTerms): string | undefined {
  const tick = decimal(terms.contract.tick);
  for (const price of [terms.price, terms.trigger]) {
    if (price !== undefined && !isOnStep(decimal(price), tick)) return 'Price is not on the tick grid';
  }
  return undefined;
}

const kinds: Readonly<Record<number, OrderKind>> = {
  [priceType.limit]: 'limit',
  [priceType.market]: 'market',
  [priceType.stopLimit]: 'stop-limit',
  [priceType.stopMarket]: 'stop',
  [priceType.marketIfTouched]: 'take-profit',
  [priceType.limitIfTouched]: 'take-profit-limit',
};

const lasting: Readonly<Record<number, TimeInForce>> = {
  [duration.day]: 'gtd',
  [duration.gtc]: 'gtc',
  [duration.ioc]: 'ioc',
  [duration.fok]: 'fok',
};

/** What is handed to the engine. A day order ends with its trading day. */
export function engineOrder(basket: Basket, now: number): NewOrder {
  const { terms, account } = basket;
  const ends = terms.duration === duration.day ? { expiresAt: tradingDayOf(now).next } : {};
  return {
    accountId: account.engineId,
    market: terms.contract.symbol,
    clientId: basket.userTag === '' ? `basket ${basket.id}` : basket.userTag,
    side: terms.side === side.buy ? 'buy' : 'sell',
    kind: kinds[terms.priceType] ?? 'market',
    timeInForce: lasting[terms.duration] ?? 'gtc',
    quantity: decimal(terms.quantity),
    ...(terms.price === undefined ? {} : { price: decimal(terms.price) }),
    ...(terms.trigger === undefined ? {} : { stopPrice: decimal(terms.trigger) }),
    ...ends,
    extra: { basket },
  };
}
