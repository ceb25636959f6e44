import { zero } from '../../exchange/decimal.ts';
import type { ExchangeEvent } from '../../exchange/events.ts';
import type { OrderList } from '../../exchange/order-lists.ts';
import { eight } from '../market-shapes.ts';
import type { World } from '../world.ts';
import { extraOf, spotStatusWord, spotTimeInForce } from './order-shapes.ts';

type OrderEvent = Extract<ExchangeEvent, { type: 'order' }>;

const executionTypes: Record<OrderEvent['change'], string> = {
  placed: 'NEW',
  held: 'NEW',
  released: 'NEW',
  triggered: 'NEW',
  filled: 'TRADE',
  cancelled: 'CANCELED',
  expired: 'EXPIRED',
  'self-trade-prevented': 'TRADE_PREVENTION',
  amended: 'REPLACED',
  rejected: 'REJECTED',
};

let nextExecutionId = 4_644_480_641;

/** An execution report, without the envelope. */
export function executionReport(event: OrderEvent): object {
  const { order, fill, change, at } = event;
  nextExecutionId += 1;
  const extra = extraOf(order);
  // On a cancel `c` is the cancel's own id and `C` the order's.
  const isCancel = change === 'cancelled' && event.requestId !== undefined;
  const original = isCancel ? order.clientId : change === 'amended' ? (event.requestId ?? '') : '';
  const isOnBook =
    (change === 'placed' || change === 'released' || change === 'triggered' || change === 'filled') &&
    order.workingAt !== undefined &&
    order.status !== 'filled';
  return {
    e: 'executionReport',
    E: at,
    s: order.market,
    c: isCancel ? event.requestId : order.clientId,
    S: order.side.toUpperCase(),
    o: extra.type,
    f: spotTimeInForce(order),
    q: eight(order.quantity),
    p: eight(order.price ?? zero),
    P: eight(order.stopPrice ?? zero),
    F: extra.icebergQty ?? eight(zero),
    g: order.listId ?? -1,
    C: original,
    x: executionTypes[change],
    X: spotStatusWord(order),
    r: change === 'self-trade-prevented' ? 'SELF_TRADE_PREVENTION' : 'NONE',
    i: order.id,
    l: eight(fill?.quantity ?? zero),
    z: eight(order.filled),
    L: eight(fill?.price ?? zero),
    n: fill === undefined ? '0' : eight(fill.fee),
    N: fill?.feeAsset ?? null,
    T: order.updatedAt,
    t: fill?.tradeId ?? -1,
    I: nextExecutionId,
    w: change === 'placed' ? order.stopPrice === undefined : isOnBook,
    m: fill?.isMaker ?? false,
    M: false,
    O: order.createdAt,
    Z: eight(order.filledQuote),
    Y: eight(fill?.quoteQuantity ?? zero),
    Q: eight(order.quoteQuantity ?? zero),
    ...(order.workingAt === undefined ? {} : { W: order.workingAt }),
    V: extra.selfTradePreventionMode,
    ...(extra.strategyId === undefined ? {} : { j: extra.strategyId }),
    ...(extra.strategyType === undefined ? {} : { J: extra.strategyType }),
    ...(change === 'expired' && event.reason !== undefined ? { eR: expiryReason(event.reason) } : {}),
  };
}

/** The notes give the member, not its vocabulary. */
export function expiryReason(reason: string): string {
  return reason.toUpperCase().replaceAll('-', '_');
}

export function accountPosition(world: World, assets: readonly string[], at: number): object {
  const account = world.exchange.account(world.accountId);
  return {
    e: 'outboundAccountPosition',
    E: at,
    u: account.updatedAt,
    B: assets.map((asset) => ({ a: asset, f: eight(account.free(asset)), l: eight(account.locked(asset)) })),
  };
}

export function listStatus(list: OrderList, at: number): object {
  const isDone = list.status === 'done';
  return {
    e: 'listStatus',
    E: at,
    s: list.market,
    g: list.id,
    c: list.kind === 'oco' ? 'OCO' : 'OTO',
    l: isDone ? 'ALL_DONE' : 'EXEC_STARTED',
    L: isDone ? 'ALL_DONE' : 'EXECUTING',
    r: 'NONE',
    C: list.clientId,
    T: at,
    O: list.orders.map((order) => ({ s: order.market, i: order.id, c: order.clientId })),
  };
}

/** Whom an event of the exchange concerns; nobody in particular when it is about the market. */
export function accountOf(event: ExchangeEvent): string | undefined {
  switch (event.type) {
    case 'order':
      return event.order.accountId;
    case 'list':
      return event.list.accountId;
    case 'account':
    case 'transfer':
      return event.accountId;
    default:
      return undefined;
  }
}

/** What the account of `world` is told about an event of its own. */
export function spotUserEvents(world: World, event: ExchangeEvent): object[] {
  switch (event.type) {
    case 'order':
      return [executionReport(event)];
    case 'account':
      return [accountPosition(world, event.assets, event.at)];
    case 'transfer':
      return [{ e: 'balanceUpdate', E: event.at, a: event.asset, d: signedEight(event.amount), T: event.at }];
    case 'list':
      return [listStatus(event.list, event.at)];
    default:
      return [];
  }
}

function signedEight(amount: string): string {
  const [whole = '0', fraction = ''] = amount.split('.');
  return `${whole}.${fraction.padEnd(8, '0')}`;
}
