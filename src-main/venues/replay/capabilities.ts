import { backboneFrames } from '../../../src-shared/domain/bar-tree.ts';
import type { VenueCapabilities } from '../venue.ts';

export const replayCapabilities: VenueCapabilities = {
  streams: ['quotes', 'trades'],
  historyTimeframes: backboneFrames,
  historyPageSize: 20_000,
  priceSides: ['trade', 'bid', 'ask'],
  // It comes from the store, and the part after the replayed moment must stay unknown.
  isHistoryCacheable: false,
  hasClock: true,
  trading: null,
  isSearchable: true,
};
