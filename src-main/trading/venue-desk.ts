import {
  type Account,
  type AccountKey,
  type AccountMode,
  accountName,
} from '../../src-shared/domain/account.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { Fill } from '../../src-shared/domain/fill.ts';
import type { TradingRepository } from '../storage/trading-store.ts';
import type { Trading } from '../venues/trading.ts';
import type { Release, Venue } from '../venues/venue.ts';
import type { AccountClaims, Claimant } from './account-claims.ts';
import { AccountDesk } from './account-desk.ts';
import { OrderGateway } from './order-gateway.ts';
import type { OrdersInHand } from './orders-in-hand.ts';
import type { TradingWorld } from './world.ts';

export interface VenueDeskParts<Mode extends AccountMode> {
  readonly venue: Venue;
  readonly trading: Trading<Mode>;
  readonly label: string;
  readonly repository: TradingRepository;
  readonly world: TradingWorld;
  readonly claims: AccountClaims;
  readonly inHand: OrdersInHand;
  /** At first, and after each time that it was not. */
  onConnected(): void;
  onChanged(): void;
  onStanding(): void;
  onFills(fills: readonly Fill<Mode>[]): void;
  onFillsCorrected(): void;
}

const accountsAgainMs = 15_000;

/**
 * The accounts of one connection, from its first `ready` to its end; those that another one watches are left to it. The list is read
 * again after each reconnection and when a person asks, since accounts are added meanwhile.
 */
export class VenueDesk<Mode extends AccountMode> {
  readonly label: string;
  readonly venue: Venue;
  readonly gateway: OrderGateway<Mode>;
  readonly #parts: VenueDeskParts<Mode>;
  readonly #desks = new Map<string, AccountDesk<Mode>>();
  readonly #claimed = new Map<string, Claimant>();
  readonly #releases: Release[] = [];
  #cancelTimer: Release = () => undefined;
  #loading: Promise<void> | undefined;
  /** A list will be asked for as soon as the one that is being read has come. */
  #isLoadDue = false;
  #wasConnected = false;
  #isStopped = false;
  #wasOff = true;

  constructor(parts: VenueDeskParts<Mode>) {
    this.#parts = parts;
    this.venue = parts.venue;
    this.label = parts.label;
    const { trading, repository, world, venue, inHand, onChanged } = parts;
    this.gateway = new OrderGateway({
      repository,
      trading,
      capabilities: venue.capabilities.trading,
      connection: venue.id,
      world,
      inHand,
      onChanged: () => onChanged(),
      askForReconciliation: (account) => this.#deskOf(account)?.askForReconciliation(),
    });
    this.#releases.push(
      trading.onOrders((reports) => this.#spread(reports, (desk, some) => desk.hearOrders(some))),
      trading.onFills((fills) => this.#spread(fills, (desk, some) => desk.hearFills(some))),
      trading.onBalances((balances) => this.#spread(balances, (desk, some) => desk.hearBalances(some))),
      trading.onPositions((positions) => this.#spread(positions, (desk, some) => desk.hearPositions(some))),
      trading.onStandings?.((standings) =>
        this.#spread(standings, (desk, some) => {
          for (const standing of some) desk.hearStanding(standing);
        }),
      ) ?? (() => undefined),
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
    await Promise.all([...this.#claimed].map(([name, one]) => this.#parts.claims.release(name, one)));
  }

  #onPhase(isConnected: boolean): void {
    if (isConnected && !this.#wasConnected) {
      this.#parts.onConnected();
      this.#loadSoon();
    }
    this.#wasConnected = isConnected;
    for (const desk of this.#desks.values()) desk.setConnected(isConnected);
    const isOff = this.#isOff();
    if (isOff === this.#wasOff) return;
    this.#wasOff = isOff;
    for (const name of this.#claimed.keys()) void this.#parts.claims.reconsider(name);
  }

  #isOff(): boolean {
    return this.venue.state().phase === 'disconnected';
  }

  #isConnected(): boolean {
    return ['ready', 'degraded'].includes(this.venue.state().phase);
  }

  /** Accounts that have come since the list was read last. Rejects with a Failure where it cannot be read. */
  async refreshAccounts(): Promise<void> {
    if (!this.#isConnected()) throw new Failure('not-connected', `${this.label} is not connected.`);
    await this.#parts.trading.refreshAccounts?.();
    await this.#loadAnew();
  }

  #loadSoon(): void {
    this.#cancelTimer();
    if (this.#isStopped || this.#isLoadDue) return;
    this.#isLoadDue = true;
    const { world, venue } = this.#parts;
    this.#loadAnew().catch((error: unknown) => {
      world.log('trading.no-accounts', { connection: venue.id, error });
      if (error instanceof Failure && error.kind === 'unauthorised') return;
      if (this.#isStopped || this.#isLoadDue) return;
      this.#cancelTimer();
      this.#cancelTimer = world.after(accountsAgainMs, () => {
        if (this.#isConnected()) this.#loadSoon();
      });
    });
  }

  /** What is being read may have been asked before an account was there, or before the connection was lost. */
  async #loadAnew(): Promise<void> {
    await this.#loading?.catch(() => undefined);
    this.#isLoadDue = false;
    if (this.#isStopped) return;
    this.#loading ??= this.#claimListed().finally(() => {
      this.#loading = undefined;
    });
    await this.#loading;
  }

  async #claimListed(): Promise<void> {
    const { trading, claims, onChanged } = this.#parts;
    for (const account of await trading.accounts()) {
      const name = accountName(account.key);
      if (this.#isStopped || this.#claimed.has(name)) continue;
      const claimant = this.#claimantOf(account);
      this.#claimed.set(name, claimant);
      await claims.claim(name, claimant).catch((error: unknown) => {
        this.#claimed.delete(name);
        throw error;
      });
    }
    onChanged();
  }

  #claimantOf(account: Account<Mode>): Claimant {
    const { venue, trading, repository, world, onChanged, onStanding, onFills, onFillsCorrected } =
      this.#parts;
    const name = accountName(account.key);
    return {
      label: this.label,
      canTrade: account.canTrade,
      isAvailable: () => !this.#isOff(),
      begin: async () => {
        await this.gateway.adopt(account.key);
        const desk = new AccountDesk<Mode>({
          account,
          trading,
          gateway: this.gateway,
          repository,
          world,
          hasPositions: venue.capabilities.trading?.hasPositions === true,
          hasStandings: venue.capabilities.trading?.hasStandings === true,
          onChanged,
          onStanding,
          onFills,
          onFillsCorrected,
          onOverflow: () => venue.onWake?.(),
        });
        this.#desks.set(name, desk);
        desk.setConnected(this.#isConnected());
        onChanged();
      },
      end: async () => {
        const desk = this.#desks.get(name);
        await desk?.stop();
        this.#desks.delete(name);
        onChanged();
      },
    };
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
