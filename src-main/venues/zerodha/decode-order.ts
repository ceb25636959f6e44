import type { AccountKey } from '../../../src-shared/domain/account.ts';
import type { Fill } from '../../../src-shared/domain/fill.ts';
import type {
  ClientOrderId,
  OrderDuration,
  OrderReport,
  OrderTerms,
  ReportedOrderState,
} from '../../../src-shared/domain/order.ts';
import { compareDecimals } from '../../../src-shared/domain/quantity.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import { accountFor } from './accounts.ts';
import { indianMoment } from './indian-time.ts';
import { instrumentIdOf } from './symbols.ts';
import type { OrderWire, TradeWire } from './wire.ts';

const finals: Readonly<Record<string, ReportedOrderState>> = {
  COMPLETE: 'filled',
  CANCELLED: 'cancelled',
  'CANCELLED AMO': 'cancelled',
  REJECTED: 'rejected',
  LAPSED: 'expired',
};
/** The order works at the exchange. */
const working = new Set(['OPEN', 'MODIFIED', 'TRIGGER PENDING']);

/**
 * The state behind a status word. Words for steps on the way (`OPEN PENDING`, `CANCEL PENDING`, and any that are not
 * known) say nothing final: the order works once the exchange has given it a number, and is only taken before that.
 */
export function orderState(
  status: string,
  isAtExchange: boolean,
  filledQuantity: string,
): ReportedOrderState {
  const word = status.toUpperCase();
  const final = finals[word];
  if (final !== undefined) return final;
  if (compareDecimals(filledQuantity, '0') > 0) return 'partial';
  return working.has(word) || isAtExchange ? 'open' : 'acknowledged';
}

/** @returns undefined for a market that is not offered here. */
export function orderReport(wire: OrderWire, userId: string): OrderReport<'live'> | undefined {
  const instrument = instrumentIdOf(wire.exchange, wire.tradingsymbol);
  if (instrument === undefined) return undefined;
  const terms = orderTerms(wire);
  const duration = orderDuration(wire);
  const clientOrderId = tagOf(wire);
  return {
    account: accountOf(wire, userId),
    instrument,
    venueOrderId: wire.order_id,
    ...(clientOrderId === undefined ? {} : { clientOrderId }),
    state: orderState(wire.status, wire.exchange_order_id !== '', wire.filled_quantity),
    side: wire.transaction_type === 'BUY' ? 'buy' : 'sell',
    ...(terms === undefined ? {} : { terms }),
    ...(duration === undefined ? {} : { duration }),
    description: describe(wire),
    quantity: wire.quantity,
    filledQuantity: wire.filled_quantity,
    ...(isZero(wire.average_price) ? {} : { averagePrice: wire.average_price }),
    time: orderTime(wire),
  };
}

/** Zerodha puts tags of its own beside ours. */
const ownTags = /^(mktp|autoslice)(:|$)/;

/** The tag that whoever placed the order gave it: our client id, if it was us. */
export function tagOf({ tag, tags }: Pick<OrderWire, 'tag' | 'tags'>): string | undefined {
  return tag === '' ? tags.find((one) => one !== '' && !ownTags.test(one)) : tag;
}

/** The user of a session is known; a frame that is read alone names him itself. */
function accountOf(wire: OrderWire, userId: string): AccountKey<'live'> {
  return accountFor(userId || wire.user_id || wire.account_id || wire.placed_by || 'unknown', wire.exchange);
}

/** A market order goes to the exchange as a limit order at the protected price, and carries this tag. */
function protection(wire: OrderWire): string | undefined {
  return wire.tags.includes('mktp')
    ? (wire.tags.find((tag) => tag.startsWith('mktp:'))?.slice(5) ?? '')
    : undefined;
}

function orderTerms(wire: OrderWire): OrderTerms | undefined {
  const { price: limitPrice, trigger_price: triggerPrice } = wire;
  const isProtected = protection(wire) !== undefined;
  switch (wire.order_type) {
    case 'MARKET':
      return { type: 'market' };
    case 'LIMIT':
      return isProtected ? { type: 'market' } : { type: 'limit', limitPrice, isPostOnly: false };
    case 'SL':
      return isProtected ? { type: 'stop', triggerPrice } : { type: 'stop-limit', triggerPrice, limitPrice };
    case 'SL-M':
      return { type: 'stop', triggerPrice };
    default:
      return undefined;
  }
}

function orderDuration(wire: OrderWire): OrderDuration | undefined {
  if (wire.validity === 'DAY') return { timeInForce: 'day' };
  if (wire.validity === 'IOC') return { timeInForce: 'ioc' };
  const placed = indianMoment(wire.order_timestamp);
  if (wire.validity !== 'TTL' || placed === undefined) return undefined;
  return { timeInForce: 'gtd', until: epochMs(placed + Number(wire.validity_ttl) * 60_000) };
}

function describe(wire: OrderWire): string {
  const percent = protection(wire);
  const parts = [
    wire.status,
    wire.product,
    wire.variety === 'regular' ? '' : wire.variety,
    percent === undefined ? '' : `market order protected ${percent} % (sent at ${wire.price})`,
    wire.status_message,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** The newest of its times: a change moves some of them and not others. */
function orderTime(wire: OrderWire): EpochMs {
  const times = [wire.order_timestamp, wire.exchange_timestamp, wire.exchange_update_timestamp]
    .map(indianMoment)
    .filter((time) => time !== undefined);
  return epochMs(Math.max(0, ...times));
}

/** Trades carry neither fees nor our tag. Their ids start again each day, on each exchange. */
export function fillOf(
  wire: TradeWire,
  userId: string,
  clientOrderId: string | undefined,
): Fill<'live'> | undefined {
  const instrument = instrumentIdOf(wire.exchange, wire.tradingsymbol);
  const written = wire.fill_timestamp || wire.exchange_timestamp;
  const time = indianMoment(written);
  if (instrument === undefined || time === undefined) return undefined;
  return {
    account: accountFor(userId, wire.exchange),
    instrument,
    tradeId: wire.trade_id,
    tradeDate: written.slice(0, 10),
    venueOrderId: wire.order_id,
    ...(clientOrderId === undefined ? {} : { clientOrderId: clientOrderId as ClientOrderId }),
    side: wire.transaction_type === 'BUY' ? 'buy' : 'sell',
    price: wire.average_price,
    quantity: wire.quantity,
    liquidity: 'unknown',
    time,
    isSynthetic: false,
  };
}

function isZero(value: string): boolean {
  return compareDecimals(value, '0') === 0;
}
