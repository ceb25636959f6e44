import { Account, type MarketSpec } from './account.ts';
import type { SimulatorClock } from './clock.ts';
import { type Amount, decimal, plain, zero } from './decimal.ts';
import { type ExchangeEvent, Listeners, type Unsubscribe } from './events.ts';
import { type FeeRules, MatchingEngine } from './matching.ts';
import { followList, type ListKind, type OrderList } from './order-lists.ts';
import { isLive, type NewOrder, type Order, type Side } from './orders.ts';
import { Refusal } from './refusal.ts';
import { TruthLog } from './truth.ts';

export interface ExchangeRules {
  fees: FeeRules;
  /** `open`: an id may come back once its order is gone. `ever`: never. `any`: no check. */
  uniqueClientIds: 'open' | 'ever' | 'any';
  refuseImmediateTrigger: boolean;
  /** Ids that the venue would give next, in its usual size. */
  firstOrderId: number;
  firstTradeId: number;
  firstListId: number;
  firstBookSequence: number;
}

/** Money that came from outside (positive) or left. */
export interface Transfer {
  id: number;
  accountId: string;
  asset: string;
  amount: string;
  at: number;
}

/** Markets, accounts and orders of one simulated venue, without any wire format. */
export class Exchange {
  readonly truth = new TruthLog();
  readonly clock: SimulatorClock;
  private readonly specs: ReadonlyMap<string, MarketSpec>;
  private readonly markets = new Map<string, MatchingEngine>();
  private readonly accounts = new Map<string, Account>();
  private readonly ordersById = new Map<number, Order>();
  private readonly ordersByClientId = new Map<string, Order>();
  private readonly listsById = new Map<number, OrderList>();
  private readonly transferLog: Transfer[] = [];
  private readonly following = new Set<OrderList>();
  private readonly listeners = new Listeners<ExchangeEvent>();
  private readonly rules: ExchangeRules;
  private nextOrderId: number;
  private nextListId: number;

  constructor(specs: MarketSpec[], rules: ExchangeRules, clock: SimulatorClock) {
    this.rules = rules;
    this.clock = clock;
    this.nextOrderId = rules.firstOrderId;
    this.nextListId = rules.firstListId;
    this.specs = new Map(specs.map((spec) => [spec.symbol, spec]));
    for (const spec of specs) {
      const parts = {
        now: () => clock.now(),
        account: (id: string) => this.account(id),
        fees: rules.fees,
        refuseImmediateTrigger: rules.refuseImmediateTrigger,
        emit: (event: ExchangeEvent) => this.listeners.emit(event),
        booked: this.truth.fillBooked.bind(this.truth),
        listFollows: (order: Order, change: 'filled' | 'triggered' | 'ended') =>
          this.followList(order, change),
      };
      const firstIds = { trade: rules.firstTradeId, book: rules.firstBookSequence };
      this.markets.set(spec.symbol, new MatchingEngine(spec, parts, firstIds));
    }
  }

  onEvent(listener: (event: ExchangeEvent) => void): Unsubscribe {
    return this.listeners.subscribe(listener);
  }

  openAccount(id: string, balances: Record<string, string>): Account {
    const { paidIn, taker } = this.rules.fees;
    const account = new Account(id, this.specs, balances, decimal(paidIn === 'quote' ? taker : 0));
    this.accounts.set(id, account);
    return account;
  }

  account(id: string): Account {
    const account = this.accounts.get(id);
    if (account === undefined) throw new Error(`There is no account ${id} on this exchange.`);
    return account;
  }

  symbols(): string[] {
    return [...this.markets.keys()];
  }

  findMarket(symbol: string): MatchingEngine | undefined {
    return this.markets.get(symbol);
  }

  /** @throws Refusal `unknown-market`. */
  market(symbol: string): MatchingEngine {
    const market = this.markets.get(symbol);
    if (market === undefined) throw new Refusal('unknown-market');
    return market;
  }

