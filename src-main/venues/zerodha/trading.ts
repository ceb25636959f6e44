import type { AccountKey, Balance } from '../../../src-shared/domain/account.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { Fill } from '../../../src-shared/domain/fill.ts';
import { sourceOf } from '../../../src-shared/domain/instrument.ts';
import type {
  ChangeOutcome,
  OcoIntent,
  OcoOutcome,
  OrderChange,
  OrderIntent,
  OrderReference,
  OrderReport,
  PlaceOutcome,
  Refusal,
} from '../../../src-shared/domain/order.ts';
import type { Position } from '../../../src-shared/domain/position.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { Listeners } from '../connection/listeners.ts';
import type { Release } from '../release.ts';
import type { AccountSnapshot, Trading } from '../trading.ts';
import { accountFor, accountKey, accountsOf, balancesOf, belongsTo, ledgers } from './accounts.ts';
import { cancelEvery } from './cancel-all.ts';
import { heldPositions, isFlat, positionsOf } from './decode-portfolio.ts';
import { placedBy, triggerNumber } from './decode-trigger.ts';
import { encodeChange, encodeOrder } from './encode.ts';
import { addressNotRegistered, refused } from './errors.ts';
import type { Instruments } from './instruments.ts';
import { mostChanges } from './limits.ts';
import type { Listing } from './listing.ts';
import { checkChange, checkOrder, checkPair, isTrigger } from './order-checks.ts';
import { findOrder, type ReaderParts, readAccount, readOrders } from './order-reader.ts';
import { OrderUpdates } from './order-updates.ts';
import type { Act, KiteRest } from './rest.ts';
import { TriggerBook } from './trigger-book.ts';
import { changed, isRefusal, TriggerOrders } from './trigger-orders.ts';
import type { MarginsWire, OrderWire } from './wire.ts';

export interface TradingParts {
  readonly rest: KiteRest;
  readonly instruments: Instruments;
  readonly isTradingEnabled: boolean;
  now(): EpochMs;
  after(delayMs: number, run: () => void): Release;
  noteTrouble(sentence: string): void;
}

interface Streams {
  readonly orders: Listeners<[readonly OrderReport<'live'>[]]>;
  readonly fills: Listeners<[readonly Fill<'live'>[]]>;
  readonly balances: Listeners<[readonly Balance<'live'>[]]>;
  readonly positions: Listeners<[readonly Position<'live'>[]]>;
  readonly gaps: Listeners<[AccountKey<'live'>]>;
}

interface KnownOrder {
  readonly variety: string;
  readonly protection: string;
}

const readOnly = 'This connection only reads: trading is switched off in its settings.';

