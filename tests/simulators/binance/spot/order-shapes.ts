import { decimal, zero } from '../../exchange/decimal.ts';
import type { OrderList } from '../../exchange/order-lists.ts';
import type { Order, OrderStatus } from '../../exchange/orders.ts';
import type { TrueFill } from '../../exchange/truth.ts';
import { eight } from '../market-shapes.ts';

/** What a client asked for and wants to see again, kept on `order.extra`. */
export interface SpotExtra {
  type: string;
  selfTradePreventionMode: string;
  icebergQty?: string;
  strategyId?: number;
  strategyType?: number;
  amends: number;
  expiryReason?: string;
}

export function extraOf(order: Order): SpotExtra {
  return order.extra as unknown as SpotExtra;
}

const statuses: Record<OrderStatus, string> = {
  held: 'PENDING_NEW',
  open: 'NEW',
  partial: 'PARTIALLY_FILLED',
  filled: 'FILLED',
  cancelled: 'CANCELED',
  expired: 'EXPIRED',
  'expired-in-match': 'EXPIRED_IN_MATCH',
  rejected: 'REJECTED',
};

export function spotStatusWord(order: Order): string {
  return statuses[order.status];
}

export function spotTimeInForce(order: Order): string {
  return order.timeInForce.toUpperCase();
}

function stopPrice(order: Order): { stopPrice?: string } {
  return order.stopPrice === undefined ? {} : { stopPrice: eight(order.stopPrice) };
}

function whenRelevant(order: Order): Partial<SpotExtra> {
  const { icebergQty, strategyId, strategyType, expiryReason } = extraOf(order);
  return {
    ...(icebergQty === undefined ? {} : { icebergQty }),
    ...(strategyId === undefined ? {} : { strategyId }),
    ...(strategyType === undefined ? {} : { strategyType }),
    ...(order.status === 'expired' && expiryReason !== undefined ? { expiryReason } : {}),
  };
}

export function orderAck(order: Order): object {
  return {
    symbol: order.market,
    orderId: order.id,
    orderListId: order.listId ?? -1,
    clientOrderId: order.clientId,
    transactTime: order.updatedAt,
  };
}

function quantities(order: Order): object {
  return {
    price: eight(order.price ?? zero),
    origQty: eight(order.quantity),
    executedQty: eight(order.filled),
    origQuoteOrderQty: eight(order.quoteQuantity ?? zero),
    cummulativeQuoteQty: eight(order.filledQuote),
    status: spotStatusWord(order),
    timeInForce: spotTimeInForce(order),
    type: extraOf(order).type,
    side: order.side.toUpperCase(),
    ...stopPrice(order),
  };
}

export function orderResult(order: Order): object {
  return {
    ...orderAck(order),
    ...quantities(order),
    workingTime: order.workingAt ?? -1,
    ...whenRelevant(order),
    selfTradePreventionMode: extraOf(order).selfTradePreventionMode,
  };
}

export function orderFull(order: Order, fills: readonly TrueFill[]): object {
  return {
    ...orderResult(order),
    fills: fills.map((fill) => ({
      price: eight(decimal(fill.price)),
      qty: eight(decimal(fill.quantity)),
      commission: eight(decimal(fill.fee)),
      commissionAsset: fill.feeAsset,
      tradeId: fill.tradeId,
    })),
  };
}

/** The order's own id is `origClientOrderId` here; `clientOrderId` is the cancel's. */
export function cancelReport(order: Order, requestId: string): object {
  return {
    symbol: order.market,
    origClientOrderId: order.clientId,
    orderId: order.id,
    orderListId: order.listId ?? -1,
    clientOrderId: requestId,
    transactTime: order.updatedAt,
    ...quantities(order),
    ...whenRelevant(order),
    selfTradePreventionMode: extraOf(order).selfTradePreventionMode,
  };
}

export function orderQuery(order: Order): object {
  const { expiryReason, strategyId, strategyType, icebergQty } = whenRelevant(order);
  return {
    symbol: order.market,
    orderId: order.id,
    orderListId: order.listId ?? -1,
    clientOrderId: order.clientId,
    price: eight(order.price ?? zero),
    origQty: eight(order.quantity),
    executedQty: eight(order.filled),
    cummulativeQuoteQty: eight(order.filledQuote),
    status: spotStatusWord(order),
    timeInForce: spotTimeInForce(order),
    type: extraOf(order).type,
    side: order.side.toUpperCase(),
    stopPrice: eight(order.stopPrice ?? zero),
    icebergQty: icebergQty ?? eight(zero),
    time: order.createdAt,
    updateTime: order.updatedAt,
    isWorking: order.workingAt !== undefined,
    workingTime: order.workingAt ?? -1,
    origQuoteOrderQty: eight(order.quoteQuantity ?? zero),
    selfTradePreventionMode: extraOf(order).selfTradePreventionMode,
    ...(expiryReason === undefined ? {} : { expiryReason }),
    ...(strategyId === undefined ? {} : { strategyId }),
    ...(strategyType === undefined ? {} : { strategyType }),
  };
}

export function tradeOfAccount(fill: TrueFill, listId: number): object {
  const [price, quantity] = [decimal(fill.price), decimal(fill.quantity)];
  return {
    symbol: fill.market,
    id: fill.tradeId,
    orderId: fill.orderId,
    orderListId: listId,
    price: eight(price),
    qty: eight(quantity),
    quoteQty: eight(price.times(quantity)),
    commission: eight(decimal(fill.fee)),
    commissionAsset: fill.feeAsset,
    time: fill.at,
    isBuyer: fill.side === 'buy',
    isMaker: fill.isMaker,
    isBestMatch: true,
  };
}

export function listHead(list: OrderList): object {
  const isDone = list.status === 'done';
  return {
    orderListId: list.id,
    contingencyType: list.kind === 'oco' ? 'OCO' : 'OTO',
    listStatusType: isDone ? 'ALL_DONE' : 'EXEC_STARTED',
    listOrderStatus: isDone ? 'ALL_DONE' : 'EXECUTING',
    listClientOrderId: list.clientId,
    transactionTime: list.createdAt,
    symbol: list.market,
    orders: list.orders.map((order) => ({
      symbol: order.market,
      orderId: order.id,
      clientOrderId: order.clientId,
    })),
  };
}

export function listPlaced(list: OrderList): object {
  return { ...listHead(list), orderReports: list.orders.map(orderResult) };
}

export function listCancelled(list: OrderList, requestId: string): object {
  return { ...listHead(list), orderReports: list.orders.map((order) => cancelReport(order, requestId)) };
}
