import type { Environment, VenueConfig } from '../venue-kind.ts';

/** What Binance sells that is traded by itself: its own hosts, its own balances, its own instruments. */
export const products = ['spot', 'usd-m'] as const;
export type Product = (typeof products)[number];

export function isProduct(name: string): name is Product {
  return (products as readonly string[]).includes(name);
}

/** Each address has a name, by which developer mode can replace it. */
export interface Urls {
  /** REST of spot, with the wallet (`/sapi`) on live. */
  readonly spotRest: string;
  /** Public market streams of spot; `/ws` is appended. */
  readonly spotStream: string;
  /** Requests and user data of spot over a socket. */
  readonly spotWsApi: string;
  readonly futuresRest: string;
  /** `/public/ws`, `/market/ws` and `/private/ws/<listenKey>` are appended (split since 2026-03-06). */
  readonly futuresStream: string;
}

const addresses: Readonly<Record<Environment, Urls>> = {
  live: {
    spotRest: 'https://api.binance.com',
    spotStream: 'wss://stream.binance.com:9443',
    spotWsApi: 'wss://ws-api.binance.com:443/ws-api/v3',
    futuresRest: 'https://fapi.binance.com',
    futuresStream: 'wss://fstream.binance.com',
  },
  testnet: {
    spotRest: 'https://testnet.binance.vision',
    spotStream: 'wss://stream.testnet.binance.vision',
    spotWsApi: 'wss://ws-api.testnet.binance.vision/ws-api/v3',
    futuresRest: 'https://demo-fapi.binance.com',
    futuresStream: 'wss://fstream.binancefuture.com',
  },
};

export function urlsOf({ environment, urls = {} }: Pick<VenueConfig, 'environment' | 'urls'>): Urls {
  const known = addresses[environment];
  const without = (url: string) => url.replace(/\/+$/, '');
  return {
    spotRest: without(urls.spotRest ?? known.spotRest),
    spotStream: without(urls.spotStream ?? known.spotStream),
    spotWsApi: without(urls.spotWsApi ?? known.spotWsApi),
    futuresRest: without(urls.futuresRest ?? known.futuresRest),
    futuresStream: without(urls.futuresStream ?? known.futuresStream),
  };
}
