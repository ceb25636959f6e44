import type { VenueKind } from '../venue-kind.ts';
import { testConnection } from './connection-test.ts';
import { channels, createFrameDecoder } from './decoder.ts';
import { listing } from './description.ts';
import { openKraken } from './open.ts';
import { signRequest } from './sign.ts';

/** Kraken spot: REST for questions, history and orders, WebSocket v2 for everything that streams. */
export const kraken: VenueKind = {
  ...listing,
  channels,
  open: openKraken,
  test: testConnection,
  decoder: createFrameDecoder,
  sign: signRequest,
};
