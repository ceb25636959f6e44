import type { TradingCapabilities } from '../trading.ts';
import type { VenueCapabilities } from '../venue.ts';
import { timeframes } from './market/bars.ts';
import { pageSize } from './market/history.ts';

export function capabilitiesOf(trading: TradingCapabilities | null): VenueCapabilities {
  return {
    streams: ['quotes', 'trades', 'candles', 'book'],
    historyTimeframes: timeframes,
    historyPageSize: pageSize,
    activityBars: ['ticks', 'volume', 'range'],
    hasTradeHistory: true,
    priceSides: ['trade'],
    isHistoryCacheable: true,
    hasClock: false,
    trading,
    isSearchable: true,
  };
}
