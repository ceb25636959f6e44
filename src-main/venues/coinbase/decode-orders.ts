import { Decimal } from 'decimal.js';
import type { AccountKey, Balance } from '../../../src-shared/domain/account.ts';
import type { Fill } from '../../../src-shared/domain/fill.ts';
import { addMoney, type Money, money } from '../../../src-shared/domain/money.ts';
import type {
  ClientOrderId,
  OrderDuration,
  OrderReport,
  OrderSide,
  OrderTerms,
  ReportedOrderState,
} from '../../../src-shared/domain/order.ts';
import { addDecimals, compareDecimals, plainDecimal } from '../../../src-shared/domain/quantity.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { instrumentIdOf, quoteCurrencyOf } from './symbols.ts';
import type { AccountWire, ConfigurationWire, FillWire, OrderWire, UserOrderWire } from './wire.ts';

/* Orders, fills and balances in our words. Undefined for what we have no words for, so that nothing is guessed. */

type Key = AccountKey<'live'>;

/** An order as the REST answers tell it. */
export function reportOfOrder(order: OrderWire, account: Key): OrderReport<'live'> | undefined {
  const instrument = instrumentIdOf(order.product_id);
  const side = sideOf(order.side);
  const state = stateOf(order.status, order.filled_size);
  const time = order.last_fill_time ?? order.created_time;
  if (instrument === undefined || side === undefined || state === undefined || time === undefined)
    return undefined;
  const { terms, duration, quantity, description } = readConfiguration(order.order_configuration, side);
  const reason = [order.reject_message, order.cancel_message, order.reject_reason].find(isTelling);
  return {
    account,
    instrument,
    venueOrderId: order.order_id,
    ...(order.client_order_id === '' ? {} : { clientOrderId: order.client_order_id }),
    state,
    side,
    ...(terms === undefined ? {} : { terms }),
    ...(duration === undefined ? {} : { duration }),
    description: sentenceOf(description || kindOf(order.order_type), reason),
    quantity: quantity ?? order.filled_size,
    filledQuantity: order.filled_size,
    ...averageOf(order.filled_size, order.average_filled_price),
    time,
  };
}

/** An order as the user channel tells it, which became so at `time`. */
export function reportOfUserOrder(
  order: UserOrderWire,
  account: Key,
  time: EpochMs,
): OrderReport<'live'> | undefined {
  const instrument = instrumentIdOf(order.product_id);
  const side = sideOf(order.order_side);
  const state = stateOf(order.status, order.cumulative_quantity);
  if (instrument === undefined || side === undefined || state === undefined) return undefined;
  const terms = termsOfUserOrder(order);
  const duration = durationOf(order.time_in_force, order.end_time);
  const prices = order.stop_price === undefined ? '' : `, trigger ${order.stop_price}`;
  const description = terms === undefined ? `${kindOf(order.order_type)}${prices}` : '';
  return {
    account,
    instrument,
    venueOrderId: order.order_id,
    ...(order.client_order_id === '' ? {} : { clientOrderId: order.client_order_id }),
    state,
    side,
    ...(terms === undefined ? {} : { terms }),
    ...(duration === undefined ? {} : { duration }),
    description: sentenceOf(description, [order.reject_reason, order.cancel_reason].find(isTelling)),
    quantity: addDecimals(order.cumulative_quantity, order.leaves_quantity),
    filledQuantity: order.cumulative_quantity,
    ...averageOf(order.cumulative_quantity, order.avg_price),
    time,
  };
}

function averageOf(filled: string, average: string | undefined): { averagePrice?: string } {
  return average === undefined || compareDecimals(filled, '0') === 0 || compareDecimals(average, '0') === 0
    ? {}
    : { averagePrice: average };
}

function sideOf(side: string): OrderSide | undefined {
  return side === 'BUY' ? 'buy' : side === 'SELL' ? 'sell' : undefined;
}

