import type { Account, AccountKey, Balance } from '../../../src-shared/domain/account.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { Fill } from '../../../src-shared/domain/fill.ts';
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
  UnknownOutcome,
} from '../../../src-shared/domain/order.ts';
import type { Position } from '../../../src-shared/domain/position.ts';
import { compareDecimals } from '../../../src-shared/domain/quantity.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { Release } from '../release.ts';
import type { AccountSnapshot, Trading } from '../trading.ts';
import type { VenueParts } from '../venue-kind.ts';
import { findOrder, type OpenSeen, type ReaderParts, readSnapshot } from './account-reader.ts';
import { balancesOf, reportOfUserOrder } from './decode-orders.ts';
import { bracketBody, type OrderBody, orderBody } from './encode.ts';
import { refusalOfChange, refusalOfOrder, refused } from './errors.ts';
import { FillWatch } from './fill-watch.ts';
import { checkChange, checkOco, checkOrder } from './order-checks.ts';
import type { Product, Products } from './products.ts';
import type { CoinbaseRest } from './rest.ts';
import { isSpotProduct, productOf } from './symbols.ts';
import type { OrderWire, PermissionsWire, UserOrderWire } from './wire.ts';

export interface TradingParts extends Pick<VenueParts, 'after'> {
  readonly rest: CoinbaseRest;
  readonly products: Products;
  readonly isTradingEnabled: boolean;
  /** Venue time. */
  now(): EpochMs;
  noteTrouble(sentence: string): void;
}

type Key = AccountKey<'live'>;
type Listener<T> = (some: T) => void;

const readOnly = 'This connection only reads: trading is switched off in its settings.';
/** Balances have no stream: they are read again so long after an order changed. */
const balancesAfterMs = 750;
/** Orders in one cancel; more than this has not been seen to work. */
const cancelsPerRequest = 100;

/** The trading half: one account, the portfolio that the key is bound to. */
export class CoinbaseTrading implements Trading<'live'> {
  readonly mode = 'live';
  readonly #parts: TradingParts;
  readonly #reader: ReaderParts;
  readonly #fillWatch: FillWatch;
  readonly #openSeen: OpenSeen = new Set();
  /** Quantity of orders that are open, since a cancelled one may say no more what it was. */
  readonly #quantities = new Map<string, string>();
  readonly #orders = new Set<Listener<readonly OrderReport<'live'>[]>>();
  readonly #fills = new Set<Listener<readonly Fill<'live'>[]>>();
  readonly #balances = new Set<Listener<readonly Balance<'live'>[]>>();
  readonly #gaps = new Set<Listener<Key>>();
  #permissions: PermissionsWire | undefined;
  #stopBalances: Release | undefined;
  #isStopped = true;

