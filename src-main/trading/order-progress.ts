import { canMove, type OrderReport, type OrderState } from '../../src-shared/domain/order.ts';
import { compareDecimals } from '../../src-shared/domain/quantity.ts';
import type { OrderEvent, StoredOrder } from '../storage/trading-store.ts';

/** What a report means for an order of ours. */
export type Progress =
  | { readonly kind: 'event'; readonly event: Omit<OrderEvent, 'clientOrderId' | 'at'> }
  /** Old news: the same again, or what a later report has overtaken. */
  | { readonly kind: 'nothing' }
  /** O3: recorded, changes nothing, and asks for reconciliation. */
  | { readonly kind: 'anomaly'; readonly sentence: string };

const rank: Readonly<Record<OrderState, number>> = {
  intent: 0,
  sent: 1,
  unknown: 1,
  'not-placed': 1,
  acknowledged: 2,
  open: 3,
  partial: 4,
  filled: 5,
  cancelled: 5,
  expired: 5,
  rejected: 5,
};
const isFinal = (state: OrderState) => rank[state] === 5;

/** Applies the one table of legal moves (O3) to a report, which may be late, early or a repeat. */
export function progressOf(order: StoredOrder, report: OrderReport): Progress {
  const { state } = report;
  const filled = report.filledQuantity;
  const known = order.filledQuantity ?? '0';
  const change = {
    state,
    venueOrderId: report.venueOrderId,
    filledQuantity: filled,
    detail: report.description.slice(0, 300),
  };
  if (state === order.state) {
    const isNews = compareDecimals(filled, known) > 0 || order.venueOrderId !== report.venueOrderId;
    return isNews && !isFinal(state) ? { kind: 'event', event: change } : { kind: 'nothing' };
  }
  // Streams and answers overtake each other; what is less advanced than what is known is old.
  if (rank[state] < rank[order.state]) return { kind: 'nothing' };
  if (compareDecimals(filled, known) < 0 && !isFinal(state)) return { kind: 'nothing' };
  if (!canMove(order.state, state)) {
    return {
      kind: 'anomaly',
      sentence: `An order that is ${order.state} was reported ${state}; the report was set aside.`,
    };
  }
  return { kind: 'event', event: change };
}
