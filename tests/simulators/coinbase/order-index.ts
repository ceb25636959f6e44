import { randomUUID } from 'node:crypto';
import type { Amount } from '../exchange/decimal.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { isLive, type Order } from '../exchange/orders.ts';
import type { TrueFill } from '../exchange/truth.ts';
import { uuidOf } from './ids.ts';
import type { World } from './world.ts';

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

/** The engine counts orders; Coinbase gives them uuids. */
export class OrderIndex {
  private readonly salt = randomUUID();
  private readonly exchange: Exchange;
  private readonly byId = new Map<string, Order>();

  constructor(exchange: Exchange) {
    this.exchange = exchange;
    exchange.onEvent((event) => {
      if (event.type === 'order' && (event.change === 'placed' || event.change === 'held'))
        this.byId.set(this.idOf(event.order), event.order);
    });
  }

  idOf(order: Pick<Order, 'id'>): string {
    return uuidOf('order', this.salt, order.id);
  }

  find(orderId: string, accountId: string): Order | undefined {
    const order = this.byId.get(orderId);
    return order?.accountId === accountId ? order : undefined;
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

/** Not so young that the venue's lists do not have it yet. */
export function isVisible(world: World, order: Order): boolean {
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
