import type { OrderReport } from '../../../src-shared/domain/order.ts';
import { compareDecimals } from '../../../src-shared/domain/quantity.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { tagOf } from './decode-order.ts';
import { placedBy, triggerReport } from './decode-trigger.ts';
import { indianMoment } from './indian-time.ts';
import type { OrderWire, TriggerWire } from './wire.ts';

/** A GTT as it was sent. A GTT carries no tag, so that it can only be found again by what it says. */
export interface TriggerAttempt {
  readonly clientOrderId: string;
  readonly exchange: string;
  readonly tradingsymbol: string;
  readonly side: 'BUY' | 'SELL';
  readonly quantity: string;
  readonly triggers: readonly string[];
  readonly prices: readonly string[];
  readonly sentAt: EpochMs;
}

/** Zerodha's clock may be that far behind ours, and its times are whole seconds. */
const clockSlackMs = 60_000;
const mostKept = 2000;

/** What this connection knows of GTTs: which are ours, and which orders they have placed. */
export class TriggerBook {
  readonly #attempts = new Map<string, TriggerAttempt>();
  /** Client id by trigger. */
  readonly #owners = new Map<string, string>();
  readonly #parents = new Map<string, string>();
  #latest: readonly TriggerWire[] = [];

  noteAttempt(attempt: TriggerAttempt): void {
    remember(this.#attempts, attempt.clientOrderId, attempt);
  }

  claim(triggerId: string, clientOrderId: string): void {
    remember(this.#owners, triggerId, clientOrderId);
  }

  ownerOf(triggerId: string): string | undefined {
    return this.#owners.get(triggerId);
  }

  isAttempted(clientOrderId: string): boolean {
    return this.#attempts.has(clientOrderId);
  }

  /** The list as Zerodha has it now. */
  update(triggers: readonly TriggerWire[]): void {
    this.#latest = triggers;
    for (const trigger of triggers) {
      const child = placedBy(trigger);
      if (child !== undefined) remember(this.#parents, child, trigger.id);
    }
  }

  /** The trigger that placed an order. */
  parentOf(orderId: string): string | undefined {
    return this.#parents.get(orderId);
  }

  trigger(id: string): TriggerWire | undefined {
    return this.#latest.find((one) => one.id === id);
  }

  /** True for an order that one of the known triggers may just have placed. */
  mayHavePlaced(wire: OrderWire): boolean {
    const { exchange, tradingsymbol, transaction_type, order_id } = wire;
    if (tagOf(wire) !== undefined || this.#parents.has(order_id)) return false;
    const isNew = [...this.#attempts.values()].some(
      (attempt) =>
        attempt.exchange === exchange &&
        attempt.tradingsymbol === tradingsymbol &&
        attempt.side === transaction_type &&
        !this.#isListed(attempt),
    );
    if (isNew) return true;
    return this.#latest.some(
      ({ status, condition, orders }) =>
        status === 'active' &&
        condition.exchange === exchange &&
        condition.tradingsymbol === tradingsymbol &&
        orders.some((leg) => leg.transaction_type === transaction_type),
    );
  }

  /** False for one that was sent after the list was last read. */
  #isListed({ clientOrderId }: TriggerAttempt): boolean {
    return this.#latest.some(({ id }) => this.#owners.get(id) === clientOrderId);
  }

  /** The trigger that came of an attempt, among those nobody else has claimed. */
  findAttempt(clientOrderId: string): TriggerWire | undefined {
    const owned = this.#latest.find(({ id }) => this.#owners.get(id) === clientOrderId);
    const attempt = this.#attempts.get(clientOrderId);
    if (owned !== undefined || attempt === undefined) return owned;
    const found = this.#latest.find((trigger) => !this.#owners.has(trigger.id) && isMadeBy(trigger, attempt));
    if (found !== undefined) this.claim(found.id, clientOrderId);
    return found;
  }

  /** Triggers of a market from a moment on that no client id of ours is known for. */
  unclaimed(exchange: string, tradingsymbol: string, since: number): readonly TriggerWire[] {
    return this.#latest.filter(
      ({ id, condition, created_at }) =>
        !this.#owners.has(id) &&
        condition.exchange === exchange &&
        condition.tradingsymbol === tradingsymbol &&
        (indianMoment(created_at) ?? 0) >= since,
    );
  }

  /** @param orders today's, in which the order that a trigger placed is looked for. */
  report(
    trigger: TriggerWire,
    userId: string,
    orders: ReadonlyMap<string, OrderReport<'live'>>,
  ): OrderReport<'live'> | undefined {
    const child = placedBy(trigger);
    return triggerReport(
      trigger,
      userId,
      this.#owners.get(trigger.id),
      child === undefined ? undefined : orders.get(child),
    );
  }
}

function isMadeBy({ condition, orders, created_at }: TriggerWire, attempt: TriggerAttempt): boolean {
  const created = indianMoment(created_at);
  return (
    created !== undefined &&
    created >= attempt.sentAt - clockSlackMs &&
    condition.exchange === attempt.exchange &&
    condition.tradingsymbol === attempt.tradingsymbol &&
    areEqual(condition.trigger_values, attempt.triggers) &&
    areEqual(
      orders.map(({ price }) => price),
      attempt.prices,
    ) &&
    orders.every((leg) => leg.transaction_type === attempt.side && leg.quantity === attempt.quantity)
  );
}

function areEqual(one: readonly string[], other: readonly string[]): boolean {
  return (
    one.length === other.length &&
    one.every((value, index) => compareDecimals(value, other[index] ?? '0') === 0)
  );
}

/** Oldest entries give way: a day has at most 5000 orders. */
function remember<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > mostKept && oldest !== undefined) map.delete(oldest);
}
