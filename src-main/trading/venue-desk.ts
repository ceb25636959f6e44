import { type AccountKey, type AccountMode, accountName } from '../../src-shared/domain/account.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { Fill } from '../../src-shared/domain/fill.ts';
import type { TradingRepository } from '../storage/trading-store.ts';
import type { Trading } from '../venues/trading.ts';
import type { Release, Venue } from '../venues/venue.ts';
import { AccountDesk } from './account-desk.ts';
import { OrderGateway } from './order-gateway.ts';
import type { TradingWorld } from './world.ts';

export interface VenueDeskParts<Mode extends AccountMode> {
  readonly venue: Venue;
  readonly trading: Trading<Mode>;
  readonly label: string;
  readonly repository: TradingRepository;
  readonly world: TradingWorld;
  onChanged(): void;
  onFills(fills: readonly Fill<Mode>[]): void;
}

const accountsAgainMs = 15_000;

/** The accounts of one connection, from its first `ready` to its end. */
export class VenueDesk<Mode extends AccountMode> {
  readonly label: string;
  readonly venue: Venue;
  readonly gateway: OrderGateway<Mode>;
  readonly #parts: VenueDeskParts<Mode>;
  readonly #desks = new Map<string, AccountDesk<Mode>>();
  readonly #releases: Release[] = [];
  #cancelTimer: Release = () => undefined;
  #isLoading = false;
  #isLoaded = false;
  #isStopped = false;

  constructor(parts: VenueDeskParts<Mode>) {
    this.#parts = parts;
    this.venue = parts.venue;
    this.label = parts.label;
    const { trading, repository, world, venue, onChanged } = parts;
    this.gateway = new OrderGateway({
      repository,
      trading,
      connection: venue.id,
      world,
      onChanged: () => onChanged(),
      askForReconciliation: (account) => this.#deskOf(account)?.askForReconciliation(),
    });
    this.#releases.push(
      trading.onOrders((reports) => this.#spread(reports, (desk, some) => desk.hearOrders(some))),
      trading.onFills((fills) => this.#spread(fills, (desk, some) => desk.hearFills(some))),
      trading.onBalances((balances) => this.#spread(balances, (desk, some) => desk.hearBalances(some))),
      trading.onPositions((positions) => this.#spread(positions, (desk, some) => desk.hearPositions(some))),
      trading.onGap((account) => this.#deskOf(account)?.askForReconciliation()),
      venue.onState(({ phase }) => this.#onPhase(phase === 'ready' || phase === 'degraded')),
    );
    this.#onPhase(['ready', 'degraded'].includes(venue.state().phase));
  }

  desks(): readonly AccountDesk<Mode>[] {
    return [...this.#desks.values()];
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelTimer();
    for (const release of this.#releases.splice(0)) release();
    await Promise.all(this.desks().map((desk) => desk.stop()));
  }

  #onPhase(isConnected: boolean): void {
    if (!this.#isLoaded && isConnected) this.#load();
    for (const desk of this.#desks.values()) desk.setConnected(isConnected);
  }

  #load(): void {
    if (this.#isLoading || this.#isStopped) return;
    this.#isLoading = true;
    const { trading, repository, world, venue, onChanged, onFills } = this.#parts;
    const load = async () => {
      for (const account of await trading.accounts()) {
        // An earlier attempt may have come as far as this.
        if (this.#deskOf(account.key) !== undefined) continue;
        await this.gateway.adopt(account.key);
        if (this.#isStopped) return;
        const desk = new AccountDesk<Mode>({
          account,
          trading,
          gateway: this.gateway,
          repository,
          world,
          hasPositions: venue.capabilities.trading?.hasPositions === true,
          onChanged,
          onFills,
          onOverflow: () => venue.onWake?.(),
        });
        this.#desks.set(desk.name, desk);
        desk.setConnected(['ready', 'degraded'].includes(venue.state().phase));
      }
      this.#isLoaded = true;
      onChanged();
    };
    load()
      .catch((error: unknown) => {
        world.log('trading.no-accounts', { connection: venue.id, error });
        if (error instanceof Failure && error.kind === 'unauthorised') return;
        this.#cancelTimer = world.after(accountsAgainMs, () => {
          if (['ready', 'degraded'].includes(venue.state().phase)) this.#load();
        });
      })
      .finally(() => {
        this.#isLoading = false;
      });
  }

  #deskOf(account: AccountKey): AccountDesk<Mode> | undefined {
    return this.#desks.get(accountName(account));
  }

  #spread<T extends { readonly account: AccountKey<Mode> }>(
    items: readonly T[],
    hand: (desk: AccountDesk<Mode>, some: readonly T[]) => void,
  ): void {
    for (const [name, some] of Map.groupBy(items, ({ account }) => accountName(account))) {
      const desk = this.#desks.get(name);
      // What comes before the accounts are known is in their first snapshot.
      if (desk !== undefined) hand(desk, some);
    }
  }
}
