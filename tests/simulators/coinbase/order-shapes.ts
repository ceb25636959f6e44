import { type Amount, decimal, plain, zero } from '../exchange/decimal.ts';
import { isLive, type Order, remainingOf } from '../exchange/orders.ts';
import type { TrueFill } from '../exchange/truth.ts';
import { portfolioOf } from './account-endpoints.ts';
import { uuidOf } from './ids.ts';
import { feeTier } from './markets.ts';
import { memoryOf, statusOf } from './order-index.ts';
import { quotientText, timeText } from './wire-text.ts';
import type { World } from './world.ts';

export const ownerUuid = uuidOf('user', 'simulated');
const noTime = '0001-01-01T00:00:00Z';

const timesInForce = {
  gtc: 'GOOD_UNTIL_CANCELLED',
  gtd: 'GOOD_UNTIL_DATE_TIME',
  ioc: 'IMMEDIATE_OR_CANCEL',
  fok: 'FILL_OR_KILL',
};

type TypeWord = 'MARKET' | 'LIMIT' | 'STOP_LIMIT' | 'BRACKET';
const typeNames: Record<TypeWord, string> = {
  MARKET: 'Market',
  LIMIT: 'Limit',
  STOP_LIMIT: 'Stop Limit',
  BRACKET: 'Bracket',
};

function typeOf(order: Order): TypeWord {
  if (memoryOf(order).stopTrigger !== undefined) return 'BRACKET';
  if (order.kind === 'market') return 'MARKET';
  return order.kind === 'limit' ? 'LIMIT' : 'STOP_LIMIT';
}

function triggerStatus(order: Order): string {
  const { stopTrigger, isStopTriggered } = memoryOf(order);
  const isConditional = stopTrigger !== undefined || typeOf(order) === 'STOP_LIMIT';
  if (!isConditional) return 'INVALID_ORDER_TYPE';
  return isStopTriggered === true || order.triggered ? 'STOP_TRIGGERED' : 'STOP_PENDING';
}

/** Figures that REST and the user channel write alike. */
function figures(world: World, order: Order) {
  const { filled, filledQuote, fees } = order;
  const sign = order.side === 'buy' ? 1 : -1;
  // A market order by quote money is measured by it; the engine knows its quantity only once it traded.
  const wanted = order.quoteQuantity ?? order.quantity;
  const done = order.quoteQuantity === undefined ? filled : filledQuote;
  const share = order.status === 'filled' ? decimal(100) : ratio(done.times(100), wanted);
  return {
    completion_percentage: plain(share.toDecimalPlaces(2)),
    number_of_fills: String(world.orders.fillsOf(order).length),
    filled_value: plain(filledQuote),
    total_fees: plain(fees),
    total_value_after_fees: plain(filledQuote.plus(fees.times(sign))),
    average: quotientText(ratio(filledQuote, filled)),
    outstanding_hold_amount: plain(holdOf(order)),
  };
}

function ratio(part: Amount, whole: Amount): Amount {
  return whole.isZero() ? zero : part.dividedBy(whole);
}

function holdOf(order: Order): Amount {
  if (!isLive(order) || order.status === 'held') return zero;
  if (order.side === 'sell') return remainingOf(order);
  return remainingOf(order)
    .times(order.price ?? zero)
    .times(decimal(feeTier.taker).plus(1));
}

function isByVenue(order: Order): boolean {
  return statusOf(order) === 'CANCELLED' && memoryOf(order).cancelMessage === undefined;
}

function cancelMessage(order: Order): string {
  if (statusOf(order) !== 'CANCELLED') return '';
  return (
    memoryOf(order).cancelMessage ?? (order.timeInForce === 'gtc' ? '' : 'Immediate or cancel remainder')
  );
}

