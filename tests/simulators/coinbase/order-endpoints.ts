import type { TrueFill } from '../exchange/truth.ts';
import { portfolioOf } from './account-endpoints.ts';
import { cancelOrders, editOrder, previewEdit } from './change-order.ts';
import { count } from './market-endpoints.ts';
import { isVisible, memoryOf, statusOf } from './order-index.ts';
import { fillRow, orderRow } from './order-shapes.ts';
import { placeOrder, previewOrder } from './place-order.ts';
import { errors } from './venue-error.ts';
import { readTime } from './wire-text.ts';
import type { Endpoints, PrivateCall } from './world.ts';

const statuses = [
  'PENDING',
  'OPEN',
  'FILLED',
  'CANCELLED',
  'EXPIRED',
  'FAILED',
  'QUEUED',
  'CANCEL_QUEUED',
  'EDIT_QUEUED',
  'UNKNOWN_ORDER_STATUS',
];

function moment(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  const at = readTime(text);
  if (at === undefined) throw errors.invalid(`${name} is not a timestamp`);
  return at;
}

/** Lists may be asked for the key's own portfolio only. */
function checkPortfolio({ query, accountId }: PrivateCall): void {
  const portfolio = query.get('retail_portfolio_id');
  if (portfolio !== null && portfolio !== '' && portfolio !== portfolioOf(accountId))
    throw errors.permission('portfolio is not accessible by this key');
}

/** Newest first. The cursor is the place in the list, which new rows at its head must not move. */
function pageOf<T>(query: URLSearchParams, rows: T[], placeOf: (row: T) => number, standard: number) {
  const cursor = count(query, 'cursor', 0, 999_999_999);
  const rest = cursor === 0 ? rows : rows.filter((row) => placeOf(row) < cursor);
  const page = rest.slice(0, count(query, 'limit', standard, 1000));
  const last = page.at(-1);
  const hasNext = page.length < rest.length;
  return { page, hasNext, cursor: hasNext && last !== undefined ? String(placeOf(last)) : '' };
}

function listOrders(call: PrivateCall): object {
  const { world, query, accountId } = call;
  checkPortfolio(call);
  const wanted = query.getAll('order_status');
  if (!wanted.every((status) => statuses.includes(status))) throw errors.invalid('order_status is invalid');
  if (wanted.includes('OPEN') && wanted.length > 1)
    throw errors.invalid('order_status OPEN cannot be used with other statuses');
  const products = query.getAll('product_ids');
  const [from, to] = [moment(query, 'start_date'), moment(query, 'end_date')];
  const side = query.get('order_side');
  const orders = world.orders
    .ordersOf(accountId)
    .filter(
      (order) =>
        isVisible(world, order) &&
        (wanted.length === 0 || wanted.includes(statusOf(order))) &&
        (products.length === 0 || products.includes(memoryOf(order).productId)) &&
        (side === null || side.toLowerCase() === order.side) &&
        (from === undefined || order.createdAt >= from) &&
        (to === undefined || order.createdAt < to),
    )
    .reverse();
  const { page, hasNext, cursor } = pageOf(query, orders, ({ id }) => id, 1000);
  return {
    orders: page.map((order) => orderRow(world, order)),
    sequence: '0',
    has_next: hasNext,
    cursor,
    proof_token_required: false,
  };
}

function oneOrder({ world, path, accountId }: PrivateCall): object {
  const order = world.orders.find(path.id ?? '', accountId);
  if (order === undefined || !isVisible(world, order))
    throw errors.notFound('order with this orderID was not found');
  return { order: orderRow(world, order) };
}

function listFills(call: PrivateCall): object {
  const { world, query, accountId } = call;
  checkPortfolio(call);
  const orders = query.getAll('order_ids');
  const products = query.getAll('product_ids');
  const from = moment(query, 'start_sequence_timestamp');
  const to = moment(query, 'end_sequence_timestamp');
  const wanted = new Set(orders.map((id) => world.orders.find(id, accountId)?.id));
  const isWanted = (fill: TrueFill): boolean => {
    if (orders.length > 0 && !wanted.has(fill.orderId)) return false;
    if ((from !== undefined && fill.at < from) || (to !== undefined && fill.at > to)) return false;
    if (products.length === 0) return true;
    const order = world.exchange.order(fill.orderId);
    return order !== undefined && products.includes(memoryOf(order).productId);
  };
  const rows = world.orders
    .fillsOfAccount(accountId)
    .flatMap((fill, index) => (isWanted(fill) ? [{ fill, place: index + 1 }] : []))
    .reverse();
  const { page, cursor } = pageOf(query, rows, ({ place }) => place, 100);
  return { fills: page.map(({ fill }) => fillRow(world, fill)), cursor };
}

const root = '/api/v3/brokerage';

export const orderEndpoints: Endpoints = {
  [`POST ${root}/orders`]: { security: 'trade', run: placeOrder },
  [`POST ${root}/orders/preview`]: { security: 'view', run: previewOrder },
  [`POST ${root}/orders/batch_cancel`]: { security: 'trade', run: cancelOrders },
  [`POST ${root}/orders/edit`]: { security: 'trade', run: editOrder },
  [`POST ${root}/orders/edit_preview`]: { security: 'view', run: previewEdit },
  [`GET ${root}/orders/historical/batch`]: { security: 'view', run: listOrders },
  [`GET ${root}/orders/historical/fills`]: { security: 'view', run: listFills },
  [`GET ${root}/orders/historical/{id}`]: { security: 'view', run: oneOrder },
};
