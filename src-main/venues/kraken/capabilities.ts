import type { TradingCapabilities } from '../trading.ts';
import type { VenueCapabilities } from '../venue.ts';
import { definiteRefusals } from './errors.ts';
import { newestRows } from './history.ts';
import { timeframes } from './intervals.ts';

/** Kraken refuses deadlines nearer than this and further than that. */
export const shortestDeadlineMs = 2_000;
export const longestDeadlineMs = 60_000;

/** `cl_ord_id` is a UUID or at most 18 free characters; only these are sure to be the same in any case. */
export const clientOrderId = { alphabet: 'abcdefghijklmnopqrstuvwxyz0123456789', maxLength: 18 } as const;

/** Choices of an order that only Kraken knows. */
export const orderOptions = [
  {
    name: 'trigger',
    label: 'Trigger price',
    values: [
      { value: 'last', label: 'Last trade' },
      { value: 'index', label: 'Index of several venues' },
    ],
    default: 'last',
  },
  {
    name: 'stptype',
    label: 'If it would meet an order of your own',
    values: [
      { value: 'cancel-newest', label: 'Cancel the newer one' },
      { value: 'cancel-oldest', label: 'Cancel the older one' },
      { value: 'cancel-both', label: 'Cancel both' },
    ],
    default: 'cancel-newest',
  },
] as const;

const tradingCapabilities: TradingCapabilities = {
  mode: 'live',
  clientOrderId,
  orderTypes: ['market', 'limit', 'stop', 'stop-limit', 'if-touched', 'limit-if-touched'],
  timesInForce: ['gtc', 'gtd', 'ioc', 'fok'],
  canPostOnly: true,
  // Only orders on margin can reduce, and those are not placed from here.
  canReduceOnly: false,
  oco: 'none',
  orderOptions,
  changeable: ['quantity-down', 'quantity-up', 'limit-price', 'trigger-price'],
  hasSendDeadline: true,
  longestDeadManMs: 60_000,
  hasPositions: false,
  tradeIdsRestartDaily: false,
  definiteRefusals,
};

export function capabilitiesOf(hasKey: boolean): VenueCapabilities {
  return {
    streams: ['quotes', 'trades', 'candles', 'book'],
    historyTimeframes: timeframes,
    historyPageSize: newestRows,
    priceSides: ['trade'],
    isHistoryCacheable: true,
    isOlderHistorySlow: true,
    hasClock: false,
    trading: hasKey ? tradingCapabilities : null,
    isSearchable: true,
  };
}
