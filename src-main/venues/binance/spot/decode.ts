import type { AccountKey, AccountMode, Balance } from '../../../../src-shared/domain/account.ts';
import type { Fill } from '../../../../src-shared/domain/fill.ts';
import type { InstrumentId } from '../../../../src-shared/domain/instrument.ts';
import type { ClientOrderId, OrderReport } from '../../../../src-shared/domain/order.ts';
import { addDecimals, plainDecimal } from '../../../../src-shared/domain/quantity.ts';
import { epochMs } from '../../../../src-shared/domain/time.ts';
import {
  type Control,
  isRecord,
  reasonOf,
  type Unknown,
  type Unreadable,
  unknown,
  unknownOrder,
  unreadable,
} from '../decode.ts';
import { averageOf, description, durationOf, sideOf, stateOf, termsOf } from '../order-words.ts';
import * as wire from '../wire.ts';

/* Spot's account messages, from the stream and from REST, in our words. Pure; never throws. */

export type OrderEvent<Mode extends AccountMode = AccountMode> = {
  readonly kind: 'order';
} & OrderReport<Mode>;
export type FillEvent<Mode extends AccountMode = AccountMode> = { readonly kind: 'fill' } & Fill<Mode>;
export type BalanceEvent<Mode extends AccountMode = AccountMode> = {
  readonly kind: 'balance';
} & Balance<Mode>;
export type UserEvent<Mode extends AccountMode = AccountMode> =
  | OrderEvent<Mode>
  | FillEvent<Mode>
  | BalanceEvent<Mode>
  | Control
  | Unknown
  | Unreadable;

export interface UserContext<Mode extends AccountMode = AccountMode> {
  readonly account: AccountKey<Mode>;
  instrumentOf(symbol: string): InstrumentId | undefined;
}

/** One event of the account's stream, out of its envelope `{"subscriptionId":0,"event":{…}}`. */
export function decodeUserEvent<Mode extends AccountMode>(
  event: unknown,
  context: UserContext<Mode>,
): UserEvent<Mode>[] {
  if (!isRecord(event)) return [unreadable('not a JSON object')];
  switch (event.e) {
    case 'executionReport': {
      const found = wire.executionReport.safeParse(event);
      return found.success ? executionOf(found.data, context) : [unreadable(reasonOf(found.error))];
    }
    case 'outboundAccountPosition': {
      const found = wire.accountPosition.safeParse(event);
      if (!found.success) return [unreadable(reasonOf(found.error))];
      return found.data.B.map(({ a, f, l }) => ({ kind: 'balance', ...balanceOf(a, f, l, context.account) }));
    }
    case 'balanceUpdate':
    case 'externalLockUpdate':
      // A difference; the absolute balance follows in a message of its own, or is asked for.
      return [{ kind: 'control', name: String(event.e), asset: event.a, change: event.d, time: event.T }];
    case 'listStatus':
      return [{ kind: 'control', name: 'list-status', list: event.g, status: event.L, orders: event.O }];
    case 'eventStreamTerminated':
      return [{ kind: 'control', name: 'stream-terminated', time: event.E }];
    case 'serverShutdown':
      return [{ kind: 'control', name: 'server-shutdown', time: event.E }];
    default:
      return [unknown(String(event.e))];
  }
}

