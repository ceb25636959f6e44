import { decimal, downToStep } from '../exchange/decimal.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { isLive, type Order } from '../exchange/orders.ts';
import { Refusal } from '../exchange/refusal.ts';
import { memoryOf } from './order-index.ts';

/** How far beyond the stop the order may go once it is triggered. */
const protection = '0.05';

/**
 * A bracket is one order: it rests at the price that takes profit, and when the market reaches its stop it becomes a limit
 * order that crosses the book.
 */
export function watchBrackets(exchange: Exchange): void {
  const watched = new Set<Order>();
  exchange.onEvent((event) => {
    if (event.type === 'order' && memoryOf(event.order).stopTrigger !== undefined) {
      if (isLive(event.order)) watched.add(event.order);
      else watched.delete(event.order);
    }
    if (event.type !== 'trade') return;
    for (const order of watched) {
      if (order.market !== event.market || !isReached(exchange, order)) continue;
      watched.delete(order);
      // After the present match: the engine is in the middle of one.
      queueMicrotask(() => trigger(exchange, order));
    }
  });
}

function isReached(exchange: Exchange, order: Order): boolean {
  const { stopTrigger } = memoryOf(order);
  if (stopTrigger === undefined || order.status === 'held') return false;
  const last = exchange.market(order.market).lastPrice;
  return order.side === 'sell' ? last.lessThanOrEqualTo(stopTrigger) : last.greaterThanOrEqualTo(stopTrigger);
}

function trigger(exchange: Exchange, order: Order): void {
  const memory = memoryOf(order);
  if (!isLive(order) || memory.stopTrigger === undefined) return;
  const factor = order.side === 'sell' ? decimal(1).minus(protection) : decimal(1).plus(protection);
  const { tick } = exchange.market(order.market).spec;
  memory.isStopTriggered = true;
  try {
    exchange.amend(order, { price: downToStep(memory.stopTrigger.times(factor), tick) });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    memory.cancelMessage = 'Insufficient balance at the stop';
    exchange.cancel(order);
  }
}
