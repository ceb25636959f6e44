import type { AccountKey } from '../../../../src-shared/domain/account.ts';
import type { Fill } from '../../../../src-shared/domain/fill.ts';
import type { InstrumentId } from '../../../../src-shared/domain/instrument.ts';
import type { ClientOrderId, OrderDuration, OrderReport } from '../../../../src-shared/domain/order.ts';
import { compareDecimals } from '../../../../src-shared/domain/quantity.ts';
import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import type { RestOrder, RestTrade } from '../wire.ts';
import { stateOf, termsOf } from './terms.ts';

type Live = AccountKey<'live'>;

/** An order as REST tells it. Undefined for a status that we do not know. */
export function orderReportOf(
  account: Live,
  instrument: InstrumentId,
  txid: string,
  order: RestOrder,
): OrderReport<'live'> | undefined {
  const { descr, status, vol, vol_exec: filled, oflags, closetm, expiretm, opentm } = order;
  const state = stateOf(status, filled);
  if (state === undefined) return undefined;
  const flags = oflags.split(',');
  const isTriggered = /^(stop-loss|take-profit)/.test(descr.ordertype);
  const terms = termsOf(
    descr.ordertype,
    isTriggered ? descr.price2 : descr.price,
    isTriggered ? descr.price : undefined,
    flags.includes('post'),
  );
  const duration = durationOf(status, expiretm ?? 0);
  const isFilled = compareDecimals(filled, '0') > 0;
  // Bought by value: `vol` is money of the quote currency, and how much it buys is known at the end.
  const quantity = flags.includes('viqc') ? filled : vol;
  return {
    account,
    instrument,
    venueOrderId: txid,
    ...(order.cl_ord_id ? { clientOrderId: order.cl_ord_id } : {}),
    state,
    side: descr.type,
    ...(terms === undefined ? {} : { terms }),
    ...(duration === undefined ? {} : { duration }),
    description: order.reason ? `${descr.order}: ${order.reason}` : descr.order,
    quantity,
    filledQuantity: filled,
    ...(isFilled && compareDecimals(order.price, '0') > 0 ? { averagePrice: order.price } : {}),
    time: (closetm ?? opentm) as EpochMs,
  };
}

/** REST does not tell how long an order was meant to last, but one that rests without an end rests until cancelled. */
function durationOf(status: string, expires: number): OrderDuration | undefined {
  if (expires > 0) return { timeInForce: 'gtd', until: expires as EpochMs };
  return status === 'open' || status === 'pending' ? { timeInForce: 'gtc' } : undefined;
}

/** What REST leaves out of a trade: it stands in the trade's order. */
export interface TradeContext {
  readonly clientOrderId?: string;
  /** Base currency where the order paid its fee in it (`fcib`), quote currency otherwise; absent when that is not known. */
  readonly feeCurrency?: string;
}

export function fillOf(
  account: Live,
  instrument: InstrumentId,
  txid: string,
  trade: RestTrade,
  context: TradeContext,
): Fill<'live'> {
  return {
    account,
    instrument,
    tradeId: txid,
    venueOrderId: trade.ordertxid,
    ...(context.clientOrderId === undefined ? {} : { clientOrderId: context.clientOrderId as ClientOrderId }),
    side: trade.type,
    price: trade.price,
    quantity: trade.vol,
    ...(context.feeCurrency === undefined
      ? {}
      : { fee: { amount: trade.fee, currency: context.feeCurrency } }),
    liquidity: trade.maker === undefined ? 'unknown' : trade.maker ? 'maker' : 'taker',
    time: trade.time as EpochMs,
    isSynthetic: false,
  };
}
