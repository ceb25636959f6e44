import { binance } from './venues/binance/index.ts';
import { coinbase } from './venues/coinbase/index.ts';
import { kraken } from './venues/kraken/index.ts';
import type { VenueKind } from './venues/venue-kind.ts';
import { zerodha } from './venues/zerodha/index.ts';

/** Every venue that a person can make a connection to, in the order the page shows them. */
export const venueKinds: readonly VenueKind[] = [binance, coinbase, kraken, zerodha];
