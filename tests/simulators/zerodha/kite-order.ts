import { type Amount, zero } from '../exchange/decimal.ts';
import type { Order } from '../exchange/orders.ts';
import { indianClock } from './indian-time.ts';
import type { OrderRequest } from './order-request.ts';

export type Status =
  | 'PUT ORDER REQ RECEIVED'
  | 'VALIDATION PENDING'
  | 'OPEN PENDING'
  | 'MODIFY VALIDATION PENDING'
  | 'MODIFY PENDING'
  | 'TRIGGER PENDING'
  | 'CANCEL PENDING'
  | 'AMO REQ RECEIVED'
  | 'MODIFY AMO REQ RECEIVED'
  | 'OPEN'
  | 'COMPLETE'
  | 'CANCELLED'
  | 'CANCELLED AMO'
  | 'REJECTED';

/** One order as Zerodha knows it, from the moment it took it. What the exchange knows is in `engine`. */
export interface KiteOrder {
  id: string;
  exchangeId: string | undefined;
  parentId: string | undefined;
  userId: string;
  appId: number;
  /** What it asks for now; changes replace it. */
  request: OrderRequest;
  status: Status;
  message: string | undefined;
  rawMessage: string | undefined;
  placedAt: number;
  exchangeAt: number | undefined;
  updatedAt: number | undefined;
  filled: Amount;
  value: Amount;
  changes: number;
  meta: Record<string, unknown>;
  guid: string;
  /** All states so far, as `GET /orders/<id>` lists them. */
  history: object[];
  engine: Order | undefined;
  /** Its order at the exchange is being replaced by one of another type: the end of the old one is not its end. */
  isReplacing: boolean;
}

export function isFinal({ status }: Pick<KiteOrder, 'status'>): boolean {
  return ['COMPLETE', 'CANCELLED', 'CANCELLED AMO', 'REJECTED'].includes(status);
}

export interface TradeRecord {
  id: string;
  order: KiteOrder;
  quantity: Amount;
  price: Amount;
  at: number;
}

const number = (amount: Amount | undefined) => (amount ?? zero).toNumber();
const clock = (at: number | undefined) => (at === undefined ? null : indianClock(at));

function averagePrice({ filled, value }: KiteOrder): number {
  return filled.isZero() ? 0 : number(value.dividedBy(filled).toDecimalPlaces(4));
}

/** What is left of a cancelled order stays in `pending_quantity`, as recorded. */
function quantities({ request, filled, status }: KiteOrder) {
  const left = number(request.quantity.minus(filled));
  return {
    quantity: number(request.quantity),
    filled_quantity: number(filled),
    pending_quantity: status === 'REJECTED' ? 0 : left,
    cancelled_quantity: status.startsWith('CANCELLED') ? left : 0,
    disclosed_quantity: request.disclosed,
  };
}

/** As in `GET /orders`. */
export function orderRow(order: KiteOrder): Record<string, unknown> {
  const { request } = order;
  const { listing, tag, validity } = request;
  return {
    placed_by: order.userId,
    order_id: order.id,
    exchange_order_id: order.exchangeId ?? null,
    parent_order_id: order.parentId ?? null,
    status: order.status,
    status_message: order.message ?? null,
    status_message_raw: order.rawMessage ?? null,
    order_timestamp: clock(order.placedAt),
    exchange_update_timestamp: clock(order.updatedAt),
    exchange_timestamp: clock(order.exchangeAt),
    variety: request.variety,
    modified: order.changes > 0,
    exchange: listing.exchange,
    tradingsymbol: listing.tradingsymbol,
    instrument_token: listing.token,
    order_type: request.type,
    transaction_type: request.side === 'buy' ? 'BUY' : 'SELL',
    validity,
    ...(validity === 'TTL' ? { validity_ttl: request.ttlMinutes } : {}),
    product: request.product,
    ...quantities(order),
    price: number(request.price),
    trigger_price: number(request.trigger),
    average_price: averagePrice(order),
    market_protection: number(request.protection),
    meta: order.meta,
    tag: tag ?? null,
    ...(tag === undefined ? {} : { tags: [tag] }),
    guid: order.guid,
  };
}

const historyMembers = new Set(
  (
    'average_price cancelled_quantity disclosed_quantity exchange exchange_order_id exchange_timestamp filled_quantity ' +
    'instrument_token order_id order_timestamp order_type parent_order_id pending_quantity placed_by price product quantity ' +
    'status status_message tag tradingsymbol transaction_type trigger_price validity variety modified'
  ).split(' '),
);

export function historyRow(order: KiteOrder): object {
  return Object.fromEntries(Object.entries(orderRow(order)).filter(([name]) => historyMembers.has(name)));
}

/** Of the ticker's text messages: like a postback, with an empty checksum. */
export function orderMessage(order: KiteOrder): object {
  const { modified: _modified, tags: _tags, ...row } = orderRow(order);
  return {
    user_id: order.userId,
    unfilled_quantity: number(order.request.quantity.minus(order.filled)),
    app_id: order.appId,
    checksum: '',
    ...row,
  };
}

export function tradeRow({ id, order, quantity, price, at }: TradeRecord): object {
  const { listing, product, side } = order.request;
  return {
    trade_id: id,
    order_id: order.id,
    exchange: listing.exchange,
    tradingsymbol: listing.tradingsymbol,
    instrument_token: listing.token,
    product,
    average_price: number(price),
    quantity: number(quantity),
    exchange_order_id: order.exchangeId ?? null,
    transaction_type: side === 'buy' ? 'BUY' : 'SELL',
    fill_timestamp: indianClock(at),
    order_timestamp: indianClock(at).slice(11),
    exchange_timestamp: indianClock(at),
  };
}
