import type { AccountCard, FillCard, OrderCard, PositionCard } from '../../src-shared/contract/trading.ts';
import {
  type AccountKey,
  type AccountMode,
  type AccountTag,
  accountName,
} from '../../src-shared/domain/account.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { Fill } from '../../src-shared/domain/fill.ts';
import type { InstrumentId } from '../../src-shared/domain/instrument.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import type { FillCursor, TradingRepository } from '../storage/trading-store.ts';
import type { Trading } from '../venues/trading.ts';
import type { Release, Venue } from '../venues/venue.ts';
import { AccountClaims } from './account-claims.ts';
import type { AccountDesk } from './account-desk.ts';
import {
  accountCard,
  type DeskView,
  fillCard,
  orderCards,
  positionCards,
  unseenOrderCards,
} from './cards.ts';
import { OrdersInHand } from './orders-in-hand.ts';
import { PriceBoard } from './price-board.ts';
import { TickBoard } from './tick-board.ts';
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
  /**
   * Watches the accounts of a venue until the release, but for those that another attached one watches. A venue without a
   * trading half is left alone.
   */
  attach(venue: Venue, label: string): Release;
  desks(): readonly AccountDesk<AccountMode>[];
  accountCards(): AccountCard[];
  positionCards(): PositionCard[];
  orderCards(): OrderCard[];
  /** Newest first, those of one moment by id; only what comes after `before`, a fill's time and id. */
  fillCards(
    account: string,
    before: Pick<FillCard, 'time' | 'id'> | null,
    limit: number,
  ): { fills: FillCard[]; hasOlder: boolean };
  /** The gateways of one mode only: what trades live accounts is never handed a paper order (O13). */
  gatewayOf<Mode extends AccountMode>(account: AccountKey<Mode>): VenueDesk<Mode>['gateway'] | undefined;
  /** Reads the lists of accounts of all connections anew. Says of how many that came, and which could not be read. Rejects where no connection is open. */
  refreshAccounts(): Promise<{ readonly added: number; readonly failures: readonly string[] }>;
  onChange(listener: () => void): Release;
  /** Only what a broker says of an account's money has changed, which it does many times a second. */
  onStandings(listener: () => void): Release;
  /** @throws Failure `not-found` for an account that no connection reaches. */
  setTag(account: string, tag: AccountTag): Promise<void>;
  /** Each fill once, after it is stored. */
  onFills(listener: (fills: readonly Fill[]) => void): Release;
  /** Fills that were told already have another fee, mark or tick. */
  onFillsCorrected(listener: () => void): Release;
  stop(): Promise<void>;
}

export function createTrading({ repository, world }: TradingParts): TradingService {
  const venues = new Map<Venue, VenueDesk<AccountMode>>();
  const listeners = new Set<() => void>();
  const standingListeners = new Set<() => void>();
  let tags: Map<string, AccountTag> | undefined;
  const knownTags = () => {
    tags ??= new Map(repository.tags());
    return tags;
  };
  const fillListeners = new Set<(fills: readonly Fill[]) => void>();
  const correctionListeners = new Set<() => void>();
  const claims = new AccountClaims(world.log);
  const inHand = new OrdersInHand();
  const ending = new Set<Promise<void>>();

  const changed = () => {
    for (const listener of listeners) listener();
  };
  const corrected = () => {
    for (const listener of correctionListeners) listener();
  };
  const prices = new PriceBoard(world, changed);
  /** Markets whose fills were read before their tick was known. */
  const fillsWithoutTick = new Set<InstrumentId>();
  const ticks = new TickBoard(world, (instrument) => {
    changed();
    // Fills are only read again when told so.
    if (fillsWithoutTick.delete(instrument)) corrected();
  });
  const views = (): DeskView[] =>
    [...venues.values()].flatMap((one) =>
      one
        .desks()
        .map((desk) => ({ venue: one.venue, label: one.label, desk, tag: knownTags().get(desk.name) })),
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
        claims,
        inHand,
        onConnected: () => ticks.connected(venue),
        onChanged: changed,
        onStanding: () => {
          for (const listener of standingListeners) listener();
        },
        onFills: (fills) => {
          for (const listener of fillListeners) listener(fills);
        },
        onFillsCorrected: corrected,
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
    accountCards: () => views().map((view) => accountCard(view, prices, claims.waitingFor(view.desk.name))),
    positionCards: () => views().flatMap((view) => positionCards(view, prices, ticks)),
    orderCards: () => {
      const shown = views();
      const unfinished = Map.groupBy(repository.allUnfinished(), (order) => accountName(order.account));
      const ids = shown.flatMap(({ desk }) =>
        [...desk.orders.values()].flatMap(({ clientOrderId }) => clientOrderId ?? []),
      );
      const ours = repository.ours(ids);
      return shown.flatMap((view) => [
        ...unseenOrderCards(view, unfinished.get(view.desk.name) ?? [], ticks),
        ...orderCards(view, ours, ticks),
      ]);
    },
    fillCards: (account, before, limit) => {
      const cursor: FillCursor | null =
        before === null ? null : { time: epochMs(before.time), key: before.id };
      const { fills, hasOlder } = repository.fills({ account, before: cursor, limit });
      const venueOf = new Map(views().map(({ desk, venue }) => [desk.name, venue]));
      const tickOf = ({ account: key, instrument }: Fill) => {
        const venue = venueOf.get(accountName(key));
        const tick = venue === undefined ? null : ticks.tickSize(venue, instrument);
        if (tick === null) fillsWithoutTick.add(instrument);
        return tick;
      };
      return {
        fills: fills.map((fill) =>
          fillCard(fill, labelOf, (name) => knownTags().get(name) ?? 'none', tickOf(fill)),
        ),
        hasOlder,
      };
    },
    gatewayOf: <Mode extends AccountMode>(account: AccountKey<Mode>) => {
      const name = accountName(account);
      const found = [...venues.values()].find((one) => one.desks().some((desk) => desk.name === name));
      return found?.gateway as unknown as VenueDesk<Mode>['gateway'] | undefined;
    },
    async refreshAccounts() {
      const before = views().length;
      const connected = [...venues.values()].filter(({ venue }) => venue.state().phase !== 'disconnected');
      if (connected.length === 0) throw new Failure('not-connected', 'No connection is open.');
      const ends = await Promise.allSettled(connected.map((one) => one.refreshAccounts()));
      const failures = ends.flatMap((end, index) =>
        end.status === 'fulfilled' ? [] : [`${connected[index]?.label}: ${wordsOf(end.reason)}`],
      );
      return { added: Math.max(0, views().length - before), failures };
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onStandings(listener) {
      standingListeners.add(listener);
      return () => standingListeners.delete(listener);
    },
    async setTag(account, tag) {
      if (!views().some(({ desk }) => desk.name === account)) {
        throw new Failure('not-found', 'No connection reaches this account now. Connect it first.');
      }
      await repository.setTag(account, tag, world.now());
      knownTags().set(account, tag);
      changed();
      // Fills carry their account's mark, too, and are only read again when told so.
      corrected();
    },
    onFills(listener) {
      fillListeners.add(listener);
      return () => fillListeners.delete(listener);
    },
    onFillsCorrected(listener) {
      correctionListeners.add(listener);
      return () => correctionListeners.delete(listener);
    },
    async stop() {
      await Promise.all([...[...venues.values()].map((one) => one.stop()), ...ending]);
      venues.clear();
    },
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Failure ? error.message : 'It failed inside Tidemark.';
}
