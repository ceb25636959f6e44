import type { SimulatorClock } from '../exchange/clock.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { noteReason } from './order-extra.ts';

/** Cancels all orders of an account that did not refresh its timer. */
export class DeadMan {
  private readonly exchange: Exchange;
  private readonly clock: SimulatorClock;
  private readonly triggers = new Map<string, number>();

  constructor(exchange: Exchange, clock: SimulatorClock) {
    this.exchange = exchange;
    this.clock = clock;
  }

  /** Seconds from now; 0 takes the timer away. Returns when it would strike. */
  set(accountId: string, seconds: number): number | undefined {
    if (seconds === 0) {
      this.triggers.delete(accountId);
      return undefined;
    }
    const at = this.clock.now() + seconds * 1000;
    this.triggers.set(accountId, at);
    return at;
  }

  isSet(accountId: string): boolean {
    return this.triggers.has(accountId);
  }

  check(): void {
    for (const [accountId, at] of this.triggers) {
      if (at > this.clock.now()) continue;
      this.triggers.delete(accountId);
      for (const order of this.exchange.openOrders(accountId)) {
        noteReason(order, 'Cancel all orders after timeout');
        this.exchange.cancel(order);
      }
    }
  }
}
