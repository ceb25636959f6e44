import type { AccountMode } from '../../../src-shared/domain/account.ts';
import type { ChangeablePart, OrderType, TimeInForce } from '../../../src-shared/domain/order.ts';
import type { TradingCapabilities } from '../trading.ts';
import type { VenueCapabilities } from '../venue.ts';
import type { Environment } from '../venue-kind.ts';
import { definiteRefusals } from './errors.ts';
import { timeframesOf } from './intervals.ts';
import { klinePage } from './klines.ts';
import type { Product } from './urls.ts';

/*
 * A connection with both products says what either can do where a wrong request is refused before it is sent (a
 * reduce-only order of spot, a pair of futures), and what both can do where the caller must know how to go about it
 * (changing an order in place).
 */

export function modeOf(environment: Environment): AccountMode {
  return environment === 'live' ? 'live' : 'paper';
}

/** Binance sets no limit that we know of; an hour is more than anybody needs. */
const longestDeadManMs = 3_600_000;

const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_';

export function capabilitiesOf(
  environment: Environment,
  products: readonly Product[],
  hasKeys: boolean,
): VenueCapabilities {
  return {
    streams: ['quotes', 'trades', 'candles', 'book'],
    historyTimeframes: timeframesOf(products),
    historyPageSize: klinePage,
    priceSides: ['trade'],
    isHistoryCacheable: true,
    hasClock: false,
    trading: hasKeys ? tradingOf(environment, products) : null,
    isSearchable: true,
  };
}

export function tradingOf(environment: Environment, products: readonly Product[]): TradingCapabilities {
  const hasSpot = products.includes('spot');
  const hasFutures = products.includes('usd-m');
  const orderTypes: readonly OrderType[] = [
    'market',
    'limit',
    'stop',
    'stop-limit',
    'if-touched',
    'limit-if-touched',
  ];
  const timesInForce: readonly TimeInForce[] = [
    'gtc',
    'ioc',
    'fok',
    ...(hasFutures ? (['gtd'] as const) : []),
  ];
  // Spot's amend only ever reduces; futures set price and quantity anew.
  const changeable: readonly ChangeablePart[] = hasSpot
    ? ['quantity-down']
    : ['quantity-down', 'quantity-up', 'limit-price'];
  return {
    mode: modeOf(environment),
    clientOrderId: { alphabet, maxLength: 36 },
    orderTypes,
    timesInForce,
    canPostOnly: true,
    canReduceOnly: hasFutures,
    oco: hasSpot ? 'full' : 'none',
    orderOptions: [],
    changeable,
    hasSendDeadline: true,
    longestDeadManMs: hasSpot ? null : longestDeadManMs,
    hasPositions: hasFutures,
    tradeIdsRestartDaily: false,
    definiteRefusals,
  };
}
