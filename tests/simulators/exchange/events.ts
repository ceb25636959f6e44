import type { OrderList } from './order-lists.ts';
import type { BookChange, Fill, MarketTrade, Order } from './orders.ts';

export type OrderChange =
  | 'placed'
  | 'held'
  | 'released'
  | 'triggered'
  | 'filled'
  | 'cancelled'
  | 'expired'
  | 'self-trade-prevented'
  | 'amended'
  | 'rejected';

/** What became true on the exchange, in the order in which it did. Listeners run at once: read what you need then. */
export type ExchangeEvent =
  | { type: 'trade'; market: string; trade: MarketTrade }
  | {
      type: 'book';
      market: string;
      changes: BookChange[];
      /** Of the first and of the last change in here; they count up by one per level change. */
      firstSequence: number;
      lastSequence: number;
      at: number;
    }
  | {
      type: 'order';
      change: OrderChange;
      order: Order;
      at: number;
      fill: Fill | undefined;
      /** The client's id of the cancel or amend that caused it, if it gave one. */
      requestId: string | undefined;
      reason: string | undefined;
    }
  /** Balances of these assets may have changed, and the position in `market`. */
  | { type: 'account'; accountId: string; market: string | undefined; assets: string[]; at: number }
  | { type: 'transfer'; accountId: string; asset: string; amount: string; at: number }
  | { type: 'list'; list: OrderList; change: 'placed' | 'done' | 'rejected'; at: number }
  | { type: 'market-state'; market: string; at: number };

export type Unsubscribe = () => void;

export class Listeners<T> {
  private readonly listeners = new Set<(event: T) => void>();

  subscribe(listener: (event: T) => void): Unsubscribe {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  emit(event: T): void {
    for (const listener of [...this.listeners]) listener(event);
  }
}
