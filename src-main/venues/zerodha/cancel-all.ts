import { Failure } from '../../../src-shared/domain/failure.ts';
import type { ChangeOutcome, OrderReport } from '../../../src-shared/domain/order.ts';

export interface CancelAllParts {
  /** All orders that work now. */
  open(): Promise<readonly OrderReport<'live'>[]>;
  cancel(order: OrderReport<'live'>): Promise<ChangeOutcome>;
  pause(delayMs: number): Promise<void>;
}

const rounds = 4;
const roundMs = 500;

/**
 * Zerodha has no call for all at once: each order is cancelled by itself, and then it is looked whether any works still.
 * Cancels may be repeated, so that one refused for being late or too quick does no harm.
 */
export async function cancelEvery({ open, cancel, pause }: CancelAllParts): Promise<ChangeOutcome> {
  let last: ChangeOutcome = { outcome: 'acknowledged' };
  const taken = new Set<string>();
  try {
    for (let round = 0; round < rounds; round += 1) {
      if (round > 0) await pause(roundMs * round);
      const left = (await open()).filter(({ venueOrderId }) => !taken.has(venueOrderId));
      if (left.length === 0) return { outcome: 'acknowledged' };
      for (const order of left) {
        const outcome = await cancel(order);
        if (outcome.outcome === 'acknowledged') taken.add(order.venueOrderId);
        else last = outcome;
      }
      if (left.every(({ venueOrderId }) => taken.has(venueOrderId))) return { outcome: 'acknowledged' };
    }
    return last;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { outcome: 'unknown', detail: `Which orders are open could not be read: ${error.message}` };
  }
}
