import { zero } from '../exchange/decimal.ts';
import type { ExchangeEvent } from '../exchange/events.ts';
import { isLive, type Order } from '../exchange/orders.ts';
import { Refusal } from '../exchange/refusal.ts';
import { randomText } from './apps.ts';
import type { Base } from './base.ts';
import { engineOrder, exchangeObjection, refusalText } from './exchange-side.ts';
import { indianClock } from './indian-time.ts';
import { historyRow, isFinal, type KiteOrder, type Status, type TradeRecord } from './kite-order.ts';
import type { Ledger } from './ledger.ts';
import type { OrderRequest } from './order-request.ts';
import { errors } from './venue-error.ts';

export interface DeskOptions {
  /** How long Zerodha, and then the exchange, take over each step of an order. With 0 all is done before the answer arrives. */
  stageMs: number;
}

export interface Placer {
  userId: string;
  appId: number;
}

type OrderEvent = Extract<ExchangeEvent, { type: 'order' }>;

/** A modification: the parts of the request that it replaces. */
export type Change = Partial<OrderRequest>;

const mostChanges = 25;
const firstExchangeId = 1_000_000_000_000_000;

/**
 * Orders between their owners and the exchange. An order id is given at once; the exchange hears of the order two steps later,
 * and what it thinks of it is told as a status, never as an answer.
 */
export class OrderDesk {
  /** Texts with which the exchange turns down the next orders, one each. */
  readonly rejections: string[] = [];
  readonly trades: TradeRecord[] = [];
  private readonly orders = new Map<string, KiteOrder>();
  private readonly base: Base;
  private readonly ledger: Ledger;
  private readonly options: DeskOptions;
  private readonly timers = new Set<NodeJS.Timeout>();
  private held: (() => void)[] | undefined;
  private nextNumber = 1;
  private readonly changed = new Set<(order: KiteOrder) => void>();

  constructor(base: Base, ledger: Ledger, options: DeskOptions) {
    this.base = base;
    this.ledger = ledger;
    this.options = options;
    base.exchange.onEvent((event) => {
      if (event.type === 'order') this.hear(event);
    });
  }

  /** Called after every change of an order. */
  onChange(listener: (order: KiteOrder) => void): void {
    this.changed.add(listener);
  }

  /** Oldest first. */
  ordersOf(userId: string): KiteOrder[] {
    return [...this.orders.values()].filter((order) => order.userId === userId);
  }

  /** @throws VenueError when this user has no such order. */
  order(userId: string, id: string): KiteOrder {
    const order = this.orders.get(id);
    if (order === undefined || order.userId !== userId) throw errors.unknownOrder();
    return order;
  }

  place(by: Placer, request: OrderRequest, more: { parentId?: string; meta?: object } = {}): KiteOrder {
    const now = this.base.clock.now();
    const order: KiteOrder = {
      id: this.takeId(now),
      exchangeId: undefined,
      parentId: more.parentId,
      userId: by.userId,
      appId: by.appId,
      request,
      status: 'PUT ORDER REQ RECEIVED',
      message: undefined,
      rawMessage: undefined,
      placedAt: now,
      exchangeAt: undefined,
      updatedAt: undefined,
      filled: zero,
      value: zero,
      changes: 0,
      meta: { ...more.meta },
      guid: randomText(4),
      history: [],
      engine: undefined,
      isReplacing: false,
    };
    this.orders.set(order.id, order);
    this.enter(order, order.status);
    if (request.variety === 'amo') this.enter(order, 'AMO REQ RECEIVED');
    else this.forward(order);
    return order;
  }

  /** @throws VenueError when it cannot be changed any more. */
  modify(order: KiteOrder, change: Change): void {
    const isWaiting = order.status === 'AMO REQ RECEIVED' || order.status === 'MODIFY AMO REQ RECEIVED';
    if (!isWaiting && order.status !== 'OPEN' && order.status !== 'TRIGGER PENDING') {
      throw errors.order('Order cannot be modified as it is being processed. Try later.');
    }
    if (order.changes >= mostChanges) throw errors.order('Maximum allowed order modifications exceeded.');
    order.changes += 1;
    if (isWaiting) {
      order.request = { ...order.request, ...change };
      this.enter(order, 'MODIFY AMO REQ RECEIVED');
      return;
    }
    this.enter(order, 'MODIFY VALIDATION PENDING');
    this.later(() => {
      if (!isFinal(order)) this.enter(order, 'MODIFY PENDING');
      this.later(() => this.change(order, change));
    });
  }

  /** @throws VenueError when it is gone. */
  cancel(order: KiteOrder): void {
    if (isFinal(order)) {
      throw errors.order(`Order cannot be cancelled as it is ${order.status.toLowerCase()}.`);
    }
    if (order.status.endsWith('AMO REQ RECEIVED')) {
      this.enter(order, 'CANCELLED AMO');
      return;
    }
    this.enter(order, 'CANCEL PENDING');
    this.later(() => this.cancelNow(order));
  }

  /** Keeps orders, changes and cancels between Zerodha and the exchange; returns the way on. */
  hold(): () => void {
    this.held ??= [];
    return () => {
      const tasks = this.held ?? [];
      this.held = undefined;
      for (const task of tasks) task();
    };
  }

