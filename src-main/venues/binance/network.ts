import { createDial, type Dial } from '../connection/dial.ts';
import { createHttpClient, type HttpClient } from '../connection/http-client.ts';
import { networkPath } from '../connection/network-path.ts';
import type { VenueConfig, VenueParts } from '../venue-kind.ts';

/** The connection's way to Binance: its proxy and authorities, for requests and sockets alike. */
export interface Network {
  readonly http: HttpClient;
  readonly dial: Dial;
}

export function createNetwork(
  config: Pick<VenueConfig, 'proxy' | 'trustedCa'>,
  parts: Pick<VenueParts, 'credentials' | 'monotonicMs'>,
  onRoundTrip: (ms: number) => void,
): Network {
  const path = networkPath(config, parts);
  return {
    http: createHttpClient({ ...path, monotonicMs: parts.monotonicMs, onRoundTrip }),
    dial: createDial(path),
  };
}