  constructor(parts: TradingParts) {
    this.#parts = parts;
    const { rest, products, now, noteTrouble, after } = parts;
    const lotDecimals = (product: string) => products.knownProduct(product)?.sizeDecimals ?? 8;
    this.#reader = { rest, now, lotDecimals, noteTrouble };
    this.#fillWatch = new FillWatch({
      rest,
      after,
      lotDecimals,
      noteTrouble,
      account: () => this.#key(),
      onFills: (fills) => tell(this.#fills, fills),
      onMissing: () => this.noteGap(),
    });
  }

  /** What the key may do and which portfolio it is bound to, told before the sockets open. */
  logIn(permissions: PermissionsWire): void {
    this.#permissions = permissions;
    this.#isStopped = false;
    this.#fillWatch.start();
  }

  stop(): void {
    this.#isStopped = true;
    this.#fillWatch.stop();
    this.#stopBalances?.();
    this.#stopBalances = undefined;
  }

  noteGap(): void {
    const key = this.#key();
    if (key !== undefined) tell(this.#gaps, key);
  }

  /** Orders of the user channel. */
  takeOrders(orders: readonly UserOrderWire[], time: EpochMs, isSnapshot: boolean): void {
    const key = this.#key();
    if (key === undefined) return;
    const spot = orders.filter(({ product_id: product }) => isSpotProduct(product));
    const reports = spot.flatMap((order) => {
      const report = reportOfUserOrder(order, key, time);
      if (report !== undefined) return [this.#withQuantity(report)];
      this.#parts.noteTrouble(
        `An order of ${order.product_id} has the status ${order.status}, which is not known.`,
      );
      return [];
    });
    if (reports.length > 0) tell(this.#orders, reports);
    for (const order of spot) this.#fillWatch.take(order, isSnapshot);
    if (!isSnapshot) this.#balancesSoon();
  }

  async accounts(): Promise<readonly Account<'live'>[]> {
    const permissions = await this.#known();
    const portfolios = await this.#parts.rest.portfolios();
    const name = portfolios.find(({ uuid }) => uuid === permissions.portfolio_uuid)?.name ?? '';
    const reason = !this.#parts.isTradingEnabled
      ? readOnly
      : permissions.can_trade
        ? ''
        : 'This key may look but not trade: make one with the right to trade.';
    return [
      {
        key: keyOf(permissions),
        label: name === '' ? 'Coinbase' : name,
        currency: 'USD',
        canTrade: reason === '',
        reason,
      },
    ];
  }

  async balances(account: Key): Promise<readonly Balance<'live'>[]> {
    return balancesOf(await this.#parts.rest.wallets(), account);
  }

  /** Spot holds coins, no positions. */
  async positions(): Promise<readonly Position<'live'>[]> {
    return [];
  }

  async place(intent: OrderIntent<'live'>): Promise<PlaceOutcome> {
    const product = await this.#product(intent.instrument);
    if (isRefusal(product)) return product;
    const refusal = checkOrder(intent, product, this.#parts.now());
    return refusal ?? this.#create(orderBody(intent, product.name));
  }

  async placeOco(intent: OcoIntent<'live'>): Promise<OcoOutcome> {
    const product = await this.#product(intent.instrument);
    if (isRefusal(product)) return product;
    const refusal = checkOco(intent, product);
    if (refusal !== undefined) return refusal;
    const placed = await this.#create(bracketBody(intent, product.name));
    if (placed.outcome !== 'acknowledged') return placed;
    return { outcome: 'acknowledged', venueOrderIds: [placed.venueOrderId], time: placed.time };
  }

  /** Sent exactly once, whatever the answer (O5). */
  async #create(body: OrderBody): Promise<PlaceOutcome> {
    const act = await this.#parts.rest.createOrder(body);
    if (act.outcome !== 'done') return act;
    const { data } = act;
    if (!data.success) return refusalOfOrder(data);
    const venueOrderId = data.success_response?.order_id ?? data.order_id;
    if (venueOrderId === '') return { outcome: 'unknown', detail: 'Coinbase took the order but told no id.' };
    return { outcome: 'acknowledged', venueOrderId, time: this.#parts.now() };
  }

  async modify(order: OrderReference<'live'>, change: OrderChange): Promise<ChangeOutcome> {
    const product = await this.#product(order.instrument);
    if (isRefusal(product)) return product;
    const refusal = checkChange(change, product.instrument);
    if (refusal !== undefined || change.terms.type !== 'limit') return refusal ?? refused('local:change', '');
    const current = await this.#current(order, product.name);
    if ('outcome' in current) return current;
    const isChangeable = current.terms?.type === 'limit' && current.duration?.timeInForce === 'gtc';
    if (!isChangeable || change.terms.isPostOnly !== (current.terms as { isPostOnly: boolean }).isPostOnly) {
      return refused(
        'local:change',
        'Coinbase changes price and size of limit orders that last until cancelled, and nothing else. Cancel it and place a new one.',
      );
    }
    const act = await this.#parts.rest.editOrder(current.venueOrderId, {
      size: change.quantity,
      price: change.terms.limitPrice,
    });
    if (act.outcome !== 'done') return act;
    if (act.data.success) return { outcome: 'acknowledged' };
    const [error] = act.data.errors;
    const reasons = [error?.edit_failure_reason ?? '', error?.preview_failure_reason ?? ''];
    return refusalOfChange(reasons.find((one) => one !== '' && !one.startsWith('UNKNOWN_')) ?? '');
  }

  async cancel(order: OrderReference<'live'>): Promise<ChangeOutcome> {
    let id = order.venueOrderId;
    if (id === undefined) {
      const current = await this.#current(order, productOf(order.instrument) ?? '');
      if ('outcome' in current) return current;
      id = current.venueOrderId;
    }
    return this.#cancel([id], false);
  }

  async cancelAll(): Promise<ChangeOutcome> {
    let open: readonly OrderWire[];
    try {
      open = await this.#parts.rest.openOrders(undefined, 'order');
    } catch (error) {
      return notAsked(error);
    }
    const ids = open
      .filter(({ product_id: product }) => isSpotProduct(product))
      .map(({ order_id: id }) => id);
    for (let at = 0; at < ids.length; at += cancelsPerRequest) {
      const outcome = await this.#cancel(ids.slice(at, at + cancelsPerRequest), true);
      if (outcome.outcome !== 'acknowledged') return outcome;
    }
    return { outcome: 'acknowledged' };
  }

  /** Where all are to go, one that has ended meanwhile is no refusal. */
  async #cancel(ids: readonly string[], isAnyEndFine: boolean): Promise<ChangeOutcome> {
    const act = await this.#parts.rest.cancelOrders(ids);
    if (act.outcome !== 'done') return act;
    const { results } = act.data;
    for (const id of ids) {
      const result =
        results.find(({ order_id: one }) => one === id) ?? (ids.length === 1 ? results[0] : undefined);
      // The reason is filled in on success too.
      if (result?.success === true) continue;
      const reason = result?.failure_reason ?? '';
      if (reason === 'DUPLICATE_CANCEL_REQUEST') continue;
      if (isAnyEndFine && (reason === 'ORDER_IS_FULLY_FILLED' || reason === 'UNKNOWN_CANCEL_ORDER')) continue;
      return refusalOfChange(reason);
    }
    return { outcome: 'acknowledged' };
  }

  async cancelAllUnlessRenewed(): Promise<ChangeOutcome> {
    throw new Failure('unsupported', 'Coinbase has no timer that cancels orders.');
  }

  findOrder(order: OrderReference<'live'>): Promise<OrderReport<'live'> | undefined> {
    return findOrder(this.#reader, order, productOf(order.instrument) ?? '');
  }

  snapshot(account: Key, since: EpochMs, signal?: AbortSignal): Promise<AccountSnapshot<'live'>> {
    return readSnapshot(this.#reader, this.#openSeen, account, since, signal);
  }

  onOrders(listener: Listener<readonly OrderReport<'live'>[]>): Release {
    return listen(this.#orders, listener);
  }
  onFills(listener: Listener<readonly Fill<'live'>[]>): Release {
    return listen(this.#fills, listener);
  }
  onBalances(listener: Listener<readonly Balance<'live'>[]>): Release {
    return listen(this.#balances, listener);
  }
  onPositions(): Release {
    return () => undefined;
  }
  onGap(listener: Listener<Key>): Release {
    return listen(this.#gaps, listener);
  }

  #key(): Key | undefined {
    return this.#permissions && keyOf(this.#permissions);
  }

  async #known(): Promise<PermissionsWire> {
    this.#permissions ??= await this.#parts.rest.keyPermissions();
    return this.#permissions;
  }

  /** The market to trade. Cancels do not come by here: they stay allowed. */
  async #product(instrument: OrderIntent['instrument']): Promise<Product | Refusal> {
    if (!this.#parts.isTradingEnabled) return refused('local:read-only', readOnly);
    try {
      const product = await this.#parts.products.byId(instrument);
      return product ?? refused('local:instrument', `Coinbase has no spot market ${instrument}.`);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return refused('local:not-sent', `${error.message} Nothing was sent.`);
    }
  }

  /** The order as it is now, for requests that need its id or its kind. */
  async #current(
    order: OrderReference<'live'>,
    product: string,
  ): Promise<OrderReport<'live'> | Refusal | UnknownOutcome> {
    try {
      const found = await findOrder(this.#reader, order, product);
      return found ?? refused('local:no-such-order', 'Coinbase knows no such order.');
    } catch (error) {
      return notAsked(error);
    }
  }

  /** An order that ends, or waits for its cancel, may no longer say what was left of it. */
  #withQuantity(report: OrderReport<'live'>): OrderReport<'live'> {
    const { venueOrderId: id, state, quantity, filledQuantity } = report;
    const known = this.#quantities.get(id);
    const isOver = ['filled', 'cancelled', 'expired', 'rejected'].includes(state);
    const isTelling = state === 'filled' || compareDecimals(quantity, filledQuantity) > 0;
    if (isOver) this.#quantities.delete(id);
    else if (isTelling) this.#quantities.set(id, quantity);
    return known === undefined || isTelling ? report : { ...report, quantity: known };
  }

  #balancesSoon(): void {
    if (this.#isStopped) return;
    this.#stopBalances ??= this.#parts.after(balancesAfterMs, () => {
      this.#stopBalances = undefined;
      void this.#tellBalances();
    });
  }

  async #tellBalances(): Promise<void> {
    const key = this.#key();
    if (key === undefined || this.#balances.size === 0) return;
    try {
      const wallets = await this.#parts.rest.wallets();
      if (!this.#isStopped) tell(this.#balances, balancesOf(wallets, key));
    } catch (error) {
      const why = error instanceof Error ? error.message : 'unknown reason';
      this.#parts.noteTrouble(`Balances could not be read: ${why}`);
      this.noteGap();
    }
  }
}

function keyOf({ portfolio_uuid: account }: PermissionsWire): Key {
  return { mode: 'live', venue: 'coinbase', account };
}

/** A question before the act failed, so that nothing was sent that acts. */
function notAsked(error: unknown): Refusal {
  if (!(error instanceof Failure)) throw error;
  return refused('local:not-sent', `${error.message} Nothing was changed.`);
}

function isRefusal(value: Product | Refusal): value is Refusal {
  return 'outcome' in value;
}

function tell<T>(listeners: ReadonlySet<Listener<T>>, some: T): void {
  for (const listener of listeners) listener(some);
}

function listen<T>(listeners: Set<Listener<T>>, listener: Listener<T>): Release {
  const own: Listener<T> = (some) => listener(some);
  listeners.add(own);
  return () => listeners.delete(own);
}
