import { z } from 'zod';
import { readSymbol, type SymbolInfo } from './exchange-info.ts';
import { type KlineRows, klineRows } from './klines.ts';
import type { RestClient } from './rest-client.ts';
import type { Product } from './urls.ts';
import { type DepthSnapshot, decimal, depthSnapshot } from './wire.ts';

/*
 * The questions about markets that spot and futures answer alike, at their own paths and weights. Names as in the manual.
 */

const paths: Readonly<Record<Product, string>> = { spot: '/api/v3', 'usd-m': '/fapi/v1' };

const dayFigures = z.object({ symbol: z.string(), lastPrice: decimal, quoteVolume: decimal });
export type DayFigures = readonly z.infer<typeof dayFigures>[];

/** A book of that many levels a side costs 50 for spot and 20 for futures. */
const snapshotDepth = 1_000;

export async function serverTime(client: RestClient, product: Product): Promise<number> {
  const answer = await client.ask(
    { path: `${paths[product]}/time`, security: 'open', weight: 1 },
    z.object({ serverTime: z.number() }),
  );
  return answer.serverTime;
}

/** What `take` makes of each market, in turns with everything else: the list is several MB. */
export function symbols<Shape>(
  client: RestClient,
  product: Product,
  take: (info: SymbolInfo) => Shape | undefined,
  signal?: AbortSignal,
): Promise<Shape[]> {
  const request =
    product === 'spot'
      ? // Which account may trade what is several MB, and not looked at.
        { parameters: { showPermissionSets: false }, weight: 20 }
      : { weight: 1 };
  const path = `${paths[product]}/exchangeInfo`;
  return client.askList({ path, security: 'open', signal, ...request }, 'symbols', (row) => {
    const info = readSymbol(row);
    return info === undefined ? undefined : take(info);
  });
}

export function depth(
  client: RestClient,
  product: Product,
  symbol: string,
  signal?: AbortSignal,
): Promise<DepthSnapshot> {
  const parameters = { symbol, limit: snapshotDepth };
  const weight = product === 'spot' ? 50 : 20;
  return client.ask(
    { path: `${paths[product]}/depth`, parameters, security: 'open', weight, signal },
    depthSnapshot,
  );
}

/** The newest bars that open up to and including `endTime`, oldest first. */
export function klines(
  client: RestClient,
  product: Product,
  parameters: {
    readonly symbol: string;
    readonly interval: string;
    readonly endTime: number;
    readonly limit: number;
  },
  signal?: AbortSignal,
): Promise<KlineRows> {
  const { limit } = parameters;
  const weight = product === 'spot' ? 2 : limit < 100 ? 1 : limit < 500 ? 2 : limit <= 1_000 ? 5 : 10;
  return client.ask(
    { path: `${paths[product]}/klines`, parameters, security: 'open', weight, signal },
    klineRows,
  );
}

/** All markets' last 24 hours. */
export function tickers24h(client: RestClient, product: Product): Promise<DayFigures> {
  const request = product === 'spot' ? { parameters: { type: 'MINI' }, weight: 80 } : { weight: 40 };
  const path = `${paths[product]}/ticker/24hr`;
  return client.askList(
    { path, security: 'open', ...request },
    undefined,
    (row) => dayFigures.safeParse(row).data,
  );
}
