import type { VenueConfig } from '../venue-kind.ts';

/** Each address has a name, by which developer mode can replace it. Kraken has no test environment for spot. */
export interface Urls {
  /** `/0/public/…` and `/0/private/…` are appended. */
  readonly rest: string;
  /** Market data. */
  readonly ws: string;
  /** Executions and balances. */
  readonly wsAuth: string;
}

const live: Urls = {
  rest: 'https://api.kraken.com',
  ws: 'wss://ws.kraken.com/v2',
  wsAuth: 'wss://ws-auth.kraken.com/v2',
};

export function urlsOf({ urls = {} }: Pick<VenueConfig, 'urls'>): Urls {
  const without = (url: string) => url.replace(/\/+$/, '');
  return {
    rest: without(urls.rest ?? live.rest),
    ws: without(urls.ws ?? live.ws),
    wsAuth: without(urls.wsAuth ?? live.wsAuth),
  };
}
