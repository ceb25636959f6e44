import { randomBytes } from 'node:crypto';
import type { VenueKind } from '../venue-kind.ts';
import { testConnection } from './connection-test.ts';
import { channels, createFrameDecoder } from './decoder.ts';
import { listing } from './description.ts';
import { openCoinbase } from './open-coinbase.ts';
import { signRequest } from './sign.ts';

/** Spot markets of Coinbase, through Advanced Trade. */
export const coinbase: VenueKind = {
  ...listing,
  channels,
  open: openCoinbase,
  test: testConnection,
  decoder: createFrameDecoder,
  sign: (input) => signRequest(input, { now: Date.now, nonce: () => randomBytes(16).toString('hex') }),
};
