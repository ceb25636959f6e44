import { createDial, type Dial } from '../connection/dial.ts';
import { createHttpClient, type HttpClient } from '../connection/http-client.ts';
import type { NetworkPath } from '../connection/network-path.ts';
import type { SecretText, VenueConfig, VenueParts } from '../venue-kind.ts';

/** The connection's way to Binance: its proxy and authorities, for requests and sockets alike. */
export interface Network {
  readonly http: HttpClient;
  readonly dial: Dial;
  /** Fetches the proxy's password, before the first request where there is a proxy. */
  prepare(): Promise<void>;
}

export function createNetwork(
  config: Pick<VenueConfig, 'proxy' | 'trustedCa'>,
  parts: Pick<VenueParts, 'credentials' | 'monotonicMs'>,
  onRoundTrip: (ms: number) => void = () => undefined,
): Network {
  let password: SecretText | undefined;
  const path: NetworkPath = {
    userAgent: 'Tidemark',
    ...(config.proxy === undefined ? {} : { proxy: config.proxy }),
    ...(config.trustedCa === undefined ? {} : { trustedCa: config.trustedCa }),
    // Asked for when a connection is made, which is after `prepare`.
    proxyPassword: { reveal: () => password?.reveal() ?? '' },
  };
  return {
    http: createHttpClient({ ...path, monotonicMs: parts.monotonicMs, onRoundTrip }),
    dial: createDial(path),
    async prepare() {
      if (config.proxy === undefined || parts.credentials === null) return;
      password = await parts.credentials.use('reach the proxy', (fields) => fields.proxyPassword);
    },
  };
}