/** The trading half of the port. Each order-creating request goes out once; nothing here tries again. */
export class ZerodhaTrading implements Trading<'live'> {
  readonly mode = 'live';
  readonly #parts: TradingParts;
  readonly #triggers = new TriggerBook();
  readonly #reader: ReaderParts;
  readonly #updates: OrderUpdates;
  readonly #gtt: TriggerOrders;
  readonly #streams: Streams = {
    orders: new Listeners(),
    fills: new Listeners(),
    balances: new Listeners(),
    positions: new Listeners(),
    gaps: new Listeners(),
  };
  /** What it takes to act on an order of today. */
  readonly #known = new Map<string, KnownOrder>();
  readonly #changes = new Map<string, number>();
  #userId = '';
  #keys: readonly AccountKey<'live'>[] = [];
  /** Why the last order was refused for its address; shown with the accounts. */
  #addressRefusal = '';

  constructor(parts: TradingParts) {
    this.#parts = parts;
    const { rest, now } = parts;
    const userId = () => this.#userId;
    this.#reader = { rest, now, userId, triggers: this.#triggers };
    this.#gtt = new TriggerOrders({ rest, now, book: this.#triggers, judge: (act) => this.#judge(act) });
    const { orders, fills, positions, balances } = this.#streams;
    this.#updates = new OrderUpdates({
      ...parts,
      triggers: this.#triggers,
      userId,
      accounts: () => this.#keys,
      onOrders: (reports) => orders.tell(reports),
      onFills: (some) => fills.tell(some),
      onPositions: (some) => positions.tell(some),
      onBalances: (some) => balances.tell(some),
      onGap: (account) => this.#streams.gaps.tell(account),
    });
  }

  /** Who is logged in, told before the sockets open. */
  logIn(userId: string, margins: MarginsWire): void {
    this.#userId = userId;
    this.#keys = ledgers
      .filter((ledger) => margins[ledger]?.enabled === true)
      .map((ledger) => accountKey(userId, ledger));
  }

  /** An order frame of the ticker. */
  takeOrder(wire: OrderWire): void {
    this.#remember(wire);
    void this.#updates.take(wire);
  }

  noteGap(): void {
    for (const key of this.#keys) this.#streams.gaps.tell(key);
  }

  stop(): void {
    this.#updates.stop();
  }

  async accounts() {
    const { isTradingEnabled, rest } = this.#parts;
    const margins = await rest.margins();
    const reason = isTradingEnabled ? this.#addressRefusal : readOnly;
    return accountsOf(await this.#user(), margins, isTradingEnabled, reason);
  }

  async balances(account: AccountKey<'live'>) {
    return balancesOf(account, await this.#parts.rest.margins());
  }

  async positions(account: AccountKey<'live'>) {
    const userId = await this.#user();
    const now = this.#parts.now();
    const [positions, holdings] = await Promise.all([
      this.#parts.rest.positions(),
      this.#parts.rest.holdings(),
    ]);
    return [...positionsOf(positions.net, userId, now), ...heldPositions(holdings, userId, now)].filter(
      (position) => belongsTo(account, position.instrument) && !isFlat(position),
    );
  }

  async place(intent: OrderIntent<'live'>): Promise<PlaceOutcome> {
    const listing = await this.#listing(intent);
    if (isRefusal(listing)) return listing;
    const refusal = checkOrder(intent, listing, this.#parts.now());
    if (refusal !== undefined || listing === undefined) return refusal ?? refused('local:instrument', '');
    if (isTrigger(intent)) return this.#gtt.place(intent, listing);
    const { variety, form } = encodeOrder(intent, listing, this.#parts.now());
    const act = this.#judge(await this.#parts.rest.placeOrder(variety, form));
    if (act.outcome !== 'done') return act;
    this.#known.set(act.data.order_id, { variety, protection: form.market_protection ?? '0' });
    return { outcome: 'acknowledged', venueOrderId: act.data.order_id, time: this.#parts.now() };
  }

  async placeOco(intent: OcoIntent<'live'>): Promise<OcoOutcome> {
    const listing = await this.#listing(intent);
    if (isRefusal(listing)) return listing;
    const refusal = checkPair(intent, listing, this.#parts.now());
    if (refusal !== undefined || listing === undefined) return refusal ?? refused('local:instrument', '');
    const placed = await this.#gtt.placePair(intent, listing);
    if (placed.outcome !== 'acknowledged') return placed;
    return { outcome: 'acknowledged', venueOrderIds: [placed.venueOrderId], time: placed.time };
  }

  async modify(order: OrderReference<'live'>, { quantity, terms }: OrderChange): Promise<ChangeOutcome> {
    const listing = await this.#listing(order);
    if (isRefusal(listing)) return listing;
    const refusal = checkChange(quantity, terms, listing);
    if (refusal !== undefined) return refusal;
    const target = await this.#resolve(order);
    if (isRefusal(target)) return target;
    if ('trigger' in target) return this.#gtt.modify(target.trigger, { quantity, terms }, listing);
    const changes = this.#changes.get(target.id) ?? 0;
    if (changes >= mostChanges) {
      return refused(
        'local:too-many-changes',
        `Zerodha lets an order be changed ${mostChanges} times. Cancel it and place it anew.`,
      );
    }
    this.#changes.set(target.id, changes + 1);
    const form = encodeChange(quantity, terms, target.protection);
    return changed(this.#judge(await this.#parts.rest.modifyOrder(target.variety, target.id, form)));
  }

  async cancel(order: OrderReference<'live'>): Promise<ChangeOutcome> {
    if (!this.#parts.isTradingEnabled) return refused('local:read-only', readOnly);
    const target = await this.#resolve(order);
    if (isRefusal(target)) return target;
    const { rest } = this.#parts;
    if ('trigger' in target) return changed(this.#judge(await rest.deleteTrigger(target.trigger)));
    return changed(this.#judge(await rest.cancelOrder(target.variety, target.id)));
  }

  async cancelAll(account: AccountKey<'live'>): Promise<ChangeOutcome> {
    if (!this.#parts.isTradingEnabled) return refused('local:read-only', readOnly);
    return cancelEvery({
      pause: (delayMs) => new Promise((resolve) => this.#parts.after(delayMs, () => resolve())),
      open: async () => {
        const { wires, reports } = await readOrders(this.#reader);
        for (const wire of wires) this.#remember(wire);
        return reports.filter(
          (report) =>
            belongsTo(account, report.instrument) &&
            ['acknowledged', 'open', 'partial'].includes(report.state),
        );
      },
      cancel: (report) => this.cancel({ ...report, clientOrderId: '' as OrderReference['clientOrderId'] }),
    });
  }

  cancelAllUnlessRenewed(): Promise<ChangeOutcome> {
    return Promise.reject(new Failure('unsupported', 'Zerodha has no timer that cancels orders.'));
  }

  async findOrder(order: OrderReference<'live'>) {
    await this.#user();
    return findOrder(this.#reader, order);
  }

  async snapshot(
    account: AccountKey<'live'>,
    since: EpochMs,
    signal?: AbortSignal,
  ): Promise<AccountSnapshot<'live'>> {
    await this.#user();
    return readAccount(this.#reader, account, since, signal);
  }

  onOrders(listener: (reports: readonly OrderReport<'live'>[]) => void) {
    return this.#streams.orders.add(listener);
  }
  onFills(listener: (fills: readonly Fill<'live'>[]) => void) {
    return this.#streams.fills.add(listener);
  }
  onBalances(listener: (balances: readonly Balance<'live'>[]) => void) {
    return this.#streams.balances.add(listener);
  }
  onPositions(listener: (positions: readonly Position<'live'>[]) => void) {
    return this.#streams.positions.add(listener);
  }
  onGap(listener: (account: AccountKey<'live'>) => void) {
    return this.#streams.gaps.add(listener);
  }

  async #user(): Promise<string> {
    if (this.#userId === '') {
      const [profile, margins] = await Promise.all([this.#parts.rest.profile(), this.#parts.rest.margins()]);
      this.logIn(profile.user_id, margins);
    }
    return this.#userId;
  }

  /** The market of an order; refused where it is not this login's to trade. */
  async #listing({
    account,
    instrument,
  }: Pick<OrderIntent<'live'>, 'account' | 'instrument'>): Promise<Listing | Refusal | undefined> {
    if (!this.#parts.isTradingEnabled) return refused('local:read-only', readOnly);
    const { instruments } = this.#parts;
    try {
      // Somebody else may have logged in since the order was thought of.
      const own = accountFor(await this.#user(), sourceOf(instrument));
      if (own.account !== account.account) {
        return refused(
          'local:account',
          `This login trades ${instrument} on ${own.account}, not on ${account.account}.`,
        );
      }
      // An order does not wait for the list of a new day to arrive.
      return instruments.known(instrument) ?? (await instruments.listing(instrument));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return refused('local:not-sent', `${error.message} Nothing was sent.`);
    }
  }

  /** What to act on: an order of today, or a trigger that still waits. */
  async #resolve(
    order: OrderReference<'live'>,
  ): Promise<(KnownOrder & { readonly id: string }) | { readonly trigger: string } | Refusal> {
    const known = order.venueOrderId === undefined ? undefined : this.#known.get(order.venueOrderId);
    if (order.venueOrderId !== undefined && known !== undefined) return { id: order.venueOrderId, ...known };
    try {
      await this.#user();
      const { wires } = await readOrders(this.#reader);
      for (const wire of wires) this.#remember(wire);
      const found = order.venueOrderId ?? (await findOrder(this.#reader, order))?.venueOrderId ?? '';
      const number = triggerNumber(found);
      const trigger = number === undefined ? undefined : this.#triggers.trigger(number);
      const id = trigger === undefined ? found : (placedBy(trigger) ?? '');
      if (trigger !== undefined && id === '') return { trigger: trigger.id };
      const today = this.#known.get(id);
      if (today !== undefined) return { id, ...today };
      return refused('local:no-such-order', 'Zerodha has no such order today.');
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return refused('local:not-sent', `${error.message} Nothing was sent.`);
    }
  }

  #remember({ order_id, variety, market_protection }: OrderWire): void {
    this.#known.delete(order_id);
    this.#known.set(order_id, { variety: variety || 'regular', protection: market_protection });
    const [oldest] = this.#known.keys();
    if (this.#known.size > 20_000 && oldest !== undefined) this.#known.delete(oldest);
  }

  #judge<T>(act: Act<T>): Act<T> {
    if (act.outcome === 'rejected' && act.code === addressNotRegistered) {
      this.#addressRefusal = act.reason;
      this.#parts.noteTrouble(act.reason);
    } else if (act.outcome === 'done') this.#addressRefusal = '';
    return act;
  }
}
