import { createDial, type Dial } from '../connection/dial.ts';
import { createHttpClient, type HttpClient } from '../connection/http-client.ts';
import type { VenueConfig, VenueParts } from '../venue-kind.ts';

/** The way out of one connection. */
export interface Network {
  readonly http: HttpClient;
  readonly dial: Dial;
  /** Reads the proxy's password, where there is a proxy with a user: asked for at each connect, forgotten at `forget`. */
  learn(): Promise<void>;
  forget(): void;
  close(): void;
}

/** Nothing is sent before `learn`, since the proxy may ask for its password. */
export function createNetwork(
  config: Pick<VenueConfig, 'proxy' | 'trustedCa'>,
  parts: Pick<VenueParts, 'credentials' | 'monotonicMs'>,
  onRoundTrip?: (ms: number) => void,
): Network {
  let password = '';
  const path = {
    userAgent: 'Tidemark',
    ...(config.proxy === undefined ? {} : { proxy: config.proxy, proxyPassword: { reveal: () => password } }),
    ...(config.trustedCa === undefined ? {} : { trustedCa: config.trustedCa }),
  };
  const http = createHttpClient({
    ...path,
    monotonicMs: parts.monotonicMs,
    ...(onRoundTrip === undefined ? {} : { onRoundTrip }),
  });
  return {
    http,
    dial: createDial(path),
    async learn() {
      if (config.proxy === undefined || parts.credentials === null) return;
      password = await parts.credentials.use(
        'reach the proxy',
        ({ proxyPassword }) => proxyPassword?.reveal() ?? '',
      );
    },
    forget() {
      password = '';
    },
    close() {
      password = '';
      http.close();
    },
  };
}