export function orderRow(world: World, order: Order): object {
  const memory = memoryOf(order);
  const own = figures(world, order);
  const lastFill = world.orders.fillsOf(order).at(-1);
  const { originating, attached } = world.orders.relatives(order);
  return {
    order_id: world.orders.idOf(order),
    product_id: memory.productId,
    user_id: ownerUuid,
    order_configuration: { [memory.configurationName]: memory.configuration },
    side: order.side.toUpperCase(),
    client_order_id: order.clientId,
    status: statusOf(order),
    time_in_force: timesInForce[order.timeInForce],
    created_time: timeText(order.createdAt),
    completion_percentage: own.completion_percentage,
    filled_size: plain(order.filled),
    average_filled_price: own.average,
    number_of_fills: own.number_of_fills,
    filled_value: own.filled_value,
    pending_cancel: false,
    size_in_quote: memory.inQuote,
    total_fees: own.total_fees,
    size_inclusive_of_fees: memory.inQuote && order.kind === 'market',
    total_value_after_fees: own.total_value_after_fees,
    trigger_status: triggerStatus(order),
    order_type: typeOf(order),
    reject_reason: 'REJECT_REASON_UNSPECIFIED',
    settled: statusOf(order) === 'FILLED',
    product_type: 'SPOT',
    reject_message: '',
    cancel_message: cancelMessage(order),
    order_placement_source: 'RETAIL_ADVANCED',
    outstanding_hold_amount: own.outstanding_hold_amount,
    is_liquidation: false,
    last_fill_time: lastFill === undefined ? null : timeText(lastFill.at),
    edit_history: memory.edits.map(({ price, size, at }) => ({
      price,
      size,
      replace_accept_timestamp: timeText(at),
    })),
    leverage: '',
    margin_type: 'UNKNOWN_MARGIN_TYPE',
    retail_portfolio_id: portfolioOf(order.accountId),
    originating_order_id: originating ?? '',
    attached_order_id: attached ?? '',
  };
}

/** As the user channel tells it. */
export function orderEvent(world: World, order: Order, status: string = statusOf(order)): object {
  const memory = memoryOf(order);
  const own = figures(world, order);
  const isPending = status === 'PENDING';
  return {
    avg_price: own.average,
    cancel_reason: isByVenue(order) ? '' : cancelMessage(order),
    client_order_id: order.clientId,
    completion_percentage: own.completion_percentage,
    contract_expiry_type: 'UNKNOWN_CONTRACT_EXPIRY_TYPE',
    cumulative_quantity: plain(order.filled),
    filled_value: own.filled_value,
    leaves_quantity: plain(isLive(order) || isPending ? remainingOf(order) : zero),
    limit_price: order.price === undefined ? '' : plain(order.price),
    number_of_fills: own.number_of_fills,
    order_id: world.orders.idOf(order),
    order_side: order.side.toUpperCase(),
    order_type: typeNames[typeOf(order)],
    outstanding_hold_amount: own.outstanding_hold_amount,
    post_only: String(order.postOnly === true),
    product_id: memory.productId,
    product_type: 'SPOT',
    reject_reason: '',
    retail_portfolio_id: portfolioOf(order.accountId),
    risk_managed_by: 'UNKNOWN_RISK_MANAGEMENT_TYPE',
    status,
    stop_price: stopText(order),
    time_in_force: timesInForce[order.timeInForce],
    total_fees: own.total_fees,
    total_value_after_fees: own.total_value_after_fees,
    trigger_status: triggerStatus(order),
    creation_time: timeText(order.createdAt),
    end_time: order.expiresAt === undefined ? noTime : timeText(order.expiresAt),
    start_time: noTime,
  };
}

function stopText(order: Order): string {
  const stop = order.stopPrice ?? memoryOf(order).stopTrigger;
  return stop === undefined ? '' : plain(stop);
}

/** Of an order by quote money, `size` is quote money too. */
export function fillRow(world: World, fill: TrueFill): object {
  const order = world.exchange.order(fill.orderId);
  if (order === undefined) throw new Error(`Fill ${fill.tradeId} has no order.`);
  const memory = memoryOf(order);
  const inQuote = memory.inQuote && order.kind === 'market';
  const size = inQuote ? decimal(fill.price).times(fill.quantity) : decimal(fill.quantity);
  return {
    entry_id: world.orders.entryIdOf(fill),
    trade_id: world.orders.tradeIdOf(fill),
    order_id: world.orders.idOf(order),
    trade_time: timeText(fill.at),
    trade_type: 'FILL',
    price: fill.price,
    size: plain(size),
    commission: fill.fee,
    product_id: memory.productId,
    sequence_timestamp: timeText(fill.at),
    liquidity_indicator: fill.isMaker ? 'MAKER' : 'TAKER',
    size_in_quote: inQuote,
    user_id: ownerUuid,
    side: fill.side.toUpperCase(),
    retail_portfolio_id: portfolioOf(fill.accountId),
  };
}
