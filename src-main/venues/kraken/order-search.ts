import type { AccountKey } from '../../../src-shared/domain/account.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { Fill } from '../../../src-shared/domain/fill.ts';
import type { OrderReference, OrderReport } from '../../../src-shared/domain/order.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { Catalogue } from './catalogue.ts';
import { fillOf, orderReportOf } from './decode/rest-orders.ts';
import { isCode } from './errors.ts';
import type { Rest } from './rest.ts';
import type { RestOrder, RestTrade } from './wire.ts';

/* Questions about orders and fills that need more than one call. */

type Orders = Readonly<Record<string, RestOrder>>;
type Live = AccountKey<'live'>;

const rowsPerPage = 50;
const ordersPerQuery = 50;
/** So many pages are read at most; then the answer is “not known”. */
const mostPages = 400;
/** Pages of one order's search, where Kraken does not heed the client id. */
const mostSearchPages = 20;
const notHere = ['EOrder:Unknown order', 'EOrder:Invalid order', 'EGeneral:Invalid arguments'];

export interface OrderSearchParts {
  readonly rest: Pick<Rest, 'OpenOrders' | 'ClosedOrders' | 'QueryOrders' | 'TradesHistory'>;
  readonly catalogue: Catalogue;
}

/** By Kraken's id where it is known; else by ours, first among open orders, then among closed ones. */
export async function findOrder(
  parts: OrderSearchParts,
  account: Live,
  { clientOrderId, venueOrderId }: OrderReference<'live'>,
): Promise<OrderReport<'live'> | undefined> {
  if (venueOrderId !== undefined) {
    const found = await queryOrders(parts, [venueOrderId]);
    const [report] = reportsOf(parts, account, found);
    if (report !== undefined) return report;
  }
  const { open } = await parts.rest.OpenOrders({ cl_ord_id: clientOrderId });
  const [resting] = reportsOf(parts, account, withClientId(open, clientOrderId));
  if (resting !== undefined) return resting;
  for (let page = 0; page < mostSearchPages; page += 1) {
    const { closed } = await parts.rest.ClosedOrders({
      cl_ord_id: clientOrderId,
      ofs: String(page * rowsPerPage),
    });
    const [ended] = reportsOf(parts, account, withClientId(closed, clientOrderId));
    if (ended !== undefined) return ended;
    if (Object.keys(closed).length < rowsPerPage) return undefined;
  }
  throw new Failure(
    'unavailable',
    'The order was not found among the newest thousand closed ones; older ones were not searched.',
  );
}

/** Orders of these ids; what Kraken does not know is missing. */
export async function queryOrders(
  { rest }: Pick<OrderSearchParts, 'rest'>,
  txids: readonly string[],
  signal?: AbortSignal,
): Promise<Orders> {
  const found: Record<string, RestOrder> = {};
  for (let start = 0; start < txids.length; start += ordersPerQuery) {
    try {
      Object.assign(found, await rest.QueryOrders(txids.slice(start, start + ordersPerQuery), signal));
    } catch (error) {
      if (!notHere.some((code) => isCode(error, code))) throw error;
    }
  }
  return found;
}

export function reportsOf(
  { catalogue }: Pick<OrderSearchParts, 'catalogue'>,
  account: Live,
  orders: Orders,
): OrderReport<'live'>[] {
  return Object.entries(orders).flatMap(([txid, order]) => {
    const market = catalogue.byName(order.descr.pair);
    const report = market && orderReportOf(account, market.instrument.id, txid, order);
    return report === undefined ? [] : [report];
  });
}

function withClientId(orders: Orders, clientOrderId: string): Orders {
  return Object.fromEntries(Object.entries(orders).filter(([, order]) => order.cl_ord_id === clientOrderId));
}

/** All orders that were closed since a moment. */
export function closedOrders(
  { rest }: OrderSearchParts,
  since: EpochMs,
  signal?: AbortSignal,
): Promise<Map<string, RestOrder>> {
  return allPages(async (ofs) => {
    const { closed, count } = await rest.ClosedOrders({ ...startOf(since), closetime: 'close', ofs }, signal);
    return { rows: closed, count };
  });
}

/** All own trades since a moment, each with its fee's currency and client id, which stand in its order. */
export async function fillsSince(
  parts: OrderSearchParts,
  account: Live,
  since: EpochMs,
  known: ReadonlyMap<string, RestOrder>,
  signal?: AbortSignal,
): Promise<Fill<'live'>[]> {
  const trades = await allPages<RestTrade>(async (ofs) => {
    const page = await parts.rest.TradesHistory({ ...startOf(since), ofs }, signal);
    return { rows: page.trades, count: page.count };
  });
  const orderIds = new Set([...trades.values()].map(({ ordertxid }) => ordertxid));
  const missing = [...orderIds].filter((id) => !known.has(id));
  const asked: Orders = missing.length === 0 ? {} : await queryOrders(parts, missing, signal);
  return [...trades].flatMap(([txid, trade]) => {
    const market = parts.catalogue.byName(trade.pair);
    if (market === undefined) return [];
    const order = known.get(trade.ordertxid) ?? asked[trade.ordertxid];
    const feeCurrency = order?.oflags.split(',').includes('fcib') ? market.base : market.quote;
    const clientOrderId = order?.cl_ord_id || undefined;
    return [
      fillOf(account, market.instrument.id, txid, trade, {
        ...(order === undefined ? {} : { feeCurrency }),
        ...(clientOrderId === undefined ? {} : { clientOrderId }),
      }),
    ];
  });
}

/** Kraken's beginning is not inside, and counts whole seconds. */
function startOf(since: EpochMs): { readonly start?: string } {
  return since < 2000 ? {} : { start: String(Math.floor(since / 1000) - 1) };
}

/**
 * Pages are counted from the newest, so rows that come up meanwhile push others to the next page: they are met twice, and
 * none is missed.
 */
async function allPages<Row>(
  ask: (ofs: string) => Promise<{
    readonly rows: Readonly<Record<string, Row>>;
    readonly count: number | undefined;
  }>,
): Promise<Map<string, Row>> {
  const all = new Map<string, Row>();
  for (let page = 0; page < mostPages; page += 1) {
    const { rows, count } = await ask(String(page * rowsPerPage));
    for (const [id, row] of Object.entries(rows)) all.set(id, row);
    const read = Object.keys(rows).length;
    const isLast = count === undefined ? read < rowsPerPage : (page + 1) * rowsPerPage >= count;
    if (read === 0 || isLast) return all;
  }
  throw new Failure(
    'unavailable',
    'There are more orders and trades in this time than can be read at once. Ask for less.',
  );
}
