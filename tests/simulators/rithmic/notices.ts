import type { Fill } from '../exchange/orders.ts';
import type { Basket, Told } from './basket.ts';
import { type Fields, stamp } from './fields.ts';
import type { Floor } from './floor.ts';
import { processed, processedWords, reported, reportedWords } from './order-codes.ts';
import { tradingDayOf, utcTexts } from './trading-day.ts';

/**
 * Writes both streams that tell an order's story, keeps them for the lists of orders, and hands them to who listens: with
 * delay, twice, or out of order where the manners say so.
 */
export class Notices {
  private readonly floor: Floor;
  private readonly publish: (basket: Basket, told: Told) => void;
  private sequence = 1;
  private readonly fillIds = new Map<string, { date: number; next: number }>();
  private nextExchangeOrder = 6_900_000_001;

  constructor(floor: Floor, publish: (basket: Basket, told: Told) => void) {
    this.floor = floor;
    this.publish = publish;
  }

  /** Rithmic's own processing, 351. */
  process(basket: Basket, type: number, more: Fields = {}): void {
    const fields = {
      ...this.base(basket),
      notify_type: type,
      status: processedWords[type] ?? '',
      // Seen so: while it is on its way the quantity of some rows is 0.
      ...(type === processed.openPending ? { quantity: 0 } : {}),
      ...more,
    };
    this.tell(basket, 'RithmicOrderNotification', fields, false);
  }

  /** The exchange's report, 352. */
  report(basket: Basket, type: number, more: Fields = {}): void {
    const { sourceStamps } = this;
    const fields = {
      ...this.base(basket),
      notify_type: type,
      report_type: reportedWords[type] ?? '',
      status: reportedWords[type] ?? '',
      ...sourceStamps,
      ...more,
    };
    this.tell(basket, 'ExchangeOrderNotification', fields, type === reported.fill);
  }

  confirm(basket: Basket): void {
    const now = utcTexts(this.floor.exchange.clock.now());
    basket.exchangeOrderId = String(this.nextExchangeOrder);
    this.nextExchangeOrder += 1;
    this.report(basket, reported.status, {
      confirmed_size: basket.terms.quantity,
      confirmed_date: now.date,
      confirmed_time: now.time,
      confirmed_id: basket.exchangeOrderId,
    });
  }

  fill(basket: Basket, fill: Fill): void {
    const at = utcTexts(fill.at);
    this.report(basket, reported.fill, {
      fill_price: fill.price.toNumber(),
      fill_size: fill.quantity.toNumber(),
      fill_date: at.date,
      fill_time: at.time,
      fill_id: this.nextFillId(basket, fill.at),
    });
  }

  cancelled(basket: Basket, size: number): void {
    const now = utcTexts(this.floor.exchange.clock.now());
    this.report(basket, reported.cancel, {
      cancelled_size: size,
      cancelled_date: now.date,
      cancelled_time: now.time,
      cancelled_id: basket.exchangeOrderId,
    });
  }

  modified(basket: Basket): void {
    const now = utcTexts(this.floor.exchange.clock.now());
    this.report(basket, reported.modify, {
      modified_size: basket.terms.quantity,
      modified_date: now.date,
      modified_time: now.time,
      modify_id: basket.exchangeOrderId,
    });
  }

  /** “F” for filled, “FA” for failed, “C” for anything cancelled. */
  complete(basket: Basket, reason: 'F' | 'FA' | 'C', text = ''): void {
    basket.isComplete = true;
    this.process(basket, processed.complete, {
      completion_reason: reason,
      total_unfilled_size: basket.unfilled,
      ...(text === '' ? {} : { text, report_text: text }),
    });
  }

  private get sourceStamps(): Fields {
    const { ssboe, usecs } = stamp(this.floor.exchange.clock.now());
    return {
      source_ssboe: ssboe,
      source_usecs: usecs,
      source_nsecs: usecs * 1000,
      exch_receipt_ssboe: ssboe,
      exch_receipt_nsecs: usecs * 1000,
    };
  }

  private base(basket: Basket): Fields {
    const { hasSentinelPrices } = this.floor.manners;
    return { ...basket.describe(hasSentinelPrices), ...stamp(this.floor.exchange.clock.now()) };
  }

  /** Counts from 1 in every account and every trading day: only with both is it a name. */
  private nextFillId(basket: Basket, at: number): string {
    const { engineId } = basket.account;
    const { date } = tradingDayOf(at);
    const before = this.fillIds.get(engineId);
    const next = before?.date === date ? before.next : 1;
    this.fillIds.set(engineId, { date, next: next + 1 });
    return String(100_000 + next);
  }

  private tell(basket: Basket, name: Told['name'], fields: Fields, isFill: boolean): void {
    const at = this.floor.exchange.clock.now();
    const told: Told = {
      name,
      fields: { ...fields, sequence_number: `S${this.sequence}` },
      at,
      isFill,
    };
    this.sequence += 1;
    basket.told.push(told);
    const { notificationDelayMs, fillsTrailMs, duplicatesFills } = this.floor.manners;
    const delay = notificationDelayMs + (isFill ? fillsTrailMs : 0);
    const publish = () => {
      this.publish(basket, told);
      if (isFill && duplicatesFills) this.publish(basket, told);
    };
    if (delay === 0) publish();
    else this.floor.world.after(delay, publish);
  }
}