/** A cancel or a change that still waits leaves the order as it is. */
function stateOf(status: string, filled: string): ReportedOrderState | undefined {
  const hasFills = compareDecimals(filled, '0') > 0;
  switch (status) {
    case 'PENDING':
    case 'QUEUED':
      return hasFills ? 'partial' : 'acknowledged';
    case 'OPEN':
    case 'CANCEL_QUEUED':
    case 'EDIT_QUEUED':
      return hasFills ? 'partial' : 'open';
    case 'FILLED':
      return 'filled';
    case 'CANCELLED':
      return 'cancelled';
    case 'EXPIRED':
      return 'expired';
    case 'FAILED':
      return hasFills ? 'cancelled' : 'rejected';
    default:
      return undefined;
  }
}

interface Configuration {
  readonly terms?: OrderTerms;
  readonly duration?: OrderDuration;
  /** Undefined where it is told in the quote currency, or not at all. */
  readonly quantity?: string;
  readonly description: string;
}

/** A live order has exactly one configuration. */
function readConfiguration(found: ConfigurationWire, side: OrderSide): Configuration {
  const entries = Object.entries(found).filter(([, members]) => members !== null);
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) return { description: '' };
  const [name, members] = entry;
  if (members === null) return { description: '' };
  const quantity = members.base_size === undefined ? {} : { quantity: members.base_size };
  const inQuote =
    members.base_size === undefined && members.quote_size !== undefined
      ? `${name.startsWith('market') ? 'market' : 'limit'} for ${members.quote_size} of the quote currency`
      : '';
  const duration = name.startsWith('sor_limit')
    ? ({ timeInForce: 'ioc' } as const)
    : durationOf(durationNames[name.slice(name.lastIndexOf('_') + 1)] ?? '', members.end_time);
  const rest = { ...quantity, ...(duration === undefined ? {} : { duration }), description: inQuote };
  const { limit_price: limitPrice, stop_price: triggerPrice } = members;
  if (name.startsWith('market_market')) return { ...rest, terms: { type: 'market' } };
  if ((name.startsWith('limit_limit') || name.startsWith('sor_limit')) && limitPrice !== undefined) {
    return { ...rest, terms: { type: 'limit', limitPrice, isPostOnly: members.post_only } };
  }
  if (name.startsWith('stop_limit') && limitPrice !== undefined && triggerPrice !== undefined) {
    const isAway = members.stop_direction === stopDirections[side];
    return { ...rest, terms: { type: isAway ? 'stop-limit' : 'limit-if-touched', triggerPrice, limitPrice } };
  }
  if (name.startsWith('trigger_bracket')) {
    return { ...rest, description: bracketText(limitPrice ?? '', members.stop_trigger_price ?? '') };
  }
  return { ...rest, description: kindOf(name) };
}

export const stopDirections = { buy: 'STOP_DIRECTION_STOP_UP', sell: 'STOP_DIRECTION_STOP_DOWN' } as const;

export function bracketText(target: string, stop: string): string {
  return `bracket: target ${target}, stop ${stop}`;
}

const durationNames: Readonly<Record<string, string>> = {
  gtc: 'GOOD_UNTIL_CANCELLED',
  gtd: 'GOOD_UNTIL_DATE_TIME',
  ioc: 'IMMEDIATE_OR_CANCEL',
  fok: 'FILL_OR_KILL',
};

function durationOf(name: string, until: EpochMs | undefined): OrderDuration | undefined {
  switch (name) {
    case 'GOOD_UNTIL_CANCELLED':
      return { timeInForce: 'gtc' };
    case 'IMMEDIATE_OR_CANCEL':
      return { timeInForce: 'ioc' };
    case 'FILL_OR_KILL':
      return { timeInForce: 'fok' };
    case 'GOOD_UNTIL_DATE_TIME':
      return until === undefined ? undefined : { timeInForce: 'gtd', until };
    default:
      return undefined;
  }
}

