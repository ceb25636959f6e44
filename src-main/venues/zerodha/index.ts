import type { VenueKind } from '../venue-kind.ts';
import { testConnection } from './connection-test.ts';
import { channels, createFrameDecoder } from './decoder.ts';
import { listing } from './description.ts';
import { webLogin } from './login.ts';
import { openZerodha } from './open-zerodha.ts';
import { signRequest } from './sign.ts';

/** Indian markets through Zerodha's Kite Connect v3. */
export const zerodha: VenueKind = {
  ...listing,
  channels,
  webLogin,
  open: openZerodha,
  test: testConnection,
  decoder: createFrameDecoder,
  sign: signRequest,
};
