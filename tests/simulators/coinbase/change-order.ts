import { type Amount, decimal, plain } from '../exchange/decimal.ts';
import { isLive, type Order, opposite } from '../exchange/orders.ts';
import { Refusal } from '../exchange/refusal.ts';
import { memoryOf, statusOf } from './order-index.ts';
import { OrderRefused } from './order-refusal.ts';
import { baseSizeOf, priceOf } from './read-order.ts';
import { errors } from './venue-error.ts';
import type { PrivateCall, World } from './world.ts';

/** Answers each id for itself; `failure_reason` is filled on success too. */
export function cancelOrders({ world, body, accountId }: PrivateCall): object {
  const ids = body.order_ids;
  if (!Array.isArray(ids) || ids.length === 0 || !ids.every((id) => typeof id === 'string'))
    throw errors.invalid('order_ids is required');
  const seen = new Set<string>();
  const results = (ids as string[]).map((id) => {
    const failure = seen.has(id) ? 'DUPLICATE_CANCEL_REQUEST' : cancel(world, accountId, id);
    seen.add(id);
    return {
      success: failure === undefined,
      failure_reason: failure ?? 'UNKNOWN_CANCEL_FAILURE_REASON',
      order_id: id,
    };
  });
  return { results };
}

function cancel(world: World, accountId: string, id: string): string | undefined {
  const order = world.orders.find(id, accountId);
  if (order === undefined) return 'UNKNOWN_CANCEL_ORDER';
  if (order.status === 'filled') return 'ORDER_IS_FULLY_FILLED';
  if (!isLive(order)) return 'UNKNOWN_CANCEL_ORDER';
  if (world.products.flagsOf(order.market).view_only) return 'COMMANDER_REJECTED_CANCEL_ORDER';
  memoryOf(order).cancelMessage = 'User requested cancel';
  world.exchange.cancel(order, 'user');
  return undefined;
}

interface Edit {
  quantity?: Amount;
  price?: Amount;
  stopPrice?: Amount;
}

const editable = ['limit_limit_gtc', 'stop_limit_stop_limit_gtc'];

type EditError = { edit_failure_reason: string; preview_failure_reason: string };

function editError(reason: string, preview = 'UNKNOWN_PREVIEW_FAILURE_REASON'): EditError {
  return { edit_failure_reason: reason, preview_failure_reason: preview };
}

export function editOrder(call: PrivateCall): object {
  const checked = checkEdit(call);
  if ('edit_failure_reason' in checked) return { success: false, errors: [checked] };
  const { order, edit } = checked;
  try {
    call.world.exchange.amend(order, edit);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const preview = error.reason === 'insufficient-balance' ? 'PREVIEW_INSUFFICIENT_FUND' : undefined;
    return { success: false, errors: [editError('COMMANDER_REJECTED_EDIT_ORDER', preview)] };
  }
  remember(call.world, order, edit);
  return { success: true, errors: [] };
}

export function previewEdit(call: PrivateCall): object {
  const checked = checkEdit(call);
  return { errors: 'edit_failure_reason' in checked ? [checked] : [] };
}

function remember(world: World, order: Order, edit: Edit): void {
  const memory = memoryOf(order);
  const { configuration } = memory;
  if (edit.quantity !== undefined) {
    delete configuration.quote_size;
    configuration.base_size = plain(edit.quantity);
    memory.inQuote = false;
  }
  if (edit.price !== undefined) configuration.limit_price = plain(edit.price);
  if (edit.stopPrice !== undefined) configuration.stop_price = plain(edit.stopPrice);
  memory.edits.push({
    price: String(configuration.limit_price),
    size: plain(order.quantity),
    at: world.clock.now(),
  });
  world.wallets.repark(order);
  world.wallets.giveBack(order);
}

function checkEdit({ world, body, accountId }: PrivateCall): { order: Order; edit: Edit } | EditError {
  const id = body.order_id;
  if (typeof id !== 'string') throw errors.invalid('order_id is required');
  const order = world.orders.find(id, accountId);
  if (order === undefined) return editError('ORDER_NOT_FOUND');
  const memory = memoryOf(order);
  if (!editable.includes(memory.configurationName)) return editError('ONLY_LIMIT_ORDER_EDITS_SUPPORTED');
  if (statusOf(order) !== 'OPEN') return editError('ONLY_OPEN_ORDERS_CAN_BE_EDITED');
  const product = world.products.find(memory.productId);
  if (product === undefined) throw new Error(`Order ${id} is for a product that does not exist.`);
  const edit: Edit = {};
  try {
    if (isGiven(body.price)) edit.price = priceOf(body.price, product);
    if (isGiven(body.stop_price)) edit.stopPrice = priceOf(body.stop_price, product);
  } catch (error) {
    return wrong(error, 'INVALID_EDITED_PRICE');
  }
  try {
    if (isGiven(body.size)) edit.quantity = baseSizeOf(body.size, product);
  } catch (error) {
    return wrong(error, 'INVALID_EDITED_SIZE');
  }
  if (edit.quantity?.lessThanOrEqualTo(order.filled) === true)
    return editError('CANNOT_EDIT_TO_BELOW_FILLED_SIZE');
  const isSame =
    (edit.quantity ?? order.quantity).equals(order.quantity) &&
    (edit.price ?? order.price ?? decimal(0)).equals(order.price ?? decimal(0)) &&
    edit.stopPrice === undefined;
  if (isSame) return editError('EDIT_REQUEST_EQUAL_TO_ORIGINAL_REQUEST');
  const { book } = world.exchange.market(order.market);
  const best = book.best(opposite(order.side));
  if (
    order.postOnly === true &&
    best !== undefined &&
    book.crosses(order.side, edit.price ?? order.price, best)
  )
    return editError('COMMANDER_REJECTED_EDIT_ORDER', 'INVALID_LIMIT_PRICE_POST_ONLY');
  return fundEdit(world, order, edit);
}

/** A larger buy through an alias needs more of the alias's money. */
function fundEdit(world: World, order: Order, edit: Edit): { order: Order; edit: Edit } | EditError {
  const { parked, wallet } = memoryOf(order);
  if (parked === undefined) return { order, edit };
  const value = (quantity: Amount, price: Amount | undefined) => quantity.times(price ?? 0);
  const more = value(edit.quantity ?? order.quantity, edit.price ?? order.price).minus(
    value(order.quantity, order.price),
  );
  return more.greaterThan(world.exchange.account(order.accountId).free(wallet))
    ? editError('COMMANDER_REJECTED_EDIT_ORDER', 'PREVIEW_INSUFFICIENT_FUND')
    : { order, edit };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== '';
}

function wrong(error: unknown, reason: string): EditError {
  if (!(error instanceof OrderRefused)) throw error;
  return editError(reason, error.response.preview_failure_reason);
}