function executionOf<Mode extends AccountMode>(
  found: ReturnType<typeof wire.executionReport.parse>,
  { account, instrumentOf }: UserContext<Mode>,
): UserEvent<Mode>[] {
  const instrument = instrumentOf(found.s);
  const state = stateOf(found.X);
  if (instrument === undefined || state === undefined) {
    return [unknownOrder('executionReport', found.s, found.X, instrument !== undefined)];
  }
  // On a cancel `C` is the order's own id and `c` the cancel's. Old frames write an absent one as "null".
  const clientOrderId = found.C === '' || found.C === 'null' ? found.c : found.C;
  const average = averageOf(found.Z, found.z);
  const terms = termsOf({
    type: found.o === 'TAKE_PROFIT' ? 'TAKE_PROFIT_MARKET' : found.o,
    timeInForce: found.f,
    price: found.p,
    triggerPrice: found.P,
    isTrailing: (found.d ?? 0) > 0,
  });
  const duration = durationOf(found.f);
  const order: OrderEvent<Mode> = {
    kind: 'order',
    account,
    instrument,
    venueOrderId: found.i,
    clientOrderId,
    state,
    side: sideOf(found.S),
    ...(terms === undefined ? {} : { terms }),
    ...(duration === undefined ? {} : { duration }),
    description: description(found.o, found.r, found.eR === undefined ? undefined : String(found.eR)),
    quantity: plainDecimal(found.q),
    filledQuantity: plainDecimal(found.z),
    ...(average === undefined ? {} : { averagePrice: average }),
    time: epochMs(found.T),
  };
  if (found.x !== 'TRADE' || found.t === '-1') return [order];
  const fill: FillEvent<Mode> = {
    kind: 'fill',
    account,
    instrument,
    tradeId: found.t,
    venueOrderId: found.i,
    clientOrderId: clientOrderId as ClientOrderId,
    side: sideOf(found.S),
    price: plainDecimal(found.L),
    quantity: plainDecimal(found.l),
    ...(found.n == null || found.N == null
      ? {}
      : { fee: { amount: plainDecimal(found.n), currency: found.N } }),
    liquidity: found.m ? 'maker' : 'taker',
    time: epochMs(found.T),
    isSynthetic: false,
  };
  return [order, fill];
}

export function balanceOf<Mode extends AccountMode>(
  asset: string,
  free: string,
  locked: string,
  account: AccountKey<Mode>,
): Balance<Mode> {
  return {
    account,
    total: { amount: addDecimals(free, locked), currency: asset },
    available: { amount: plainDecimal(free), currency: asset },
  };
}

/** Undefined for an order of an unknown market or in a state that we have no word for. */
export function reportOf<Mode extends AccountMode>(
  order: wire.SpotOrder,
  { account, instrumentOf }: UserContext<Mode>,
): OrderReport<Mode> | undefined {
  const instrument = instrumentOf(order.symbol);
  const state = stateOf(order.status);
  if (instrument === undefined || state === undefined) return undefined;
  const terms = termsOf({
    type: order.type === 'TAKE_PROFIT' ? 'TAKE_PROFIT_MARKET' : order.type,
    timeInForce: order.timeInForce,
    price: order.price,
    triggerPrice: order.stopPrice ?? '0',
    isTrailing: (order.trailingDelta ?? 0) > 0,
  });
  const duration = durationOf(order.timeInForce);
  const average = averageOf(order.cummulativeQuoteQty, order.executedQty);
  return {
    account,
    instrument,
    venueOrderId: order.orderId,
    clientOrderId: order.origClientOrderId ?? order.clientOrderId,
    state,
    side: sideOf(order.side),
    ...(terms === undefined ? {} : { terms }),
    ...(duration === undefined ? {} : { duration }),
    description: description(order.type),
    quantity: plainDecimal(order.origQty),
    filledQuantity: plainDecimal(order.executedQty),
    ...(average === undefined ? {} : { averagePrice: average }),
    time: epochMs(order.updateTime ?? order.transactTime ?? order.time ?? 0),
  };
}

export function fillOf<Mode extends AccountMode>(
  trade: wire.SpotTrade,
  { account, instrumentOf }: UserContext<Mode>,
): Fill<Mode> | undefined {
  const instrument = instrumentOf(trade.symbol);
  if (instrument === undefined) return undefined;
  return {
    account,
    instrument,
    tradeId: trade.id,
    venueOrderId: trade.orderId,
    side: trade.isBuyer ? 'buy' : 'sell',
    price: plainDecimal(trade.price),
    quantity: plainDecimal(trade.qty),
    fee: { amount: plainDecimal(trade.commission), currency: trade.commissionAsset },
    liquidity: trade.isMaker ? 'maker' : 'taker',
    time: epochMs(trade.time),
    isSynthetic: false,
  };
}
