import {
  type Account,
  type AccountKey,
  type AccountMode,
  type AccountStanding,
  accountName,
  type Balance,
} from '../../src-shared/domain/account.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import { type Fill, fillKey } from '../../src-shared/domain/fill.ts';
import type { OrderReport } from '../../src-shared/domain/order.ts';
import type { Position } from '../../src-shared/domain/position.ts';
import { addDecimals, compareDecimals, subtractDecimals } from '../../src-shared/domain/quantity.ts';
import { type EpochMs, epochMs } from '../../src-shared/domain/time.ts';
import type { TradingRepository } from '../storage/trading-store.ts';
import type { AccountSnapshot, Trading } from '../venues/trading.ts';
import { excessQuantity, missingQuantity, netQuantity, syntheticFill } from './fill-arithmetic.ts';
import type { OrderGateway } from './order-gateway.ts';
import type { TradingWorld } from './world.ts';

export type AccountState = 'reconciling' | 'live' | 'stale';

export interface DeskParts<Mode extends AccountMode> {
  readonly account: Account<Mode>;
  readonly trading: Trading<Mode>;
  readonly gateway: OrderGateway<Mode>;
  readonly repository: TradingRepository;
  readonly world: TradingWorld;
  /** False where an account holds coins and cash only: there is nothing to compare fills with. */
  readonly hasPositions: boolean;
  readonly hasStandings: boolean;
  onChanged(): void;
  /** The standing is another one; told apart since it is so many times a second. */
  onStanding(): void;
  onFills(fills: readonly Fill<Mode>[]): void;
  /** The fee of a fill came only now, or came otherwise. */
  onFillsCorrected(): void;
  /** More arrives than can be stored: the connection must start over rather than lose something (W4). */
  onOverflow(): void;
}

/** From asking to asking: what a stream lost without a word is found within a minute, the time for the answers included. */
const everyMs = 50_000;
const againSoonMs = 2000;
const againLaterMs = 15_000;
/** Asked again from before the last confirmed moment, since clocks and streams disagree by seconds. */
const overlapMs = 10 * 60_000;
const firstReachMs = 24 * 3_600_000;
/** What happened so lately may not be in the venue's answers yet. */
const settleMs = 3000;
const mostWaiting = 10_000;
const keptEnded = 200;

/**
 * One account: what the venue says of it, checked against its own snapshots at every start, reconnect, gap and minute
 * (O8). Everything that arrives is stored before it is shown, one thing after the other.
 */
export class AccountDesk<Mode extends AccountMode> {
  readonly account: Account<Mode>;
  state: AccountState = 'reconciling';
  reason = 'Asking the venue for orders, fills and balances.';
  asOf: EpochMs | null = null;
  /** What the broker itself last said of the account's money and of the floor under it. */
  standing: AccountStanding<Mode> | null = null;
  readonly balances = new Map<string, Balance<Mode>>();
  readonly positions = new Map<string, Position<Mode>>();
  /** Open ones and those that ended lately. */
  readonly orders = new Map<string, OrderReport<Mode>>();
  /** O9: instrument → what does not agree, in words. */
  readonly disagreements = new Map<string, string>();

  readonly #parts: DeskParts<Mode>;
  /** When an order was last heard of, by the clock that never jumps; forgotten once a snapshot is later than that. */
  readonly #heardAt = new Map<string, number>();
  readonly #balanceHeardAt = new Map<string, number>();
  readonly #positionHeardAt = new Map<string, number>();
  readonly #over = new AbortController();
  /** Orders with more fills than the venue counts, which is told once. */
  readonly #toldExcess = new Set<string>();
  /** Positions as of the last snapshot, and what was filled since. */
  readonly #expected = new Map<string, string>();
  readonly #name: string;
  #hasBaseline = false;
  #queue: Promise<void> = Promise.resolve();
  #waiting = 0;
  #isStopped = false;
  #isConnected = false;
  #isReconciling = false;
  #isAskedAgain = false;
  #isDueSoon = false;
  #cancelTimer: () => void = () => undefined;

  constructor(parts: DeskParts<Mode>) {
    this.#parts = parts;
    this.account = parts.account;
    this.#name = accountName(parts.account.key);
  }

  setConnected(isConnected: boolean): void {
    if (this.#isConnected === isConnected) return;
    this.#isConnected = isConnected;
    if (isConnected) {
      this.#set('reconciling', 'Asking the venue for orders, fills and balances.');
      this.reconcile();
    } else {
      this.#cancelTimer();
      this.#isDueSoon = false;
      this.#set('stale', 'Not connected; this is what was last known.');
    }
  }

  stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelTimer();
    this.#over.abort();
    return this.#queue;
  }

