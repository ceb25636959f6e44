import { plain } from './decimal.ts';
import type { Fill, Order, OrderStatus, Side } from './orders.ts';

/* What really happened, for tests to compare with what the application believes. Plain decimal strings throughout. */

export interface TrueFill {
  tradeId: number;
  orderId: number;
  clientId: string;
  accountId: string;
  market: string;
  side: Side;
  price: string;
  quantity: string;
  fee: string;
  feeAsset: string;
  isMaker: boolean;
  at: number;
  /** On margin markets; `0` on spot. */
  realisedProfit: string;
}

export interface TrueOrder {
  orderId: number;
  clientId: string;
  accountId: string;
  market: string;
  side: Side;
  kind: Order['kind'];
  status: OrderStatus;
  quantity: string;
  filled: string;
  price: string | undefined;
  stopPrice: string | undefined;
  createdAt: number;
}

/** `orders` holds every order ever taken, as it stands now; `fills` every fill in the order of booking. */
export interface Truth {
  readonly orders: TrueOrder[];
  readonly fills: readonly TrueFill[];
}

function describe(order: Order): TrueOrder {
  return {
    orderId: order.id,
    clientId: order.clientId,
    accountId: order.accountId,
    market: order.market,
    side: order.side,
    kind: order.kind,
    status: order.status,
    quantity: plain(order.quantity),
    filled: plain(order.filled),
    price: order.price === undefined ? undefined : plain(order.price),
    stopPrice: order.stopPrice === undefined ? undefined : plain(order.stopPrice),
    createdAt: order.createdAt,
  };
}

export class TruthLog implements Truth {
  readonly fills: TrueFill[] = [];
  private readonly taken: Order[] = [];
  private readonly fillsByOrder = new Map<number, TrueFill[]>();

  get orders(): TrueOrder[] {
    return this.taken.map(describe);
  }

  orderTaken(order: Order): void {
    this.taken.push(order);
  }

  fillBooked(fill: Fill): void {
    const booked: TrueFill = {
      tradeId: fill.tradeId,
      orderId: fill.orderId,
      clientId: fill.clientId,
      accountId: fill.accountId,
      market: fill.market,
      side: fill.side,
      price: plain(fill.price),
      quantity: plain(fill.quantity),
      fee: plain(fill.fee),
      feeAsset: fill.feeAsset,
      isMaker: fill.isMaker,
      at: fill.at,
      realisedProfit: plain(fill.realisedProfit),
    };
    this.fills.push(booked);
    const others = this.fillsByOrder.get(fill.orderId);
    if (others === undefined) this.fillsByOrder.set(fill.orderId, [booked]);
    else others.push(booked);
  }

  fillsOf(orderId: number): readonly TrueFill[] {
    return this.fillsByOrder.get(orderId) ?? [];
  }
}
