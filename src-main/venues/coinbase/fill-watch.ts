import type { AccountKey } from '../../../src-shared/domain/account.ts';
import type { Fill } from '../../../src-shared/domain/fill.ts';
import { addDecimals, compareDecimals } from '../../../src-shared/domain/quantity.ts';
import type { Release } from '../release.ts';
import type { VenueParts } from '../venue-kind.ts';
import { fillOf, isCorrection, withClientId } from './decode-orders.ts';
import type { CoinbaseRest } from './rest.ts';
import type { FillWire, UserOrderWire } from './wire.ts';

export interface FillWatchParts extends Pick<VenueParts, 'after'> {
  readonly rest: Pick<CoinbaseRest, 'fills'>;
  account(): AccountKey<'live'> | undefined;
  lotDecimals(product: string): number;
  onFills(fills: readonly Fill<'live'>[]): void;
  /** Fills that were told of did not turn up. */
  onMissing(): void;
  noteTrouble(sentence: string): void;
}

interface Expected {
  /** Cumulative quantity that the fills must come to. */
  quantity: string;
  count: number;
  readonly clientOrderId: string | undefined;
  tries: number;
}

/** What happens together is asked for together. */
const gatherMs = 50;
const firstRetryMs = 500;
const mostTries = 6;
const ordersPerQuestion = 50;
/** Orders whose count of fills is remembered. */
const mostKnown = 5_000;

/**
 * The user channel tells of no fills: when an order's count of fills or its filled quantity rises, they are asked for until
 * they come to it.
 */
export class FillWatch {
  readonly #parts: FillWatchParts;
  readonly #known = new Map<string, { count: number; quantity: string }>();
  readonly #expected = new Map<string, Expected>();
  #stopTimer: Release | undefined;
  #isAsking = false;
  #isStopped = false;

  constructor(parts: FillWatchParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#isStopped = false;
  }

  stop(): void {
    this.#isStopped = true;
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    this.#expected.clear();
  }

  /** Whether the order was filled further. In a snapshot, what is not known already is for reconciliation to find. */
  take(order: UserOrderWire, isSnapshot: boolean): boolean {
    const { order_id: id, number_of_fills: count, cumulative_quantity: quantity } = order;
    const known = this.#known.get(id);
    const isMore = count > (known?.count ?? 0) || compareDecimals(quantity, known?.quantity ?? '0') > 0;
    if (!isMore) return false;
    this.#remember(id, count, quantity);
    if (isSnapshot && known === undefined) return false;
    const clientOrderId = order.client_order_id === '' ? undefined : order.client_order_id;
    const tries = 0;
    this.#expected.set(id, { quantity, count, clientOrderId, tries });
    this.#askIn(gatherMs);
    return true;
  }

  #remember(id: string, count: number, quantity: string): void {
    this.#known.delete(id);
    this.#known.set(id, { count, quantity });
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostKnown && oldest !== undefined) this.#known.delete(oldest);
  }

  #askIn(delayMs: number): void {
    if (this.#isAsking || this.#isStopped) return;
    this.#stopTimer ??= this.#parts.after(delayMs, () => {
      this.#stopTimer = undefined;
      void this.#ask();
    });
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    const asked = new Map([...this.#expected].slice(0, ordersPerQuestion));
    let found: readonly FillWire[] = [];
    try {
      found = await this.#parts.rest.fills({ orderIds: [...asked.keys()] });
    } catch (error) {
      this.#parts.noteTrouble(
        `Fills could not be read: ${error instanceof Error ? error.message : 'unknown reason'}`,
      );
    }
    this.#isAsking = false;
    if (this.#isStopped) return;
    this.#tell(found, asked);
    this.#settle(found, asked);
    const waits = [...this.#expected.values()].map(({ tries }) =>
      tries === 0 ? gatherMs : firstRetryMs * 2 ** tries,
    );
    if (waits.length > 0) this.#askIn(Math.min(...waits));
  }

  #tell(found: readonly FillWire[], asked: ReadonlyMap<string, Expected>): void {
    const account = this.#parts.account();
    if (account === undefined) return;
    const fills = found.flatMap((wire) => {
      const fill = fillOf(wire, account, this.#parts.lotDecimals(wire.product_id));
      return fill === undefined ? [] : [withClientId(fill, asked.get(wire.order_id)?.clientOrderId)];
    });
    if (found.some(isCorrection)) {
      this.#parts.noteTrouble(
        'Coinbase took back or corrected an execution; compare it with your statement.',
      );
    }
    if (fills.length > 0) this.#parts.onFills(fills);
  }

  /** Takes off the list what has come to its quantity, or has been asked for too often. */
  #settle(found: readonly FillWire[], asked: ReadonlyMap<string, Expected>): void {
    const byOrder = Map.groupBy(found, ({ order_id: id }) => id);
    for (const [id, expected] of asked) {
      const now = this.#expected.get(id);
      const fills = byOrder.get(id) ?? [];
      const sum = fills.reduce(
        (total, fill) => (fill.size_in_quote ? total : addDecimals(total, fill.size)),
        '0',
      );
      const isWhole =
        compareDecimals(sum, expected.quantity) >= 0 ||
        (expected.count > 0 && fills.length >= expected.count);
      // More may have happened while the question was on its way.
      if (now !== expected) continue;
      expected.tries += 1;
      if (isWhole) this.#expected.delete(id);
      else if (expected.tries >= mostTries) {
        this.#expected.delete(id);
        this.#parts.onMissing();
      }
    }
  }
}
