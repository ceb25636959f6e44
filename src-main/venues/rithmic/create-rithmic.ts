import { Failure } from '../../../src-shared/domain/failure.ts';
import type { VenueKind } from '../venue-kind.ts';
import { testConnection } from './connection-test.ts';
import { channels, createFrameDecoder } from './decoder.ts';
import { listing } from './description.ts';
import { discoverSetting } from './discover.ts';
import { Logins } from './logins.ts';
import { openRithmic } from './open.ts';

/** Rithmic as one venue, which knows of the logins that its connections use: each is used once. */
export function createRithmic(): VenueKind {
  const logins = new Logins();
  return {
    ...listing,
    channels,
    discover: discoverSetting,
    open: (config, parts) => openRithmic(config, parts, logins),
    test: (config, parts, signal) => testConnection(config, parts, signal, logins),
    decoder: () => createFrameDecoder(),
    sign() {
      throw new Failure(
        'invalid',
        'Rithmic signs nothing: a login tells user and password inside the encrypted connection, and the requests after it belong to that login.',
      );
    },
  };
}