  /** Takes an order, or throws a Refusal and changes nothing. The answer may be filled already. */
  place(order: NewOrder): Order {
    const taken = this.prepare(order, 'open');
    this.market(order.market).check(taken);
    this.take(taken);
    this.market(order.market).start(taken);
    return taken;
  }

  /** Takes all orders of a list or none of them. */
  placeList(kind: ListKind, clientId: string, orders: NewOrder[]): OrderList {
    const first = orders[0];
    if (first === undefined) throw new Error('An order list needs orders.');
    if (
      [...this.listsById.values()].some((list) => list.clientId === clientId && list.status === 'executing')
    ) {
      throw new Refusal('duplicate-list-id');
    }
    const market = this.market(first.market);
    const taken = orders.map((order, index) =>
      this.prepare(order, kind !== 'oco' && index > 0 ? 'held' : 'open'),
    );
    for (const order of taken) market.check(order);
    const list: OrderList = {
      id: this.nextListId,
      kind,
      clientId,
      accountId: first.accountId,
      market: first.market,
      orders: taken,
      status: 'executing',
      createdAt: this.clock.now(),
    };
    this.nextListId += 1;
    this.listsById.set(list.id, list);
    for (const order of taken) {
      order.listId = list.id;
      this.take(order);
    }
    this.listeners.emit({ type: 'list', list, change: 'placed', at: list.createdAt });
    for (const order of taken) if (order.status === 'open') market.start(order);
    return list;
  }

  /** @throws Refusal `unknown-order` when it is not live any more. */
  cancel(order: Order, requestId?: string): void {
    if (!isLive(order)) throw new Refusal('unknown-order');
    const list = order.listId === undefined ? undefined : this.listsById.get(order.listId);
    if (list === undefined) this.market(order.market).cancel(order, 'cancelled', { requestId });
    else this.cancelList(list, requestId);
  }

  cancelList(list: OrderList, requestId?: string): void {
    const live = list.orders.filter(isLive);
    if (live.length === 0) throw new Refusal('unknown-order');
    this.following.add(list);
    for (const order of live) this.market(order.market).cancel(order, 'cancelled', { requestId });
    this.following.delete(list);
    list.status = 'done';
    this.listeners.emit({ type: 'list', list, change: 'done', at: this.clock.now() });
  }

  amend(
    order: Order,
    to: { quantity?: Amount; price?: Amount; stopPrice?: Amount },
    requestId?: string,
  ): void {
    if (!isLive(order)) throw new Refusal('unknown-order');
    this.market(order.market).amend(order, to, requestId);
  }

  /** Gives an order another client id; venues do that when they amend. */
  rename(order: Order, clientId: string): void {
    order.clientId = clientId;
    this.ordersByClientId.set(`${order.accountId}/${clientId}`, order);
  }

  /** Ends good-till-date orders whose time has come. */
  expireDue(): void {
    const now = this.clock.now();
    for (const account of this.accounts.values()) {
      for (const order of [...account.openOrders]) {
        const isDue = order.expiresAt !== undefined && order.expiresAt <= now;
        if (isDue && isLive(order)) this.market(order.market).cancel(order, 'expired');
      }
    }
  }

  /** A deposit (positive) or withdrawal (negative) from outside. */
  transfer(accountId: string, asset: string, amount: string): void {
    const account = this.account(accountId);
    const at = this.clock.now();
    account.add(asset, decimal(amount));
    account.updatedAt = at;
    const transfer = {
      id: this.transferLog.length + 1,
      accountId,
      asset,
      amount: plain(decimal(amount)),
      at,
    };
    this.transferLog.push(transfer);
    this.listeners.emit({ type: 'transfer', accountId, asset, amount: transfer.amount, at });
    this.listeners.emit({ type: 'account', accountId, market: undefined, assets: [asset], at });
  }