  /** The market opens: orders given after hours go to the exchange. */
  releaseAfterMarketOrders(): void {
    for (const order of this.orders.values()) {
      if (order.status.endsWith('AMO REQ RECEIVED')) this.forward(order);
    }
  }

  stop(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }

  private forward(order: KiteOrder): void {
    this.later(() => {
      if (isFinal(order)) return;
      this.enter(order, 'VALIDATION PENDING');
      this.enter(order, 'OPEN PENDING');
      this.later(() => {
        if (!isFinal(order)) this.bring(order);
      });
    });
  }

  /** To the exchange. */
  private bring(order: KiteOrder): void {
    const now = this.base.clock.now();
    const objection = this.rejections.shift() ?? exchangeObjection(this.base, order.request);
    if (objection !== undefined) {
      this.reject(order, objection);
      return;
    }
    order.exchangeId = String(firstExchangeId + Number(order.id.slice(6)));
    order.exchangeAt = now;
    try {
      this.base.exchange.place(engineOrder(this.base, order));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      order.exchangeId = undefined;
      order.exchangeAt = undefined;
      this.reject(order, refusalText(this.base, order, error));
    }
  }

  private reject(order: KiteOrder, message: string): void {
    order.message = message;
    order.rawMessage = `RMS:${message}`;
    this.enter(order, 'REJECTED');
  }

  private cancelNow(order: KiteOrder): void {
    if (isFinal(order)) return;
    if (order.engine === undefined || !isLive(order.engine)) this.enter(order, 'CANCELLED');
    else this.base.exchange.cancel(order.engine);
  }

  /** A change that comes too late, or that the exchange does not take, leaves the order as it was. */
  private change(order: KiteOrder, change: Change): void {
    const { engine } = order;
    if (isFinal(order) || engine === undefined || !isLive(engine)) return;
    const before = order.request;
    order.request = { ...before, ...change };
    try {
      if (order.request.type === before.type) this.amend(order, engine);
      else this.replace(order, engine);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      order.request = before;
      order.message = refusalText(this.base, order, error);
      this.settle(order, engine);
    }
  }

  private amend(order: KiteOrder, engine: Order): void {
    const { quantity, price, stopPrice } = engineOrder(this.base, order);
    // The engine's order knows only what came after the last replacement.
    const filledBefore = order.filled.minus(engine.filled);
    this.base.exchange.amend(engine, {
      quantity: (quantity ?? zero).minus(filledBefore),
      ...(price === undefined ? {} : { price }),
      ...(stopPrice === undefined ? {} : { stopPrice }),
    });
  }

  private replace(order: KiteOrder, engine: Order): void {
    order.isReplacing = true;
    this.base.exchange.cancel(engine);
    order.isReplacing = false;
    const next = engineOrder(this.base, order);
    try {
      this.base.exchange.place({ ...next, quantity: order.request.quantity.minus(order.filled) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      order.message = refusalText(this.base, order, error);
      this.enter(order, 'CANCELLED');
    }
  }

  private hear({ order: engine, change, fill, at, reason }: OrderEvent): void {
    const order = this.orders.get(String(engine.extra.kiteId));
    if (order === undefined || order.isReplacing) return;
    order.engine = engine;
    order.updatedAt = at;
    if (fill !== undefined) {
      order.filled = order.filled.plus(fill.quantity);
      order.value = order.value.plus(fill.quantity.times(fill.price));
      const id = String(this.marketNumber(fill.market) * 100_000_000 + fill.tradeId);
      const trade = { id, order, quantity: fill.quantity, price: fill.price, at: fill.at };
      this.trades.push(trade);
      this.ledger.book(trade, fill.realisedProfit);
    }
    if (change === 'self-trade-prevented') order.message = 'Self trade prevention by the exchange.';
    else if (change === 'expired' && reason === 'no-liquidity')
      order.message = 'Unmatched order cancelled by the system.';
    this.settle(order, engine);
  }

  /** The status that follows from the exchange's order. */
  private settle(order: KiteOrder, engine: Order): void {
    const isWaiting = (engine.kind === 'stop' || engine.kind === 'stop-limit') && !engine.triggered;
    if (isLive(engine)) this.enter(order, isWaiting ? 'TRIGGER PENDING' : 'OPEN');
    else this.enter(order, engine.status === 'filled' ? 'COMPLETE' : 'CANCELLED');
  }

  private enter(order: KiteOrder, status: Status): void {
    order.status = status;
    order.history.push(historyRow(order));
    this.announce(order);
  }

  private announce(order: KiteOrder): void {
    for (const listener of this.changed) listener(order);
  }

  /** Exchange and number together name a trade. */
  private marketNumber(market: string): number {
    return this.base.exchange.symbols().indexOf(market);
  }

  private takeId(now: number): string {
    const date = indianClock(now).slice(2, 10).replaceAll('-', '');
    const id = `${date}${String(this.nextNumber).padStart(9, '0')}`;
    this.nextNumber += 1;
    return id;
  }

  private later(task: () => void): void {
    if (this.held !== undefined) {
      this.held.push(task);
      return;
    }
    if (this.options.stageMs === 0) {
      queueMicrotask(task);
      return;
    }
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      task();
    }, this.options.stageMs);
    this.timers.add(timer);
  }
}
