import { randomUUID } from 'node:crypto';
import type { SimulatorClock } from '../exchange/clock.ts';
import type { Amount } from '../exchange/decimal.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { isLive, type Order } from '../exchange/orders.ts';
import type { TrueFill } from '../exchange/truth.ts';
import { uuidOf } from './ids.ts';

/** What Coinbase remembers of an order beside what the engine does. */
export interface OrderMemory {
  /** As the client named it: an alias stays one. */
  productId: string;
  /** The currency that pays and is paid. */
  wallet: string;
  /** `limit_limit_gtc`, and its members as they stand now. */
  configurationName: string;
  configuration: Record<string, unknown>;
  inQuote: boolean;
  edits: { price: string; size: string; at: number }[];
  /** Of a bracket: what turns it from taking profit to stopping loss. */
  stopTrigger?: Amount;
  isStopTriggered?: boolean;
  /** Money moved from the alias's wallet to the one that the engine pays from. */
  parked?: Amount;
  cancelMessage?: string;
}

export function memoryOf(order: Order): OrderMemory {
  return order.extra as unknown as OrderMemory;
}

/** The engine counts orders; Coinbase gives them uuids. Also who has which orders and fills, oldest first. */
export class OrderIndex {
  private readonly salt = randomUUID();
  private readonly exchange: Exchange;
  private readonly byId = new Map<string, Order>();
  private readonly ids = new Map<number, string>();
  private readonly ordersByAccount = new Map<string, Order[]>();
  private readonly fillsByAccount = new Map<string, TrueFill[]>();

  constructor(exchange: Exchange) {
    this.exchange = exchange;
    exchange.onEvent((event) => {
      if (event.type !== 'order' || memoryOf(event.order).productId === undefined) return;
      const { order, change, fill } = event;
      if (change === 'placed' || change === 'held') {
        this.byId.set(this.idOf(order), order);
        append(this.ordersByAccount, order.accountId, order);
      }
      const booked = fill === undefined ? undefined : this.fillsOf(order).at(-1);
      if (booked !== undefined) append(this.fillsByAccount, order.accountId, booked);
    });
  }

  idOf(order: Pick<Order, 'id'>): string {
    const known = this.ids.get(order.id);
    if (known !== undefined) return known;
    const id = uuidOf('order', this.salt, order.id);
    this.ids.set(order.id, id);
    return id;
  }

  find(orderId: string, accountId: string): Order | undefined {
    const order = this.byId.get(orderId);
    return order?.accountId === accountId ? order : undefined;
  }

  ordersOf(accountId: string): readonly Order[] {
    return this.ordersByAccount.get(accountId) ?? [];
  }

  fillsOfAccount(accountId: string): readonly TrueFill[] {
    return this.fillsByAccount.get(accountId) ?? [];
  }

  /** The order that this one waits for or hangs on, both ways. */
  relatives(order: Order): { originating?: string; attached?: string } {
    const list = order.listId === undefined ? undefined : this.exchange.list(order.listId);
    const [entry, child] = list?.orders ?? [];
    if (entry === undefined || child === undefined) return {};
    return order === entry ? { attached: this.idOf(child) } : { originating: this.idOf(entry) };
  }

  fillsOf(order: Order): readonly TrueFill[] {
    return this.exchange.truth.fillsOf(order.id);
  }

  /** Names the execution; a trade has two. */
  entryIdOf(fill: TrueFill): string {
    return uuidOf('entry', this.salt, fill.orderId, fill.tradeId);
  }

  tradeIdOf(fill: TrueFill): string {
    return uuidOf('trade', this.salt, fill.market, fill.tradeId);
  }
}

function append<T>(lists: Map<string, T[]>, name: string, item: T): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [item]);
  else list.push(item);
}

/** Not so young that the venue's lists do not have it yet. */
export function isVisible(
  world: { clock: SimulatorClock; freshness: { hiddenMs: number } },
  order: Order,
): boolean {
  return world.clock.now() - order.createdAt >= world.freshness.hiddenMs;
}

export type StatusWord = 'PENDING' | 'OPEN' | 'FILLED' | 'CANCELLED' | 'EXPIRED' | 'FAILED';

export function statusOf(order: Order): StatusWord {
  if (order.status === 'held') return 'PENDING';
  if (isLive(order)) return 'OPEN';
  if (order.status === 'filled') return 'FILLED';
  if (order.status === 'rejected') return 'FAILED';
  return order.status === 'expired' && order.timeInForce === 'gtd' ? 'EXPIRED' : 'CANCELLED';
}
