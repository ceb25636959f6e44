import type { AccountKey, Balance } from '../../../src-shared/domain/account.ts';
import type { Fill } from '../../../src-shared/domain/fill.ts';
import type { OrderReport } from '../../../src-shared/domain/order.ts';
import type { Position } from '../../../src-shared/domain/position.ts';
import { addDecimals, compareDecimals } from '../../../src-shared/domain/quantity.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { Release } from '../release.ts';
import { balancesOf } from './accounts.ts';
import { orderReport } from './decode-order.ts';
import { positionsOf } from './decode-portfolio.ts';
import { fillsOf } from './order-reader.ts';
import type { KiteRest } from './rest.ts';
import type { TriggerBook } from './trigger-book.ts';
import type { OrderWire } from './wire.ts';

/*
 * Order frames say how much is filled, not by which trades: those are asked for after each frame that tells of more. When
 * they do not add up after a few questions, somebody must compare everything (a gap).
 */

export interface UpdateParts {
  readonly rest: Pick<KiteRest, 'orderTrades' | 'triggers' | 'orders' | 'positions' | 'margins'>;
  readonly triggers: TriggerBook;
  userId(): string;
  accounts(): readonly AccountKey<'live'>[];
  now(): EpochMs;
  after(delayMs: number, run: () => void): Release;
  noteTrouble(sentence: string): void;
  onOrders(reports: readonly OrderReport<'live'>[]): void;
  onFills(fills: readonly Fill<'live'>[]): void;
  onPositions(positions: readonly Position<'live'>[]): void;
  onBalances(balances: readonly Balance<'live'>[]): void;
  onGap(account: AccountKey<'live'>): void;
}

const tries = 5;
const firstRetryMs = 400;
/** Positions and money follow a trade; several trades in a row are followed once. */
const settleMs = 1000;
const mostOrders = 10_000;

export class OrderUpdates {
  readonly #parts: UpdateParts;
  /** Filled so far by order, as last asked for. */
  readonly #asked = new Map<string, string>();
  /** By order, the frame that is being told, so that what had to be asked for one lets none pass it. */
  readonly #telling = new Map<string, Promise<void>>();
  #stopSettling: Release | undefined;

  constructor(parts: UpdateParts) {
    this.#parts = parts;
  }

  /** Takes an order frame. Never rejects. */
  async take(wire: OrderWire): Promise<void> {
    await this.#tellInTurn(wire);
    const before = this.#asked.get(wire.order_id) ?? '0';
    if (compareDecimals(wire.filled_quantity, before) <= 0) return;
    this.#asked.set(wire.order_id, wire.filled_quantity);
    const [oldest] = this.#asked.keys();
    if (this.#asked.size > mostOrders && oldest !== undefined) this.#asked.delete(oldest);
    await this.#askTrades(wire, 0);
    this.#settleSoon();
  }

  async #tellInTurn(wire: OrderWire): Promise<void> {
    const earlier = this.#telling.get(wire.order_id);
    const told = (earlier ?? Promise.resolve()).then(() => this.#identify(wire)).then(() => this.#tell(wire));
    this.#telling.set(wire.order_id, told);
    await told;
    if (this.#telling.get(wire.order_id) === told) this.#telling.delete(wire.order_id);
  }

  /** An order that a GTT has placed is told under the GTT: which one is, the list says. */
  async #identify(wire: OrderWire): Promise<void> {
    const { triggers, rest } = this.#parts;
    if (!triggers.mayHavePlaced(wire)) return;
    try {
      triggers.update(await rest.triggers());
    } catch (error) {
      this.#trouble('GTTs could not be read', error);
    }
  }

  stop(): void {
    this.#stopSettling?.();
    this.#stopSettling = undefined;
  }

  #tell(wire: OrderWire): void {
    const { triggers, onOrders, userId } = this.#parts;
    const report = orderReport(wire, userId());
    if (report === undefined) return;
    const parent = triggers.parentOf(wire.order_id);
    const trigger = parent === undefined ? undefined : triggers.trigger(parent);
    if (trigger === undefined) {
      onOrders([report]);
      return;
    }
    const told = triggers.report(trigger, userId(), new Map([[wire.order_id, report]]));
    if (told !== undefined) onOrders([told]);
  }

  async #askTrades(wire: OrderWire, attempt: number): Promise<void> {
    const { after, onFills, onGap, userId } = this.#parts;
    const fills = await this.#tradesOf(wire);
    if (fills.length > 0) onFills(fills);
    const sum = fills.reduce((total, { quantity }) => addDecimals(total, quantity), '0');
    if (compareDecimals(sum, wire.filled_quantity) >= 0) return;
    if (attempt + 1 < tries) {
      after(firstRetryMs * 2 ** attempt, () => void this.#askTrades(wire, attempt + 1));
      return;
    }
    const report = orderReport(wire, userId());
    if (report !== undefined) onGap(report.account);
  }

  async #tradesOf(wire: OrderWire): Promise<readonly Fill<'live'>[]> {
    try {
      return fillsOf(this.#parts, await this.#parts.rest.orderTrades(wire.order_id), [wire]);
    } catch (error) {
      this.#trouble(`The trades of order ${wire.order_id} could not be read`, error);
      return [];
    }
  }

  #settleSoon(): void {
    this.#stopSettling ??= this.#parts.after(settleMs, () => {
      this.#stopSettling = undefined;
      void this.#settle();
    });
  }

  async #settle(): Promise<void> {
    const { rest, onPositions, onBalances, accounts, userId, now } = this.#parts;
    try {
      const [positions, margins] = await Promise.all([rest.positions(), rest.margins()]);
      onPositions(positionsOf(positions.net, userId(), now()));
      onBalances(accounts().flatMap((account) => balancesOf(account, margins)));
    } catch (error) {
      this.#trouble('Positions and money could not be read after a trade', error);
      for (const account of accounts()) this.#parts.onGap(account);
    }
  }

  #trouble(what: string, error: unknown): void {
    this.#parts.noteTrouble(`${what}: ${error instanceof Error ? error.message : 'unknown reason'}`);
  }
}