/** The channel does not tell the direction of a stop; ours and nearly all others are away from the market. */
function termsOfUserOrder(order: UserOrderWire): OrderTerms | undefined {
  const { limit_price: limitPrice, stop_price: triggerPrice } = order;
  switch (order.order_type.toLowerCase().replaceAll(/[^a-z]/g, '')) {
    case 'market':
      return { type: 'market' };
    case 'limit':
      return limitPrice === undefined
        ? undefined
        : { type: 'limit', limitPrice, isPostOnly: order.post_only };
    case 'stoplimit':
      return limitPrice === undefined || triggerPrice === undefined
        ? undefined
        : { type: 'stop-limit', triggerPrice, limitPrice };
    default:
      return undefined;
  }
}

function kindOf(orderType: string): string {
  return orderType.startsWith('UNKNOWN') ? '' : orderType.toLowerCase().replaceAll('_', ' ');
}

function isTelling(reason: string): boolean {
  return reason !== '' && !/UNSPECIFIED|UNKNOWN|NO_REASON/.test(reason);
}

function sentenceOf(description: string, reason: string | undefined): string {
  return [description, reason ?? '']
    .filter((part) => part !== '')
    .join('; ')
    .slice(0, 300);
}

/** What became of a booking: an execution, or one that undoes or corrects another, which fills cannot say. */
export function fillOf(fill: FillWire, account: Key, lotDecimals = 8): Fill<'live'> | undefined {
  const instrument = instrumentIdOf(fill.product_id);
  const side = sideOf(fill.side);
  if (instrument === undefined || side === undefined || isCorrection(fill)) return undefined;
  return {
    account,
    instrument,
    tradeId: fill.entry_id,
    venueOrderId: fill.order_id,
    side,
    price: fill.price,
    quantity: fill.size_in_quote ? inBase(fill.size, fill.price, lotDecimals) : fill.size,
    ...(fill.commission === undefined
      ? {}
      : { fee: money(fill.commission, quoteCurrencyOf(fill.product_id)) }),
    liquidity: liquidityOf(fill.liquidity_indicator),
    time: fill.trade_time,
    isSynthetic: false,
  };
}

export function isCorrection({ trade_type: type }: FillWire): boolean {
  return type === 'REVERSAL' || type === 'CORRECTION';
}

export function withClientId(fill: Fill<'live'>, clientOrderId: string | undefined): Fill<'live'> {
  return clientOrderId === undefined ? fill : { ...fill, clientOrderId: clientOrderId as ClientOrderId };
}

/** Money divided by the price, rounded half to even on the product's size step. */
function inBase(amount: string, price: string, decimals: number): string {
  const Exact = Decimal.clone({
    precision: 120,
    rounding: Decimal.ROUND_HALF_EVEN,
    toExpNeg: -60,
    toExpPos: 60,
  });
  const quotient = new Exact(amount).dividedBy(price);
  return quotient.isFinite() ? plainDecimal(quotient.toDecimalPlaces(decimals).toFixed()) : '0';
}

function liquidityOf(indicator: string): Fill['liquidity'] {
  return indicator === 'MAKER' ? 'maker' : indicator === 'TAKER' ? 'taker' : 'unknown';
}

/** Several wallets of one currency are one balance; vaults cannot be traded from and do not count. */
export function balancesOf(wallets: readonly AccountWire[], account: Key): Balance<'live'>[] {
  const sums = new Map<string, { total: Money; available: Money }>();
  for (const { currency, available_balance: available, hold, type } of wallets) {
    if (type === 'ACCOUNT_TYPE_VAULT') continue;
    const free = money(available, currency);
    const known = sums.get(currency) ?? { total: money('0', currency), available: money('0', currency) };
    sums.set(currency, {
      total: addMoney(known.total, addMoney(free, money(hold, currency))),
      available: addMoney(known.available, free),
    });
  }
  return Array.from(sums.values(), (sum) => ({ account, ...sum }));
}
