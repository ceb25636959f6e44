import type { AlgoName } from './decode.ts';

/** A connection lives for months; names of orders long gone are not needed. */
const mostNames = 5_000;

/**
 * Which conditional order made which order. What was placed as a conditional order keeps its name after the trigger, so
 * that one intent has one order for whoever follows it.
 */
export class AlgoNames {
  readonly #byOrder = new Map<string, AlgoName>();
  readonly #made = new Map<string, string>();
  /** Orders that were asked for before a conditional order claimed them. */
  readonly #askedFor = new Set<string>();

  /** True when the order had been reported under its own name before. */
  add(orderId: string, venueOrderId: string, clientOrderId: string): boolean {
    if (this.#byOrder.has(orderId)) return false;
    this.#byOrder.set(orderId, { venueOrderId, clientOrderId });
    this.#made.set(venueOrderId, orderId);
    dropOldest(this.#byOrder);
    dropOldest(this.#made);
    return this.#askedFor.delete(orderId);
  }

  of(orderId: string): AlgoName | undefined {
    const found = this.#byOrder.get(orderId);
    if (found === undefined) {
      this.#askedFor.add(orderId);
      dropOldest(this.#askedFor);
    }
    return found;
  }

  /** The order that a conditional order has made. */
  madeFrom(venueOrderId: string): string | undefined {
    return this.#made.get(venueOrderId);
  }
}

function dropOldest(kept: Map<string, unknown> | Set<string>): void {
  if (kept.size <= mostNames) return;
  const [oldest] = kept.keys();
  if (oldest !== undefined) kept.delete(oldest);
}
