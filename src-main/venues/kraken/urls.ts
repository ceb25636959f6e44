import type { VenueConfig } from '../venue-kind.ts';

/** Each address has a name, by which developer mode can replace it. Kraken has no test environment for spot. */
export interface Urls {
  /** `/0/public/…` and `/0/private/…` are appended. */
  readonly rest: string;
  /** Market data. */
  readonly socket: string;
  /** Executions and balances. */
  readonly privateSocket: string;
}

const live: Urls = {
  rest: 'https://api.kraken.com',
  socket: 'wss://ws.kraken.com/v2',
  privateSocket: 'wss://ws-auth.kraken.com/v2',
};

export function urlsOf({ urls = {} }: Pick<VenueConfig, 'urls'>): Urls {
  const without = (url: string) => url.replace(/\/+$/, '');
  return {
    rest: without(urls.rest ?? live.rest),
    socket: without(urls.socket ?? live.socket),
    privateSocket: without(urls.privateSocket ?? live.privateSocket),
  };
}
