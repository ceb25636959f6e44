import type { Timeframe } from '../../../src-shared/domain/timeframe.ts';
import type { RateLimit } from '../connection/rate-budget.ts';
import type { TradingCapabilities } from '../trading.ts';
import type { VenueCapabilities } from '../venue.ts';
import { definiteRefusals } from './errors.ts';

/** Coinbase's words for bar lengths, shortest first. */
export const granularities: ReadonlyMap<Timeframe, string> = new Map<Timeframe, string>([
  ['1m', 'ONE_MINUTE'],
  ['5m', 'FIVE_MINUTE'],
  ['15m', 'FIFTEEN_MINUTE'],
  ['30m', 'THIRTY_MINUTE'],
  ['1h', 'ONE_HOUR'],
  ['2h', 'TWO_HOUR'],
  ['4h', 'FOUR_HOUR'],
  ['6h', 'SIX_HOUR'],
  ['1D', 'ONE_DAY'],
]);

/** Bars of one question: 350 are the most, both ends counted, and a wider span is an error. */
export const candlesPerCall = 300;

export const tradingCapabilities: TradingCapabilities = {
  mode: 'live',
  clientOrderId: { alphabet: 'abcdefghijklmnopqrstuvwxyz0123456789', maxLength: 36 },
  // Spot has no stop that becomes a market order; its one is within the bracket.
  orderTypes: ['market', 'limit', 'stop-limit'],
  timesInForce: ['gtc', 'gtd', 'ioc', 'fok'],
  canPostOnly: true,
  canReduceOnly: false,
  oco: 'full',
  orderOptions: [],
  changeable: ['quantity-down', 'quantity-up', 'limit-price'],
  hasSendDeadline: false,
  longestDeadManMs: null,
  hasPositions: false,
  tradeIdsRestartDaily: false,
  definiteRefusals,
};

export function capabilitiesOf(hasAccount: boolean): VenueCapabilities {
  return {
    // The venue's own candles come in five minutes only: bars are built from trades.
    streams: ['quotes', 'trades', 'book'],
    historyTimeframes: [...granularities.keys()],
    historyPageSize: candlesPerCall,
    priceSides: ['trade'],
    isHistoryCacheable: true,
    hasClock: false,
    trading: hasAccount ? tradingCapabilities : null,
    isSearchable: true,
  };
}

/** Levels of each side in a book event. */
export const bookDepth = 50;

/**
 * 10 requests a second for each address, 30 for each user with a key, 8 connections a second for each address. A bucket
 * of half as many that leaks half as many a second never lets more than all of them go in any one second.
 */
export const rateLimits: readonly RateLimit[] = [
  { name: 'public requests', capacity: 5, refill: { kind: 'leak', perSecond: 5 } },
  { name: 'private requests', capacity: 15, refill: { kind: 'leak', perSecond: 15 }, reservedForOrders: 0.4 },
  { name: 'connection attempts', capacity: 4, refill: { kind: 'leak', perSecond: 4 } },
];

/** 8 messages a second for each address: two sockets of the market share them. */
export const messageBudget = { count: 3, perMs: 1000 } as const;
