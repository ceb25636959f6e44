import type { Release } from '../../release.ts';
import type { VenueParts } from '../../venue-kind.ts';
import { isRecord } from '../decode.ts';

/** So long the message may be under way that says which conditional order made a new order. */
const patienceMs = 500;
const mostOrders = 5_000;

/**
 * A triggered conditional order makes another order, and Binance may tell of that one before it tells where it comes from.
 * Messages about an order that was never heard of, in a market with a conditional order, therefore wait a moment for that;
 * everything after them waits too, so that the order of messages stays.
 */
export function createEventOrder(
  { after }: Pick<VenueParts, 'after'>,
  deliver: (event: unknown) => void,
  conditionalSymbols: () => readonly string[],
): { take(event: unknown): void } {
  const known = new Set<string>();
  let waiting: unknown[] = [];
  let stopTimer: Release = () => undefined;

  function pass(event: unknown): void {
    const id = orderIdOf(event);
    if (id !== undefined) {
      known.add(id);
      const [oldest] = known;
      if (known.size > mostOrders && oldest !== undefined) known.delete(oldest);
    }
    deliver(event);
  }

  function release(): void {
    stopTimer();
    const events = waiting;
    waiting = [];
    for (const event of events) pass(event);
  }

  return {
    take(event) {
      if (isRecord(event) && event.e === 'ALGO_UPDATE') {
        pass(event);
        if (isRecord(event.o) && event.o.ai !== undefined && event.o.ai !== '') release();
        return;
      }
      const id = orderIdOf(event);
      const isNew = id !== undefined && !known.has(id) && conditionalSymbols().includes(symbolOf(event));
      if (waiting.length === 0 && !isNew) {
        pass(event);
        return;
      }
      if (waiting.length === 0) stopTimer = after(patienceMs, release);
      waiting.push(event);
    },
  };
}

function orderIdOf(event: unknown): string | undefined {
  if (!isRecord(event) || event.e !== 'ORDER_TRADE_UPDATE' || !isRecord(event.o)) return undefined;
  return String(event.o.i);
}

function symbolOf(event: unknown): string {
  return isRecord(event) && isRecord(event.o) ? String(event.o.s) : '';
}
