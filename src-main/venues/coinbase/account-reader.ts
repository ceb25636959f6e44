import type { AccountKey } from '../../../src-shared/domain/account.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { Fill } from '../../../src-shared/domain/fill.ts';
import type { OrderReference, OrderReport } from '../../../src-shared/domain/order.ts';
import { addDecimals, compareDecimals } from '../../../src-shared/domain/quantity.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { AccountSnapshot } from '../trading.ts';
import { balancesOf, fillOf, isCorrection, reportOfOrder, withClientId } from './decode-orders.ts';
import type { CoinbaseRest } from './rest.ts';
import { isSpotProduct } from './symbols.ts';
import type { FillWire, OrderWire } from './wire.ts';

/* Questions about orders that take more than one answer. */

export interface ReaderParts {
  readonly rest: Pick<CoinbaseRest, 'openOrders' | 'orders' | 'order' | 'fills' | 'wallets'>;
  now(): EpochMs;
  lotDecimals(product: string): number;
  noteTrouble(sentence: string): void;
}

const ordersPerQuestion = 50;
const endedStates = new Set(['filled', 'cancelled', 'expired', 'rejected']);

/** What Coinbase says of one order, by its own id, else by ours: there is no lookup for that but to read the lists. */
export async function findOrder(
  { rest }: ReaderParts,
  reference: OrderReference<'live'>,
  product: string,
): Promise<OrderReport<'live'> | undefined> {
  const { account, clientOrderId, venueOrderId } = reference;
  const found = venueOrderId === undefined ? undefined : await rest.order(venueOrderId);
  if (found !== undefined) return reportOrThrow(found, account);
  const isIt = (order: OrderWire) => order.client_order_id === clientOrderId;
  const open = (await rest.openOrders()).find(isIt);
  if (open !== undefined) return reportOrThrow(open, account);
  const listed = (await rest.orders({ product }, undefined, (page) => page.some(isIt))).find(isIt);
  return listed === undefined ? undefined : reportOrThrow(listed, account);
}

/** An order that is there must not be taken for one that is not. */
function reportOrThrow(order: OrderWire, account: AccountKey<'live'>): OrderReport<'live'> {
  const report = reportOfOrder(order, account);
  if (report !== undefined) return report;
  throw new Failure(
    'unavailable',
    `Coinbase has the order, but its status ${order.status} says nothing yet.`,
  );
}

/** Ids of orders that were open at the last look: those that are gone since are asked for one by one. */
export type OpenSeen = Set<string>;

/**
 * The whole truth since a moment. Lists are by the time an order was made, so that orders which are older and ended since
 * come from the fills, and from what was open at the last look.
 */
export async function readSnapshot(
  parts: ReaderParts,
  openSeen: OpenSeen,
  account: AccountKey<'live'>,
  since: EpochMs,
  signal?: AbortSignal,
): Promise<AccountSnapshot<'live'>> {
  const { rest } = parts;
  const asOf = parts.now();
  const open = (await rest.openOrders(signal)).filter(isSpot);
  const [recent, recentFills, wallets] = await Promise.all([
    rest.orders({ since }, signal),
    rest.fills({ since }, signal),
    rest.wallets(signal),
  ]);
  const orders = new Map<string, OrderWire>();
  // What was asked later knows more.
  for (const order of [...open, ...recent.filter(isSpot)]) orders.set(order.order_id, order);
  const fills = new Map(
    recentFills.filter(({ product_id: name }) => isSpotProduct(name)).map((fill) => [fill.entry_id, fill]),
  );
  const missing = new Set([...openSeen, ...Array.from(fills.values(), ({ order_id: id }) => id)]);
  for (const id of missing) {
    if (orders.has(id)) continue;
    const found = await rest.order(id, signal);
    if (found !== undefined && isSpot(found)) orders.set(id, found);
  }
  for (const fill of await olderFills(rest, orders.values(), fills.values(), signal))
    fills.set(fill.entry_id, fill);
  const reports = [...orders.values()].flatMap((order) => reportOrTrouble(parts, order, account));
  const openOrders = reports.filter(({ state }) => !endedStates.has(state));
  openSeen.clear();
  for (const { venueOrderId } of openOrders) openSeen.add(venueOrderId);
  return {
    account,
    since,
    asOf,
    openOrders,
    closedOrders: reports.filter(({ state }) => endedStates.has(state)),
    fills: [...fills.values()].flatMap((fill) => readFill(parts, fill, account, orders.get(fill.order_id))),
    positions: [],
    balances: balancesOf(wallets, account),
  };
}

function isSpot({ product_id: product }: OrderWire): boolean {
  return isSpotProduct(product);
}

function reportOrTrouble(
  { noteTrouble }: ReaderParts,
  order: OrderWire,
  account: AccountKey<'live'>,
): OrderReport<'live'>[] {
  const report = reportOfOrder(order, account);
  if (report !== undefined) return [report];
  noteTrouble(`An order of ${order.product_id} has the status ${order.status}, which is not known.`);
  return [];
}

function readFill(
  { lotDecimals, noteTrouble }: ReaderParts,
  wire: FillWire,
  account: AccountKey<'live'>,
  order: OrderWire | undefined,
): Fill<'live'>[] {
  const fill = fillOf(wire, account, lotDecimals(wire.product_id));
  if (fill === undefined) {
    if (isCorrection(wire)) {
      noteTrouble('Coinbase took back or corrected an execution; compare it with your statement.');
    }
    return [];
  }
  const clientOrderId = order?.client_order_id;
  return [withClientId(fill, clientOrderId === '' ? undefined : clientOrderId)];
}

/** Fills from before the moment, of orders that are more filled than their fills since come to (O7). */
async function olderFills(
  rest: ReaderParts['rest'],
  orders: Iterable<OrderWire>,
  fills: Iterable<FillWire>,
  signal?: AbortSignal,
): Promise<FillWire[]> {
  const sums = new Map<string, string>();
  for (const { order_id: id, size, size_in_quote: isQuote } of fills) {
    if (!isQuote) sums.set(id, addDecimals(sums.get(id) ?? '0', size));
  }
  const lacking = [...orders]
    .filter((order) => compareDecimals(order.filled_size, sums.get(order.order_id) ?? '0') > 0)
    .map(({ order_id: id }) => id);
  const found: FillWire[] = [];
  for (let at = 0; at < lacking.length; at += ordersPerQuestion) {
    found.push(...(await rest.fills({ orderIds: lacking.slice(at, at + ordersPerQuestion) }, signal)));
  }
  return found;
}
