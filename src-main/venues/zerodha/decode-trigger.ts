import type { OrderReport, OrderTerms, ReportedOrderState } from '../../../src-shared/domain/order.ts';
import { compareDecimals } from '../../../src-shared/domain/quantity.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { accountFor } from './accounts.ts';
import { indianMoment } from './indian-time.ts';
import { instrumentIdOf } from './symbols.ts';
import type { TriggerWire } from './wire.ts';

/*
 * A GTT is kept by Zerodha for up to a year and becomes an order of the day when the price comes by. To the rest of the
 * application it is one order under one id, `gtt:105099`, from the trigger to the last fill: what becomes of the day's
 * order is told under the trigger's id.
 */

const prefix = 'gtt:';

export function triggerOrderId(id: string): string {
  return `${prefix}${id}`;
}

/** The number in `gtt:105099`; undefined for the id of an ordinary order. */
export function triggerNumber(venueOrderId: string): string | undefined {
  return venueOrderId.startsWith(prefix) ? venueOrderId.slice(prefix.length) : undefined;
}

/** The order that a trigger has placed, if it has. */
export function placedBy({ orders }: TriggerWire): string | undefined {
  const placed = orders.map((leg) => leg.result?.order_result?.order_id ?? '').find((id) => id !== '');
  return placed;
}

const states: Readonly<Record<string, ReportedOrderState>> = {
  active: 'open',
  // Paused by Zerodha, as after a split of the shares. It cannot trigger any more.
  disabled: 'cancelled',
  cancelled: 'cancelled',
  deleted: 'cancelled',
  expired: 'expired',
  rejected: 'rejected',
};

/** @param child the order it has placed, where that is known. */
export function triggerReport(
  wire: TriggerWire,
  userId: string,
  clientOrderId: string | undefined,
  child: OrderReport<'live'> | undefined,
): OrderReport<'live'> | undefined {
  const { exchange, tradingsymbol } = wire.condition;
  const instrument = instrumentIdOf(exchange, tradingsymbol);
  const leg = wire.orders[0];
  if (instrument === undefined || leg === undefined) return undefined;
  const terms = triggerTerms(wire);
  const times = [wire.created_at, wire.updated_at].map(indianMoment).filter((time) => time !== undefined);
  return {
    account: accountFor(userId, exchange),
    instrument,
    venueOrderId: triggerOrderId(wire.id),
    ...(clientOrderId === undefined ? {} : { clientOrderId }),
    state: triggerState(wire, child),
    side: leg.transaction_type === 'BUY' ? 'buy' : 'sell',
    ...(terms === undefined ? {} : { terms }),
    duration: { timeInForce: 'gtc' },
    description: describe(wire, child),
    quantity: leg.quantity,
    filledQuantity: child?.filledQuantity ?? '0',
    ...(child?.averagePrice === undefined ? {} : { averagePrice: child.averagePrice }),
    time: epochMs(Math.max(0, child?.time ?? 0, ...times)),
  };
}

function triggerState(wire: TriggerWire, child: OrderReport | undefined): ReportedOrderState {
  if (child !== undefined) return child.state === 'acknowledged' ? 'open' : child.state;
  if (wire.status === 'triggered') return failureReason(wire) === undefined ? 'open' : 'rejected';
  return states[wire.status] ?? 'open';
}

function failureReason({ orders }: TriggerWire): string | undefined {
  const failed = orders.find((leg) => leg.result?.order_result?.status === 'failed');
  return failed?.result?.order_result?.rejection_reason;
}

/** A single trigger waits on one side of the price that was when it was made; that side says which kind it is. */
function triggerTerms(wire: TriggerWire): OrderTerms | undefined {
  const [triggerPrice, second] = wire.condition.trigger_values;
  const [leg] = wire.orders;
  if (triggerPrice === undefined || second !== undefined || leg === undefined) return undefined;
  const isAbove = compareDecimals(triggerPrice, wire.condition.last_price) > 0;
  const isStop = isAbove === (leg.transaction_type === 'BUY');
  return { type: isStop ? 'stop-limit' : 'limit-if-touched', triggerPrice, limitPrice: leg.price };
}

function describe(wire: TriggerWire, child: OrderReport | undefined): string {
  const legs = wire.condition.trigger_values.map((value, index) => {
    const leg = wire.orders[index] ?? wire.orders[0];
    return `at ${value} ${leg?.transaction_type ?? ''} LIMIT ${leg?.price ?? ''}`;
  });
  const parts = [
    `GTT ${wire.type} ${wire.status}`,
    wire.orders[0]?.product ?? '',
    legs.join(' or '),
    failureReason(wire) ?? '',
    child === undefined ? '' : `order ${child.venueOrderId}: ${child.description}`,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}
