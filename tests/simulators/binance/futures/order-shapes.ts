import { type Amount, decimal, zero } from '../../exchange/decimal.ts';
import type { ExchangeEvent } from '../../exchange/events.ts';
import type { Order, OrderStatus } from '../../exchange/orders.ts';
import type { TrueFill } from '../../exchange/truth.ts';
import { eight } from '../market-shapes.ts';
import { short } from './market-endpoints.ts';

export interface FuturesExtra {
  type: 'LIMIT' | 'MARKET';
  /** As the client wrote it: GTX is post-only. */
  timeInForce: string;
  origType: string;
  goodTillDate: number;
  closePosition: boolean;
  selfTradePreventionMode: string;
  positionSide: 'BOTH';
}

export function extraOf(order: Order): FuturesExtra {
  return order.extra as unknown as FuturesExtra;
}

const statuses: Record<OrderStatus, string> = {
  held: 'NEW',
  open: 'NEW',
  partial: 'PARTIALLY_FILLED',
  filled: 'FILLED',
  cancelled: 'CANCELED',
  expired: 'EXPIRED',
  'expired-in-match': 'EXPIRED_IN_MATCH',
  rejected: 'REJECTED',
};

export function averagePrice(order: Order): Amount {
  return order.filled.isZero() ? zero : order.filledQuote.dividedBy(order.filled);
}

/** The answer to placing, changing and cancelling. */
export function futuresOrder(order: Order): object {
  const extra = extraOf(order);
  return {
    orderId: order.id,
    symbol: order.market,
    status: statuses[order.status],
    clientOrderId: order.clientId,
    price: short(order.price ?? zero),
    avgPrice: averagePrice(order).toFixed(5),
    origQty: short(order.quantity),
    executedQty: short(order.filled),
    cumQty: short(order.filled),
    cumQuote: short(order.filledQuote),
    timeInForce: extra.timeInForce,
    type: extra.type,
    reduceOnly: order.reduceOnly ?? false,
    closePosition: extra.closePosition,
    side: order.side.toUpperCase(),
    positionSide: extra.positionSide,
    stopPrice: '0',
    workingType: 'CONTRACT_PRICE',
    priceProtect: false,
    origType: extra.origType,
    priceMatch: 'NONE',
    selfTradePreventionMode: extra.selfTradePreventionMode,
    goodTillDate: extra.goodTillDate,
    updateTime: order.updatedAt,
  };
}

export function futuresOrderQuery(order: Order): object {
  return { ...futuresOrder(order), time: order.createdAt };
}

export function userTrade(fill: TrueFill, order: Order | undefined): object {
  const [price, quantity] = [decimal(fill.price), decimal(fill.quantity)];
  return {
    symbol: fill.market,
    id: fill.tradeId,
    orderId: fill.orderId,
    side: fill.side.toUpperCase(),
    price: short(price),
    qty: short(quantity),
    realizedPnl: eight(decimal(fill.realisedProfit)),
    quoteQty: short(price.times(quantity)),
    commission: eight(decimal(fill.fee)),
    commissionAsset: fill.feeAsset,
    time: fill.at,
    positionSide: order === undefined ? 'BOTH' : extraOf(order).positionSide,
    maker: fill.isMaker,
    buyer: fill.side === 'buy',
  };
}

const executionTypes: Partial<Record<Extract<ExchangeEvent, { type: 'order' }>['change'], string>> = {
  placed: 'NEW',
  released: 'NEW',
  filled: 'TRADE',
  cancelled: 'CANCELED',
  expired: 'EXPIRED',
  'self-trade-prevented': 'EXPIRED',
  amended: 'AMENDMENT',
};

export function orderTradeUpdate(event: Extract<ExchangeEvent, { type: 'order' }>): object | undefined {
  const { order, fill, at } = event;
  const executionType = executionTypes[event.change];
  if (executionType === undefined) return undefined;
  const extra = extraOf(order);
  return {
    e: 'ORDER_TRADE_UPDATE',
    E: at,
    T: order.updatedAt,
    o: {
      s: order.market,
      c: order.clientId,
      S: order.side.toUpperCase(),
      o: extra.type,
      f: extra.timeInForce,
      q: short(order.quantity),
      p: short(order.price ?? zero),
      ap: short(averagePrice(order)),
      sp: '0',
      x: executionType,
      X: statuses[order.status],
      i: order.id,
      l: short(fill?.quantity ?? zero),
      z: short(order.filled),
      L: short(fill?.price ?? zero),
      // Commission only with a fill.
      ...(fill === undefined ? {} : { n: eight(fill.fee), N: fill.feeAsset }),
      T: order.updatedAt,
      t: fill?.tradeId ?? 0,
      b: '0',
      a: '0',
      m: fill?.isMaker ?? false,
      R: order.reduceOnly ?? false,
      wt: 'CONTRACT_PRICE',
      ot: extra.origType,
      ps: extra.positionSide,
      cp: extra.closePosition,
      rp: short(fill?.realisedProfit ?? zero),
      pP: false,
      si: 0,
      ss: 0,
      V: extra.selfTradePreventionMode,
      pm: 'NONE',
      gtd: extra.goodTillDate,
    },
  };
}