  /** Soon, and once more when one is under way: something may have been missed. */
  askForReconciliation(): void {
    if (this.state === 'live') this.#set('reconciling', 'Something may have been missed; asking the venue.');
    if (this.#isReconciling) {
      this.#isAskedAgain = true;
    } else if (!this.#isDueSoon) {
      // Asked many times in a row, the question is not put off each time.
      this.#reconcileIn(againSoonMs);
      this.#isDueSoon = true;
    }
  }

  hearOrders(reports: readonly OrderReport<Mode>[]): void {
    for (const report of reports) {
      this.#heardAt.set(orderKey(report), this.#parts.world.monotonicMs());
      this.#enqueue(async () => {
        await this.#parts.gateway.report(report);
        this.#show(report);
      });
    }
  }

  hearFills(fills: readonly Fill<Mode>[]): void {
    for (const fill of fills) this.#heardAt.set(orderKey(fill), this.#parts.world.monotonicMs());
    this.#enqueue(() => this.#book(fills));
  }

  hearBalances(balances: readonly Balance<Mode>[]): void {
    for (const { total } of balances)
      this.#balanceHeardAt.set(total.currency, this.#parts.world.monotonicMs());
    this.#enqueue(async () => {
      for (const balance of balances) this.balances.set(balance.total.currency, balance);
      this.#parts.onChanged();
    });
  }

  /** It is shown, not booked, so it need not wait its turn. What the broker said before is not news. */
  hearStanding(standing: AccountStanding<Mode>): void {
    if (this.standing !== null && standing.time < this.standing.time) return;
    this.standing = standing;
    this.#parts.onStanding();
  }

  hearPositions(positions: readonly Position<Mode>[]): void {
    for (const position of positions)
      this.#positionHeardAt.set(idOf(position), this.#parts.world.monotonicMs());
    this.#enqueue(async () => {
      for (const position of positions) this.#setPosition(position);
      this.#parts.onChanged();
    });
  }

  reconcile(): void {
    if (this.#isStopped || !this.#isConnected) return;
    if (this.#isReconciling) {
      // What is under way was asked before: before a reconnect, for one, and does not stand for what was missed in it.
      this.#isAskedAgain = true;
      return;
    }
    this.#isReconciling = true;
    this.#isAskedAgain = false;
    this.#isDueSoon = false;
    this.#cancelTimer();
    void this.#reconcile()
      .catch((error: unknown) => {
        // Broken off by the end of the account: there is nobody left to tell, perhaps not even a log.
        if (this.#isStopped) return everyMs;
        const sentence = error instanceof Failure ? error.message : 'It failed inside Tidemark.';
        if (!(error instanceof Failure)) this.#parts.world.log('trading.reconcile-failed', { error });
        // A failed question is “don't know”: what is shown stays, marked as not confirmed.
        if (this.#isConnected) this.#set('reconciling', `The venue did not answer: ${sentence}`);
        return againLaterMs;
      })
      .then((delay) => {
        this.#isReconciling = false;
        this.#reconcileIn(this.#isAskedAgain ? againSoonMs : delay);
      });
  }

  #reconcileIn(delayMs: number): void {
    if (this.#isStopped || !this.#isConnected) return;
    this.#cancelTimer();
    this.#isDueSoon = false;
    this.#cancelTimer = this.#parts.world.after(delayMs, () => this.reconcile());
  }

  /** Answers when to ask next. */
  async #reconcile(): Promise<number> {
    const { trading, repository, world, gateway } = this.#parts;
    const { key } = this.account;
    const confirmed = repository.confirmedUntil(key);
    const since = epochMs((confirmed ?? world.now() - firstReachMs) - overlapMs);
    const askedAt = world.monotonicMs();
    const snapshot = await trading.snapshot(key, since, this.#over.signal);
    if (this.#isStopped) return everyMs;
    const unknown = await new Promise<number>((resolve, reject) => {
      this.#enqueue(async () => {
        try {
          await this.#apply(snapshot, askedAt);
          const shown = [...snapshot.openOrders, ...snapshot.closedOrders].flatMap(
            ({ clientOrderId }) => clientOrderId ?? [],
          );
          const forgotten = snapshot.since > since ? snapshot.since : epochMs(0);
          resolve(await gateway.resolve(key, new Set(shown), forgotten));
        } catch (error) {
          reject(error);
        }
      });
    });
    await this.#askStanding();
    await repository.confirm(key, epochMs(snapshot.asOf - settleMs));
    this.asOf = snapshot.asOf;
    if (!this.#isConnected) return everyMs;
    if (this.#isAskedAgain) return againSoonMs;
    if (unknown > 0) {
      const orders = unknown === 1 ? 'one order' : `${unknown} orders`;
      this.#set('reconciling', `The fate of ${orders} is not known yet; asking again.`);
      return againLaterMs;
    }
    this.#set('live', '');
    return Math.max(againSoonMs, everyMs - (world.monotonicMs() - askedAt));
  }

  /** Without an answer the last one stays: orders and fills are reconciled all the same. */
  async #askStanding(): Promise<void> {
    const { trading, hasStandings, world } = this.#parts;
    if (!hasStandings || trading.standing === undefined) return;
    try {
      this.hearStanding(await trading.standing(this.account.key));
    } catch (error) {
      if (!this.#isStopped) world.log('trading.no-standing', { error });
    }
  }

  async #apply(snapshot: AccountSnapshot<Mode>, askedAt: number): Promise<void> {
    await this.#book(snapshot.fills);
    const reports = [...snapshot.closedOrders, ...snapshot.openOrders];
    for (const report of reports) {
      await this.#parts.gateway.report(report);
      await this.#fillGap(report, askedAt);
    }
    const open = new Set(snapshot.openOrders.map(orderKey));
    for (const [id, { state }] of this.orders) {
      const isOpenHere = !endedStates.has(state);
      if (isOpenHere && !open.has(id) && !this.#isFresh(id, askedAt)) this.orders.delete(id);
    }
    for (const report of reports) {
      if (!this.#isFresh(orderKey(report), askedAt)) this.#show(report);
    }
    this.#takeBalances(snapshot.balances, askedAt);
    if (this.#parts.hasPositions) {
      // What happened a moment ago may be in one of the venue's answers and not yet in the other.
      const isSettled = reports.every((report) => !this.#isUnsettled(report));
      const isQuiet = isSettled && [...this.#heardAt.values()].every((at) => askedAt - at >= settleMs);
      await this.#comparePositions(snapshot.positions, isQuiet);
    }
    this.#takePositions(snapshot.positions, askedAt);
    for (const [id, at] of this.#heardAt) if (askedAt - at >= settleMs) this.#heardAt.delete(id);
    this.#parts.onChanged();
  }

  /** What was heard after asking is newer than the answer and stays. */
  #takeBalances(balances: readonly Balance<Mode>[], askedAt: number): void {
    const isNewer = (currency: string) => (this.#balanceHeardAt.get(currency) ?? 0) > askedAt;
    for (const currency of this.balances.keys()) if (!isNewer(currency)) this.balances.delete(currency);
    for (const balance of balances) {
      if (!isNewer(balance.total.currency)) this.balances.set(balance.total.currency, balance);
    }
  }

  #takePositions(positions: readonly Position<Mode>[], askedAt: number): void {
    const isNewer = (id: string) => (this.#positionHeardAt.get(id) ?? 0) > askedAt;
    for (const id of this.positions.keys()) if (!isNewer(id)) this.positions.delete(id);
    for (const position of positions) if (!isNewer(idOf(position))) this.#setPosition(position);
  }

  /** O7: the booked fills must come to the venue's cumulative quantity. */
  async #fillGap(report: OrderReport<Mode>, askedAt: number): Promise<void> {
    const { repository, world } = this.#parts;
    const key = orderKey(report);
    if (this.#isFresh(key, askedAt) || this.#isUnsettled(report)) return;
    const booked = repository.fillsOfOrder(report);
    const excess = excessQuantity(report, booked);
    if (excess !== undefined && !this.#toldExcess.has(key)) {
      this.#toldExcess.add(key);
      const sentence = `${report.instrument}: the fills of order ${report.venueOrderId} come to ${excess} more than the venue counts.`;
      await repository.addAnomaly(this.account.key, sentence, world.now());
    }
    const missing = missingQuantity(report, booked);
    if (missing === undefined) return;
    await this.#book([syntheticFill(report, booked, missing) as Fill<Mode>]);
  }

  async #comparePositions(positions: readonly Position<Mode>[], isQuiet: boolean): Promise<void> {
    // Both sides of a hedged market, and all products of a stock, are positions of one instrument.
    const said = new Map<string, string>();
    for (const { instrument, quantity } of positions) {
      said.set(instrument, addDecimals(said.get(instrument) ?? '0', quantity));
    }
    if (this.#hasBaseline && isQuiet) {
      for (const instrument of new Set([...said.keys(), ...this.#expected.keys()])) {
        const venue = said.get(instrument) ?? '0';
        const ours = this.#expected.get(instrument) ?? '0';
        if (compareDecimals(venue, ours) === 0) {
          this.disagreements.delete(instrument);
          continue;
        }
        const sentence = `The venue says ${venue}, the fills come to ${ours}.`;
        if (this.disagreements.get(instrument) === sentence) continue;
        this.disagreements.set(instrument, sentence);
        await this.#parts.repository.addAnomaly(
          this.account.key,
          `${instrument}: ${sentence}`,
          this.#parts.world.now(),
        );
      }
    }
    // A position that was read while fills came in may or may not hold them.
    if (!this.#hasBaseline && isQuiet) {
      this.#hasBaseline = true;
      for (const [instrument, quantity] of said) this.#expected.set(instrument, quantity);
    }
  }

  async #book(fills: readonly Fill<Mode>[]): Promise<void> {
    const { repository, world, onFills, onChanged } = this.#parts;
    if (fills.length === 0) return;
    const { added, corrected, explained } = await repository.addFills(fills, world.now());
    if (corrected.length > 0) this.#parts.onFillsCorrected();
    if (added.length === 0) return;
    for (const fill of this.#hasBaseline ? added : []) {
      const before = this.#expected.get(fill.instrument) ?? '0';
      // What a synthetic fill stood for was counted with it.
      const quantity = subtractDecimals(fill.quantity, explained.get(fillKey(fill)) ?? '0');
      this.#expected.set(fill.instrument, addDecimals(before, netQuantity([{ ...fill, quantity }])));
    }
    onFills(added as readonly Fill<Mode>[]);
    onChanged();
  }

  #show(report: OrderReport<Mode>): void {
    const key = orderKey(report);
    const known = this.orders.get(key);
    // What ended does not open again because an older answer came late.
    if (known !== undefined && endedStates.has(known.state) && !endedStates.has(report.state)) return;
    this.orders.delete(key);
    this.orders.set(key, report);
    const ended = [...this.orders.values()].filter(({ state }) => endedStates.has(state));
    for (const one of ended.slice(0, Math.max(0, ended.length - keptEnded))) {
      this.orders.delete(orderKey(one));
      this.#heardAt.delete(orderKey(one));
    }
    this.#parts.onChanged();
  }

  #setPosition(position: Position<Mode>): void {
    const id = idOf(position);
    if (compareDecimals(position.quantity, '0') === 0) this.positions.delete(id);
    else this.positions.set(id, position);
  }

  #isFresh(key: string, askedAt: number): boolean {
    const heard = this.#heardAt.get(key);
    return heard !== undefined && heard > askedAt - settleMs;
  }

  #isUnsettled({ time }: OrderReport<Mode>): boolean {
    return this.#parts.world.now() - time < settleMs;
  }

  #set(state: AccountState, reason: string): void {
    if (this.state === state && this.reason === reason) return;
    this.state = state;
    this.reason = reason;
    this.#parts.onChanged();
  }

  #enqueue(run: () => Promise<void>): void {
    this.#waiting += 1;
    if (this.#waiting === mostWaiting + 1) this.#parts.onOverflow();
    this.#queue = this.#queue.then(run).then(
      () => {
        this.#waiting -= 1;
      },
      (error: unknown) => {
        this.#waiting -= 1;
        this.#parts.world.log('trading.not-stored', { error });
        // Not stored is not seen: the next snapshot brings it again.
        this.askForReconciliation();
      },
    );
  }

  get name(): string {
    return this.#name;
  }

  get key(): AccountKey<Mode> {
    return this.account.key;
  }
}

/** Some venues give the same order id in several markets. */
function orderKey({ instrument, venueOrderId }: Pick<OrderReport, 'instrument' | 'venueOrderId'>): string {
  return `${instrument} ${venueOrderId}`;
}

function idOf({ instrument, positionId = '' }: Position): string {
  return `${instrument} ${positionId}`;
}

const endedStates: ReadonlySet<string> = new Set(['filled', 'cancelled', 'expired', 'rejected']);
