import { type Amount, decimal } from '../exchange/decimal.ts';
import { indianClock } from './indian-time.ts';
import { type Listing, nameOf } from './listings.ts';
import type { OrderRequest, Product } from './order-request.ts';
import { type Floor, placeChecked } from './placing.ts';
import { VenueError } from './venue-error.ts';

export interface GttLeg {
  listing: Listing;
  side: 'buy' | 'sell';
  quantity: Amount;
  product: Product;
  price: Amount;
}

export interface GttTerms {
  type: 'single' | 'two-leg';
  listing: Listing;
  triggers: Amount[];
  /** Where the market stood: it says from which side the triggers are reached. */
  lastPrice: Amount;
  legs: GttLeg[];
}

export interface Gtt {
  id: number;
  userId: string;
  appId: number;
  terms: GttTerms;
  status: 'active' | 'triggered' | 'disabled' | 'expired' | 'cancelled' | 'rejected' | 'deleted';
  createdAt: number;
  updatedAt: number;
  expiresAt: number;
  /** By leg, once triggered. */
  results: (object | null)[];
}

const yearMs = 365 * 86_400_000;

/** Conditions that wait at Zerodha, not at the exchange, and become ordinary limit orders. */
export class GttBook {
  private readonly floor: Floor;
  private readonly triggers = new Map<number, Gtt>();
  private nextId = 105_099;

  constructor(floor: Floor) {
    this.floor = floor;
    floor.exchange.onEvent((event) => {
      if (event.type === 'trade') this.check(event.market, event.trade.price);
    });
  }

  of(userId: string): Gtt[] {
    this.expire();
    return [...this.triggers.values()].filter((trigger) => trigger.userId === userId);
  }

  find(userId: string, id: number): Gtt | undefined {
    return this.of(userId).find((trigger) => trigger.id === id);
  }

  add(by: { userId: string; appId: number }, terms: GttTerms): Gtt {
    const now = this.floor.clock.now();
    const trigger: Gtt = {
      id: this.nextId,
      ...by,
      terms,
      status: 'active',
      createdAt: now,
      updatedAt: now,
      expiresAt: now + yearMs,
      results: terms.legs.map(() => null),
    };
    this.nextId += 1;
    this.triggers.set(trigger.id, trigger);
    return trigger;
  }

  private expire(): void {
    const now = this.floor.clock.now();
    for (const trigger of this.triggers.values()) {
      if (trigger.status === 'active' && trigger.expiresAt <= now) trigger.status = 'expired';
    }
  }

  private check(market: string, price: Amount): void {
    for (const trigger of this.triggers.values()) {
      const { listing, triggers, lastPrice } = trigger.terms;
      if (trigger.status !== 'active' || nameOf(listing) !== market) continue;
      const leg = triggers.findIndex((at) =>
        at.greaterThan(lastPrice) ? price.greaterThanOrEqualTo(at) : price.lessThanOrEqualTo(at),
      );
      if (leg >= 0) this.fire(trigger, leg, price);
    }
  }

  private fire(trigger: Gtt, index: number, price: Amount): void {
    const leg = trigger.terms.legs[index];
    if (leg === undefined) throw new Error('A trigger without its order.');
    const now = this.floor.clock.now();
    trigger.status = 'triggered';
    trigger.updatedAt = now;
    const meta = JSON.stringify({ app_id: trigger.appId, gtt: trigger.id });
    trigger.results[index] = {
      account_id: trigger.userId,
      exchange: leg.listing.exchange,
      tradingsymbol: leg.listing.tradingsymbol,
      validity: 'DAY',
      product: leg.product,
      order_type: 'LIMIT',
      transaction_type: leg.side === 'buy' ? 'BUY' : 'SELL',
      quantity: leg.quantity.toNumber(),
      price: leg.price.toNumber(),
      meta,
      timestamp: indianClock(now),
      triggered_at: price.toNumber(),
      order_result: this.place(trigger, leg),
    };
  }

  private place(trigger: Gtt, leg: GttLeg): object {
    try {
      const { userId, appId } = trigger;
      const meta = { app_id: appId, gtt: trigger.id };
      const order = placeChecked(this.floor, { userId, appId }, requestOf(leg), { meta });
      return { status: 'success', order_id: order.id, rejection_reason: '' };
    } catch (error) {
      if (!(error instanceof VenueError)) throw error;
      return { status: 'failed', order_id: '', rejection_reason: error.message };
    }
  }
}

function requestOf({ listing, side, quantity, product, price }: GttLeg): OrderRequest {
  return {
    variety: 'regular',
    listing,
    side,
    type: 'LIMIT',
    quantity,
    product,
    price,
    trigger: undefined,
    validity: 'DAY',
    ttlMinutes: undefined,
    disclosed: 0,
    protection: decimal(0),
    iceberg: undefined,
    isAutosliced: false,
    tag: undefined,
  };
}
