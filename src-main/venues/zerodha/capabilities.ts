import type { Timeframe } from '../../../src-shared/domain/timeframe.ts';
import type { OrderOption, TradingCapabilities } from '../trading.ts';
import type { VenueCapabilities } from '../venue.ts';
import { definiteRefusals } from './errors.ts';
import { intervals } from './history.ts';

const choice = (value: string, label: string) => ({ value, label });

/** Choices of an order that only Zerodha knows. */
export const orderOptions: readonly OrderOption[] = [
  {
    name: 'product',
    label: 'Product',
    values: [
      choice('automatic', 'Delivery for shares, overnight for derivatives'),
      choice('CNC', 'CNC: delivery'),
      choice('MIS', 'MIS: intraday, closed by Zerodha before the end of the day'),
      choice('NRML', 'NRML: overnight, for derivatives'),
      choice('MTF', 'MTF: delivery on margin'),
    ],
    default: 'automatic',
  },
  {
    name: 'variety',
    label: 'Variety',
    values: [choice('regular', 'Regular'), choice('amo', 'After market: sent when the market opens')],
    default: 'regular',
  },
  {
    name: 'marketProtection',
    label: 'Market protection',
    values: [
      choice('automatic', 'By Zerodha’s table'),
      ...['1', '2', '3', '5', '10', '20', '50', '100'].map((percent) => choice(percent, `${percent} %`)),
    ],
    default: 'automatic',
  },
];

export const trading: TradingCapabilities = {
  mode: 'live',
  // There is no client order id: it travels as the order's tag.
  clientOrderId: { alphabet: '0123456789abcdefghijklmnopqrstuvwxyz', maxLength: 20 },
  orderTypes: ['market', 'limit', 'stop', 'stop-limit', 'limit-if-touched'],
  // `gtc` is a GTT, which waits for a trigger: it goes with the two types that have a trigger and a limit.
  timesInForce: ['day', 'ioc', 'gtd', 'gtc'],
  canPostOnly: false,
  canReduceOnly: false,
  oco: 'needs-stop-limit',
  orderOptions,
  changeable: ['quantity-down', 'quantity-up', 'limit-price', 'trigger-price'],
  hasSendDeadline: false,
  longestDeadManMs: null,
  hasPositions: true,
  tradeIdsRestartDaily: true,
  definiteRefusals,
};

/** Bars of one answer; sixty days of minutes are far more, and nobody waits for them gladly. */
const pageSize = 5000;

export const capabilities: VenueCapabilities = {
  streams: ['quotes', 'trades', 'book'],
  historyTimeframes: [...intervals.keys()] as Timeframe[],
  historyPageSize: pageSize,
  priceSides: ['trade'],
  isHistoryCacheable: true,
  hasClock: false,
  trading,
  isSearchable: true,
};
