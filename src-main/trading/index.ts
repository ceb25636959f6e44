import type { AccountCard, FillCard, OrderCard, PositionCard } from '../../src-shared/contract/trading.ts';
import { type AccountKey, type AccountMode, accountName } from '../../src-shared/domain/account.ts';
import type { Fill } from '../../src-shared/domain/fill.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { TradingRepository } from '../storage/trading-store.ts';
import type { Trading } from '../venues/trading.ts';
import type { Release, Venue } from '../venues/venue.ts';
import type { AccountDesk } from './account-desk.ts';
import {
  accountCard,
  type DeskView,
  fillCard,
  orderCards,
  positionCards,
  unseenOrderCards,
} from './cards.ts';
import { PriceBoard } from './price-board.ts';
import { VenueDesk } from './venue-desk.ts';
import type { TradingWorld } from './world.ts';

export type { AccountDesk } from './account-desk.ts';
export type { OrderGateway } from './order-gateway.ts';
export type { VenueDesk } from './venue-desk.ts';

export interface TradingParts {
  readonly repository: TradingRepository;
  readonly world: TradingWorld;
}

/** Accounts, orders and fills of every connection that has them; orders go out through its gateways. */
export interface TradingService {
  /** Watches the accounts of a venue until the release. A venue without a trading half is left alone. */
  attach(venue: Venue, label: string): Release;
  desks(): readonly AccountDesk<AccountMode>[];
  accountCards(): AccountCard[];
  positionCards(): PositionCard[];
  orderCards(): OrderCard[];
  fillCards(account: string, before: EpochMs | null, limit: number): { fills: FillCard[]; hasOlder: boolean };
  /** The gateways of one mode only: what trades live accounts is never handed a paper order (O13). */
  gatewayOf<Mode extends AccountMode>(account: AccountKey<Mode>): VenueDesk<Mode>['gateway'] | undefined;
  onChange(listener: () => void): Release;
  /** Each fill once, after it is stored. */
  onFills(listener: (fills: readonly Fill[]) => void): Release;
  stop(): Promise<void>;
}

export function createTrading({ repository, world }: TradingParts): TradingService {
  const venues = new Map<Venue, VenueDesk<AccountMode>>();
  const listeners = new Set<() => void>();
  const fillListeners = new Set<(fills: readonly Fill[]) => void>();
  const ending = new Set<Promise<void>>();

  const changed = () => {
    for (const listener of listeners) listener();
  };
  const prices = new PriceBoard(world, changed);
  const views = (): DeskView[] =>
    [...venues.values()].flatMap((one) =>
      one.desks().map((desk) => ({ venue: one.venue, label: one.label, desk })),
    );
  const labelOf = (account: string) =>
    views().find(({ desk }) => desk.name === account)?.desk.account.label ?? JSON.parse(account)[2];

  return {
    attach(venue, label) {
      const { trading } = venue;
      if (trading === undefined) return () => undefined;
      const desk = new VenueDesk<AccountMode>({
        venue,
        // Each mode is handled alike in here; what keeps them apart is the account key, which holds the mode.
        trading: trading as unknown as Trading<AccountMode>,
        label,
        repository,
        world,
        onChanged: changed,
        onFills: (fills) => {
          for (const listener of fillListeners) listener(fills);
        },
      });
      venues.set(venue, desk);
      return () => {
        if (!venues.delete(venue)) return;
        const end = desk.stop().finally(() => ending.delete(end));
        ending.add(end);
        changed();
      };
    },
    desks: () => views().map(({ desk }) => desk),
    accountCards: () => views().map((view) => accountCard(view, prices)),
    positionCards: () => views().flatMap((view) => positionCards(view, prices)),
    orderCards: () =>
      views().flatMap((view) => [
        ...unseenOrderCards(view, repository.unfinished(view.desk.key)),
        ...orderCards(view, (id) => repository.order(id)),
      ]),
    fillCards: (account, before, limit) => {
      const { fills, hasOlder } = repository.fills({ account, before, limit });
      return { fills: fills.map((fill) => fillCard(fill, labelOf)), hasOlder };
    },
    gatewayOf: <Mode extends AccountMode>(account: AccountKey<Mode>) => {
      const name = accountName(account);
      const found = [...venues.values()].find((one) => one.desks().some((desk) => desk.name === name));
      return found?.gateway as unknown as VenueDesk<Mode>['gateway'] | undefined;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onFills(listener) {
      fillListeners.add(listener);
      return () => fillListeners.delete(listener);
    },
    async stop() {
      await Promise.all([...[...venues.values()].map((one) => one.stop()), ...ending]);
      venues.clear();
    },
  };
}
