import { Failure } from '../../../src-shared/domain/failure.ts';
import type { VenueClock } from '../connection/venue-clock.ts';
import type { CredentialAccess, VenueParts } from '../venue-kind.ts';
import { type CdpKey, readKey } from './credentials.ts';
import { isSignedBy, token, uriOf } from './sign.ts';

/** Makes a fresh token for each use; the key is read for that moment only (K1). */
export interface Tokens {
  readonly hasKey: boolean;
  forRequest(method: string, url: string): Promise<string>;
  forSocket(): Promise<string>;
  /** Whether a token that we make now is signed as it should be. */
  checkSignature(): Promise<boolean>;
}

/** A token must not lie in the venue's future, so that it begins a little in the past. */
const marginSeconds = 5;

export function createTokens(
  credentials: CredentialAccess | null,
  clock: Pick<VenueClock, 'forSigning'>,
  parts: Pick<VenueParts, 'randomBytes'>,
): Tokens {
  function withKey<T>(use: (key: CdpKey) => T): Promise<T> {
    if (credentials === null) {
      return Promise.reject(
        new Failure(
          'unauthorised',
          'This needs a key of Coinbase; without one there are market prices only.',
        ),
      );
    }
    return credentials.use('talk to Coinbase', ({ keyName, privateKey }) =>
      use(readKey({ keyName: keyName?.reveal() ?? '', privateKey: privateKey?.reveal() ?? '' })),
    );
  }

  function make(key: CdpKey, uri?: string): string {
    return token({
      key,
      notBefore: Math.floor(clock.forSigning() / 1000) - marginSeconds,
      nonce: Buffer.from(parts.randomBytes(16)).toString('hex'),
      ...(uri === undefined ? {} : { uri }),
    });
  }

  return {
    hasKey: credentials !== null,
    forRequest: (method, url) => withKey((key) => make(key, uriOf(method, url))),
    forSocket: () => withKey((key) => make(key)),
    checkSignature: () => withKey((key) => isSignedBy(key, make(key, 'GET host/path'))),
  };
}
