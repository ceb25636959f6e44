import { type Amount, decimal, zero } from '../exchange/decimal.ts';
import type { Base } from './base.ts';
import { currencyOf, purseOf } from './exchange-side.ts';
import type { TradeRecord } from './kite-order.ts';
import { type Listing, nameOf } from './listings.ts';
import type { Product } from './order-request.ts';

/** Positions are kept apart by product. Sums of money include the multiplier. */
export interface PositionRecord {
  listing: Listing;
  product: Product;
  overnightQuantity: Amount;
  overnightPrice: Amount;
  dayBuyQuantity: Amount;
  dayBuyValue: Amount;
  daySellQuantity: Amount;
  daySellValue: Amount;
}

export interface HoldingRecord {
  listing: Listing;
  quantity: Amount;
  averagePrice: Amount;
}

/** What users have: positions by product, and shares in the demat account. */
export class Ledger {
  private readonly base: Base;
  private readonly positions = new Map<string, Map<string, PositionRecord>>();
  private readonly holdings = new Map<string, HoldingRecord[]>();

  constructor(base: Base) {
    this.base = base;
  }

  positionsOf(userId: string): PositionRecord[] {
    return [...(this.positions.get(userId)?.values() ?? [])];
  }

  holdingsOf(userId: string): readonly HoldingRecord[] {
    return this.holdings.get(userId) ?? [];
  }

  /** Shares from before today. The engine holds them too, so that selling them needs no margin and frees their worth. */
  give(userId: string, listing: Listing, quantity: string, averagePrice: string): void {
    const account = this.base.exchange.account(userId);
    const [amount, price] = [decimal(quantity), decimal(averagePrice)];
    const position = account.position(nameOf(listing));
    position.quantity = amount;
    position.entryPrice = price;
    account.add(currencyOf[purseOf(listing.exchange)], amount.times(price));
    this.holdings.set(userId, [
      ...this.holdingsOf(userId),
      { listing, quantity: amount, averagePrice: price },
    ]);
  }

  /** What the shares of earlier days have cost. */
  paidFor(userId: string, purse: 'equity' | 'commodity'): Amount {
    return this.holdingsOf(userId)
      .filter(({ listing }) => purseOf(listing.exchange) === purse)
      .reduce((sum, { quantity, averagePrice }) => sum.plus(quantity.times(averagePrice)), zero);
  }

  book({ order, quantity, price }: TradeRecord, realisedProfit: Amount): void {
    const { listing, product, side } = order.request;
    const position = this.position(order.userId, listing, product);
    const value = quantity.times(price).times(listing.multiplier);
    if (side === 'buy') {
      position.dayBuyQuantity = position.dayBuyQuantity.plus(quantity);
      position.dayBuyValue = position.dayBuyValue.plus(value);
    } else {
      position.daySellQuantity = position.daySellQuantity.plus(quantity);
      position.daySellValue = position.daySellValue.plus(value);
    }
    // The engine has booked the profit of one unit per unit of quantity.
    const rest = realisedProfit.times(listing.multiplier - 1);
    this.base.exchange.account(order.userId).add(currencyOf[purseOf(listing.exchange)], rest);
  }

  /** What was bought today less what was sold, of one product. */
  movedToday(userId: string, listing: Listing, product: Product): Amount {
    const today = this.positions.get(userId)?.get(`${nameOf(listing)} ${product}`);
    return today === undefined ? zero : today.dayBuyQuantity.minus(today.daySellQuantity);
  }

  /** Moves a part of today's position to another product at its average price. False when there is not so much. */
  convert(userId: string, listing: Listing, from: Product, to: Product, quantity: Amount): boolean {
    const source = this.position(userId, listing, from);
    const net = source.dayBuyQuantity.minus(source.daySellQuantity);
    if (net.abs().lessThan(quantity) || net.isZero()) return false;
    const target = this.position(userId, listing, to);
    if (net.isPositive()) {
      const value = source.dayBuyValue.dividedBy(source.dayBuyQuantity).times(quantity);
      source.dayBuyQuantity = source.dayBuyQuantity.minus(quantity);
      source.dayBuyValue = source.dayBuyValue.minus(value);
      target.dayBuyQuantity = target.dayBuyQuantity.plus(quantity);
      target.dayBuyValue = target.dayBuyValue.plus(value);
    } else {
      const value = source.daySellValue.dividedBy(source.daySellQuantity).times(quantity);
      source.daySellQuantity = source.daySellQuantity.minus(quantity);
      source.daySellValue = source.daySellValue.minus(value);
      target.daySellQuantity = target.daySellQuantity.plus(quantity);
      target.daySellValue = target.daySellValue.plus(value);
    }
    return true;
  }

  private position(userId: string, listing: Listing, product: Product): PositionRecord {
    const ofUser = this.positions.get(userId) ?? new Map<string, PositionRecord>();
    this.positions.set(userId, ofUser);
    const key = `${nameOf(listing)} ${product}`;
    const found = ofUser.get(key);
    if (found !== undefined) return found;
    const fresh: PositionRecord = {
      listing,
      product,
      overnightQuantity: zero,
      overnightPrice: zero,
      dayBuyQuantity: zero,
      dayBuyValue: zero,
      daySellQuantity: zero,
      daySellValue: zero,
    };
    ofUser.set(key, fresh);
    return fresh;
  }
}
