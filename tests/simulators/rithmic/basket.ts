import { plain } from '../exchange/decimal.ts';
import type { Order } from '../exchange/orders.ts';
import type { RithmicAccount } from './accounts.ts';
import type { Fields } from './fields.ts';
import type { Contract } from './markets.ts';
import { priceType } from './order-codes.ts';

/** An order that waits until another price has been somewhere. */
export interface Condition {
  readonly contract: Contract;
  /** =, ≠, >, ≥, <, ≤, counted from 1. */
  readonly comparison: number;
  /** Bid, offer, trade, lean: counted from 1. */
  readonly field: number;
  readonly price: number;
}

/** What was asked for, in the protocol's numbers. */
export interface BasketTerms {
  readonly contract: Contract;
  readonly side: number;
  readonly quantity: number;
  readonly priceType: number;
  readonly duration: number;
  readonly price: number | undefined;
  readonly trigger: number | undefined;
  readonly trailTicks: number | undefined;
  readonly trailBy: number | undefined;
  readonly route: string;
  readonly manualOrAuto: number;
  readonly windowName: string;
  readonly cancelAt?: number | undefined;
  readonly cancelAfterMs?: number | undefined;
  readonly releaseAt?: number | undefined;
  readonly condition?: Condition | undefined;
}

export interface Told {
  readonly name: 'RithmicOrderNotification' | 'ExchangeOrderNotification';
  readonly fields: Fields;
  readonly at: number;
  readonly isFill: boolean;
}

/** One order by Rithmic's own id, from the request to its end, with everything that was told of it. */
export class Basket {
  readonly id: string;
  readonly account: RithmicAccount;
  readonly user: string;
  terms: BasketTerms;
  userTag: string;
  /** Undefined until the exchange has taken it. */
  order: Order | undefined;
  /** Of the bracket's entry, for its children. */
  parentId = '';
  linkedIds: readonly string[] = [];
  bracketType: number | undefined;
  exchangeOrderId = '';
  isComplete = false;
  readonly createdAt: number;
  readonly told: Told[] = [];

  constructor(
    id: string,
    account: RithmicAccount,
    user: string,
    terms: BasketTerms,
    userTag: string,
    at: number,
  ) {
    this.id = id;
    this.account = account;
    this.user = user;
    this.terms = terms;
    this.userTag = userTag;
    this.createdAt = at;
  }

  get filled(): number {
    return this.order?.filled.toNumber() ?? 0;
  }

  get unfilled(): number {
    return this.terms.quantity - this.filled;
  }

  get averagePrice(): number | undefined {
    const { order } = this;
    if (order === undefined || order.filled.isZero()) return undefined;
    return Number(plain(order.filledQuote.dividedBy(order.filled)));
  }

  /** True while it waits outside the book for its trigger. */
  get isWaiting(): boolean {
    return this.terms.trigger !== undefined && this.order?.triggered !== true;
  }

  /** What every notification of it says. Types that notifications do not know are told as what they become. */
  describe(hasSentinels: boolean): Fields {
    const { terms, account } = this;
    const told =
      terms.priceType === priceType.marketIfTouched
        ? priceType.market
        : terms.priceType === priceType.limitIfTouched
          ? priceType.limit
          : terms.priceType;
    const none = hasSentinels ? -1 : undefined;
    return {
      ...(this.userTag === '' ? {} : { user_tag: this.userTag }),
      basket_id: this.id,
      ...(this.parentId === '' ? {} : { original_basket_id: this.parentId }),
      ...(this.linkedIds.length === 0 ? {} : { linked_basket_ids: this.linkedIds.join(',') }),
      ...account.key,
      user_id: this.user,
      symbol: terms.contract.symbol,
      exchange: terms.contract.exchange,
      trade_exchange: terms.contract.exchange,
      trade_route: terms.route,
      ...(this.exchangeOrderId === '' ? {} : { exchange_order_id: this.exchangeOrderId }),
      instrument_type: 'Future',
      quantity: terms.quantity,
      price: terms.price ?? none,
      trigger_price: terms.trigger ?? none,
      transaction_type: terms.side,
      duration: terms.duration,
      price_type: told,
      orig_price_type: told,
      manual_or_auto: terms.manualOrAuto,
      bracket_type: this.bracketType,
      avg_fill_price: this.averagePrice,
      total_fill_size: this.filled,
      total_unfilled_size: this.isComplete ? 0 : this.unfilled,
      trail_by_ticks: terms.trailTicks,
      trail_by_price_id: terms.trailBy,
      currency: 'USD',
      ...(terms.windowName === '' ? {} : { window_name: terms.windowName }),
    };
  }
}
