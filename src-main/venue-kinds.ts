import { listing as binance } from './venues/binance/description.ts';
import { listing as coinbase } from './venues/coinbase/description.ts';
import { listing as kraken } from './venues/kraken/description.ts';
import { lateKind } from './venues/late-kind.ts';
import { listing as rithmic } from './venues/rithmic/description.ts';
import type { VenueKind } from './venues/venue-kind.ts';
import { listing as zerodha } from './venues/zerodha/description.ts';

/** Every venue that a person can make a connection to, in the order the page shows them. Their code is fetched later. */
export const venueKinds: readonly VenueKind[] = [
  lateKind(binance, async () => (await import('./venues/binance/index.ts')).binance),
  lateKind(coinbase, async () => (await import('./venues/coinbase/index.ts')).coinbase),
  lateKind(kraken, async () => (await import('./venues/kraken/index.ts')).kraken),
  lateKind(zerodha, async () => (await import('./venues/zerodha/index.ts')).zerodha),
  lateKind(rithmic, async () => (await import('./venues/rithmic/index.ts')).rithmic),
];
