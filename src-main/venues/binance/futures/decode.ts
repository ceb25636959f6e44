import type { AccountKey, AccountMode } from '../../../../src-shared/domain/account.ts';
import type { Fill } from '../../../../src-shared/domain/fill.ts';
import type { ClientOrderId, OrderReport, ReportedOrderState } from '../../../../src-shared/domain/order.ts';
import type { Position } from '../../../../src-shared/domain/position.ts';
import { compareDecimals, plainDecimal } from '../../../../src-shared/domain/quantity.ts';
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
import { description, durationOf, sideOf, stateOf, termsOf } from '../order-words.ts';
import type { FillEvent, OrderEvent, UserContext } from '../spot/decode.ts';
import * as wire from '../wire.ts';

/* The futures account's messages, from the stream and from REST, in our words. Pure; never throws. */

export type PositionEvent<Mode extends AccountMode = AccountMode> = {
  readonly kind: 'position';
} & Position<Mode>;
export type FuturesEvent<Mode extends AccountMode = AccountMode> =
  | OrderEvent<Mode>
  | FillEvent<Mode>
  | PositionEvent<Mode>
  | Control
  | Unknown
  | Unreadable;

/** A conditional order keeps this name when its trigger has made another order of it. */
export interface AlgoName {
  readonly venueOrderId: string;
  readonly clientOrderId: string;
}

export interface FuturesContext<Mode extends AccountMode = AccountMode> extends UserContext<Mode> {
  /** The conditional order that made this one, if one did. */
  madeBy?(orderId: string): AlgoName | undefined;
}

/** Conditional orders are counted apart from all others, so their ids could be the same. */
const algoMark = 'algo:';
export const algoVenueId = (algoId: string) => `${algoMark}${algoId}`;
export const algoIdOf = (venueOrderId: string | undefined) =>
  venueOrderId?.startsWith(algoMark) === true ? venueOrderId.slice(algoMark.length) : undefined;

export function decodeFuturesEvent<Mode extends AccountMode>(
  event: unknown,
  context: FuturesContext<Mode>,
): FuturesEvent<Mode>[] {
  if (!isRecord(event)) return [unreadable('not a JSON object')];
  switch (event.e) {
    case 'ORDER_TRADE_UPDATE': {
      const found = wire.orderTradeUpdate.safeParse(event);
      return found.success ? orderOf(found.data.o, context) : [unreadable(reasonOf(found.error))];
    }
    case 'ALGO_UPDATE': {
      const found = wire.algoUpdate.safeParse(event);
      return found.success ? algoOf(found.data, context) : [unreadable(reasonOf(found.error))];
    }
    case 'ACCOUNT_UPDATE': {
      const found = wire.accountUpdate.safeParse(event);
      return found.success ? accountOf(found.data, context) : [unreadable(reasonOf(found.error))];
    }
    // The same fills come in full with ORDER_TRADE_UPDATE.
    case 'TRADE_LITE':
      return [{ kind: 'control', name: 'trade-lite', symbol: event.s, trade: event.t }];
    case 'MARGIN_CALL':
      return [{ kind: 'control', name: 'margin-call', time: event.E }];
    case 'ACCOUNT_CONFIG_UPDATE':
      return [{ kind: 'control', name: 'account-config', time: event.E }];
    case 'listenKeyExpired':
      return [{ kind: 'control', name: 'stream-terminated', time: event.E }];
    case 'serverShutdown':
      return [{ kind: 'control', name: 'server-shutdown', time: event.E }];
    default:
      return [unknown(String(event.e))];
  }
}