  /** The rest of the market trades at a price; see `MatchingEngine.cross`. */
  cross(market: string, side: Side, price: string, quantity: string): void {
    this.market(market).cross(side, decimal(price), decimal(quantity));
  }

  transfers(accountId: string): Transfer[] {
    return this.transferLog.filter((transfer) => transfer.accountId === accountId);
  }

  order(id: number): Order | undefined {
    return this.ordersById.get(id);
  }

  /** The newest order with this client id. */
  orderByClientId(accountId: string, clientId: string): Order | undefined {
    return this.ordersByClientId.get(`${accountId}/${clientId}`);
  }

  /** Of one account, oldest first. */
  orders(accountId: string, market?: string): Order[] {
    return [...this.ordersById.values()].filter(
      (order) => order.accountId === accountId && (market === undefined || order.market === market),
    );
  }

  openOrders(accountId: string, market?: string): Order[] {
    return [...this.account(accountId).openOrders]
      .filter((order) => market === undefined || order.market === market)
      .sort((a, b) => a.id - b.id);
  }

  list(id: number): OrderList | undefined {
    return this.listsById.get(id);
  }

  lists(accountId: string): OrderList[] {
    return [...this.listsById.values()].filter((list) => list.accountId === accountId);
  }

  setMarketState(symbol: string, state: MatchingEngine['state']): void {
    this.market(symbol).state = state;
    this.listeners.emit({ type: 'market-state', market: symbol, at: this.clock.now() });
  }

  private prepare(order: NewOrder, status: 'open' | 'held'): Order {
    this.market(order.market);
    if (!this.account(order.accountId).isEnabled) throw new Refusal('account-disabled');
    this.checkClientId(order);
    if (order.quantity?.lessThanOrEqualTo(0) === true) throw new Refusal('bad-quantity');
    const at = this.clock.now();
    return {
      ...order,
      id: 0,
      status,
      quantity: order.quantity ?? zero,
      filled: zero,
      filledQuote: zero,
      fees: zero,
      feeAsset: '',
      triggered: false,
      listId: undefined,
      createdAt: at,
      updatedAt: at,
      workingAt: undefined,
      extra: { ...order.extra },
    };
  }

  private checkClientId(order: NewOrder): void {
    if (this.rules.uniqueClientIds === 'any') return;
    const before = this.orderByClientId(order.accountId, order.clientId);
    if (before === undefined) return;
    if (this.rules.uniqueClientIds === 'ever' || isLive(before)) throw new Refusal('duplicate-client-id');
  }

  private take(order: Order): void {
    order.id = this.nextOrderId;
    this.nextOrderId += 1;
    this.ordersById.set(order.id, order);
    this.ordersByClientId.set(`${order.accountId}/${order.clientId}`, order);
    this.account(order.accountId).openOrders.add(order);
    this.truth.orderTaken(order);
    const { accountId, market } = order;
    const at = this.clock.now();
    const change = order.status === 'held' ? 'held' : 'placed';
    this.listeners.emit({
      type: 'order',
      change,
      order,
      at,
      fill: undefined,
      requestId: undefined,
      reason: undefined,
    });
    const { base, quote } = this.market(market).spec;
    this.listeners.emit({ type: 'account', accountId, market, assets: [base, quote], at });
  }

  private followList(order: Order, change: 'filled' | 'triggered' | 'ended'): void {
    const list = order.listId === undefined ? undefined : this.listsById.get(order.listId);
    // An order that ends because of its list must not end the rest of the list in turn.
    if (list === undefined || this.following.has(list)) return;
    this.following.add(list);
    const market = this.market(order.market);
    followList(list, order, change, {
      end: (other, ending) => market.withdraw(other, ending),
      release: (held) => market.releaseLater(held),
      done: (ended) =>
        this.listeners.emit({ type: 'list', list: ended, change: 'done', at: this.clock.now() }),
    });
    this.following.delete(list);
  }
}
