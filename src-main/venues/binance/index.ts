import { Failure } from '../../../src-shared/domain/failure.ts';
import type { VenueKind } from '../venue-kind.ts';
import { testBinance } from './connection-test.ts';
import { listing } from './description.ts';
import { channels, createFrameDecoder } from './frame-decoder.ts';
import { openBinance } from './open.ts';
import { signRequest } from './sign.ts';

/** Binance: spot and USD-M futures, live and testnet. */
export const binance: VenueKind = {
  ...listing,
  channels,
  open: openBinance,
  test: testBinance,
  decoder(channel) {
    if (channel === undefined || (channels as readonly string[]).includes(channel))
      return createFrameDecoder(channel);
    throw new Failure('invalid', `Binance’s channels are ${channels.join(' and ')}.`);
  },
  sign: signRequest,
};