function orderOf<Mode extends AccountMode>(
  found: ReturnType<typeof wire.orderTradeUpdate.parse>['o'],
  { account, instrumentOf, madeBy }: FuturesContext<Mode>,
): FuturesEvent<Mode>[] {
  const instrument = instrumentOf(found.s);
  const state = stateOf(found.X);
  if (instrument === undefined || state === undefined) {
    return [unknownOrder('ORDER_TRADE_UPDATE', found.s, found.X, instrument !== undefined)];
  }
  const names = madeBy?.(found.i) ?? { venueOrderId: found.i, clientOrderId: found.c };
  const terms = termsOf({
    type: futuresType(found.o),
    timeInForce: found.f,
    price: found.p,
    triggerPrice: found.sp ?? '0',
  });
  const duration = durationOf(found.f, found.gtd);
  const order: OrderEvent<Mode> = {
    kind: 'order',
    account,
    instrument,
    ...names,
    state,
    side: sideOf(found.S),
    ...(terms === undefined ? {} : { terms }),
    ...(duration === undefined ? {} : { duration }),
    description: description(
      found.o,
      hedgeWord(found.ps),
      found.R === true ? 'reduce-only' : '',
      forcedWord(found.c),
    ),
    quantity: plainDecimal(found.q),
    filledQuantity: plainDecimal(found.z),
    ...averageIn(found.ap),
    time: epochMs(found.T),
  };
  if (found.x !== 'TRADE' || compareDecimals(found.l, '0') === 0) return [order];
  const fill: FillEvent<Mode> = {
    kind: 'fill',
    account,
    instrument,
    tradeId: found.t,
    venueOrderId: names.venueOrderId,
    clientOrderId: names.clientOrderId as ClientOrderId,
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

/** `TAKE_PROFIT` of futures has a limit price, what spot calls `TAKE_PROFIT_LIMIT`. */
function futuresType(type: string): string {
  return type === 'TAKE_PROFIT' ? 'TAKE_PROFIT_LIMIT' : type;
}

function hedgeWord(side: string | undefined): string {
  return side === undefined || side === 'BOTH' ? '' : side.toLowerCase();
}

/** Orders that Binance itself makes. */
function forcedWord(clientId: string): string {
  if (clientId.startsWith('autoclose-')) return 'liquidation';
  return clientId.startsWith('adl_autoclose') ? 'auto-deleveraging' : '';
}

function averageIn(price: string | undefined): { readonly averagePrice?: string } {
  return price === undefined || compareDecimals(price, '0') === 0
    ? {}
    : { averagePrice: plainDecimal(price) };
}

function algoOf<Mode extends AccountMode>(
  { o, T }: ReturnType<typeof wire.algoUpdate.parse>,
  context: FuturesContext<Mode>,
): FuturesEvent<Mode>[] {
  const report = algoReport(
    {
      algoId: o.aid,
      clientAlgoId: o.caid,
      orderType: o.o,
      symbol: o.s,
      side: o.S,
      positionSide: o.ps,
      timeInForce: o.f,
      quantity: o.q,
      algoStatus: o.X,
      triggerPrice: o.tp,
      price: o.p,
      actualOrderId: o.ai,
      actualQty: o.aq,
      actualPrice: o.ap,
      createTime: T,
      updateTime: T,
      ...(o.gtd === undefined ? {} : { goodTillDate: o.gtd }),
    },
    context,
  );
  if (report === undefined) {
    return [unknownOrder('ALGO_UPDATE', o.s, o.X, context.instrumentOf(o.s) !== undefined)];
  }
  if (o.ai === undefined || o.ai === '') return [{ kind: 'order', ...report }];
  // From here on the order that it made tells how it stands, under this one's name.
  return [{ kind: 'control', name: 'algo-made-order', order: o.ai, algo: o.aid, client: o.caid }];
}

/** How a conditional order stands; once triggered, as much of it as the order it made has been filled. */
function algoState(status: string, quantity: string, filled: string): ReportedOrderState | undefined {
  switch (status) {
    case 'NEW':
      return 'open';
    case 'TRIGGERING':
    case 'TRIGGERED':
      return compareDecimals(filled, '0') > 0 ? 'partial' : 'open';
    case 'FINISHED':
      return compareDecimals(filled, quantity) >= 0 ? 'filled' : 'cancelled';
    case 'CANCELED':
      return 'cancelled';
    case 'EXPIRED':
      return 'expired';
    case 'REJECTED':
      return 'rejected';
    default:
      return undefined;
  }
}

export function algoReport<Mode extends AccountMode>(
  order: wire.AlgoOrder,
  { account, instrumentOf }: UserContext<Mode>,
): OrderReport<Mode> | undefined {
  const instrument = instrumentOf(order.symbol);
  const filled = order.actualQty == null || order.actualQty === '' ? '0' : order.actualQty;
  const state = algoState(order.algoStatus, order.quantity, filled);
  if (instrument === undefined || state === undefined) return undefined;
  const terms = termsOf({
    type: futuresType(order.orderType),
    timeInForce: order.timeInForce,
    price: order.price,
    triggerPrice: order.triggerPrice,
  });
  const duration = durationOf(order.timeInForce, order.goodTillDate);
  return {
    account,
    instrument,
    venueOrderId: algoVenueId(order.algoId),
    clientOrderId: order.clientAlgoId,
    state,
    side: sideOf(order.side),
    ...(terms === undefined ? {} : { terms }),
    ...(duration === undefined ? {} : { duration }),
    description: description(order.orderType, hedgeWord(order.positionSide)),
    quantity: plainDecimal(order.quantity),
    filledQuantity: plainDecimal(filled),
    ...averageIn(order.actualPrice == null || order.actualPrice === '' ? undefined : order.actualPrice),
    time: epochMs(order.updateTime),
  };
}

function accountOf<Mode extends AccountMode>(
  { a, T }: ReturnType<typeof wire.accountUpdate.parse>,
  { account, instrumentOf }: UserContext<Mode>,
): FuturesEvent<Mode>[] {
  const positions = (a.P ?? []).flatMap(({ s, pa, ep, ps }): PositionEvent<Mode>[] => {
    const instrument = instrumentOf(s);
    if (instrument === undefined) return [];
    return [
      {
        kind: 'position',
        ...positionOf({ account, instrument, side: ps, quantity: pa, price: ep, time: T }),
      },
    ];
  });
  // What is available is not in the message, so balances are asked for.
  const changed = (a.B ?? []).map(({ a: asset, wb }) => ({ asset, wallet: wb }));
  return [...positions, { kind: 'control', name: 'balances-changed', reason: a.m, balances: changed }];
}

export function positionOf<Mode extends AccountMode>(found: {
  readonly account: AccountKey<Mode>;
  readonly instrument: Position<Mode>['instrument'];
  readonly side: string;
  readonly quantity: string;
  readonly price: string | undefined;
  readonly time: number;
}): Position<Mode> {
  const { account, instrument, side, price, time } = found;
  const quantity = plainDecimal(found.quantity);
  return {
    account,
    instrument,
    ...(side === 'BOTH' ? {} : { positionId: side }),
    quantity,
    ...(quantity === '0' ? {} : averageIn(price)),
    time: epochMs(time),
  };
}

export function reportOf<Mode extends AccountMode>(
  order: wire.FuturesRestOrder,
  { account, instrumentOf, madeBy }: FuturesContext<Mode>,
): OrderReport<Mode> | undefined {
  const instrument = instrumentOf(order.symbol);
  const state = stateOf(order.status);
  if (instrument === undefined || state === undefined) return undefined;
  const terms = termsOf({
    type: futuresType(order.type),
    timeInForce: order.timeInForce,
    price: order.price,
    triggerPrice: order.stopPrice ?? '0',
  });
  const duration = durationOf(order.timeInForce, order.goodTillDate);
  return {
    account,
    instrument,
    ...(madeBy?.(order.orderId) ?? { venueOrderId: order.orderId, clientOrderId: order.clientOrderId }),
    state,
    side: sideOf(order.side),
    ...(terms === undefined ? {} : { terms }),
    ...(duration === undefined ? {} : { duration }),
    description: description(
      order.type,
      hedgeWord(order.positionSide),
      order.reduceOnly === true ? 'reduce-only' : '',
    ),
    quantity: plainDecimal(order.origQty),
    filledQuantity: plainDecimal(order.executedQty),
    ...averageIn(order.avgPrice),
    time: epochMs(order.updateTime ?? order.time ?? 0),
  };
}

export function fillOf<Mode extends AccountMode>(
  trade: wire.FuturesTrade,
  { account, instrumentOf, madeBy }: FuturesContext<Mode>,
): Fill<Mode> | undefined {
  const instrument = instrumentOf(trade.symbol);
  if (instrument === undefined) return undefined;
  const algo = madeBy?.(trade.orderId);
  return {
    account,
    instrument,
    tradeId: trade.id,
    venueOrderId: algo?.venueOrderId ?? trade.orderId,
    ...(algo === undefined ? {} : { clientOrderId: algo.clientOrderId as ClientOrderId }),
    side: sideOf(trade.side),
    price: plainDecimal(trade.price),
    quantity: plainDecimal(trade.qty),
    fee: { amount: plainDecimal(trade.commission), currency: trade.commissionAsset },
    liquidity: trade.maker ? 'maker' : 'taker',
    time: epochMs(trade.time),
    isSynthetic: false,
  };
}
