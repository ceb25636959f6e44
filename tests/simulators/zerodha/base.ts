import type { SimulatorClock } from '../exchange/clock.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Faults } from '../exchange/faults.ts';
import type { Registry } from './apps.ts';
import type { MarketBoard } from './board.ts';
import type { Limits } from './limits.ts';
import type { Catalogue } from './listings.ts';

/** What everything else stands on: users, markets, and the exchange behind the venue. */
export interface Base {
  exchange: Exchange;
  clock: SimulatorClock;
  faults: Faults;
  registry: Registry;
  limits: Limits;
  catalogue: Catalogue;
  board: MarketBoard;
}
