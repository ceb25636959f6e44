import type { Exchange } from '../exchange/exchange.ts';
import type { MarketFeed } from '../exchange/market-feed.ts';
import type { Client } from './client.ts';
import type { Manners } from './manners.ts';
import type { Listing } from './markets.ts';
import type { TradeStamps } from './trade-stamps.ts';
import type { World } from './world.ts';

/** What all plants stand on. */
export interface Floor {
  readonly world: World;
  readonly exchange: Exchange;
  readonly feeds: ReadonlyMap<string, MarketFeed>;
  readonly listing: Listing;
  readonly manners: Manners;
  readonly stamps: TradeStamps;
  wantsRolls(client: Client, product: string): void;
}
