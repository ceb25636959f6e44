import type { AccountKey } from '../../../src-shared/domain/account.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { Fill } from '../../../src-shared/domain/fill.ts';
import type { OrderReference, OrderReport } from '../../../src-shared/domain/order.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import { dayMs } from '../../../src-shared/domain/timeframe.ts';
import type { AccountSnapshot } from '../trading.ts';
import { balancesOf, belongsTo } from './accounts.ts';
import { fillOf, orderReport, tagOf } from './decode-order.ts';
import { heldPositions, isFlat, positionsOf } from './decode-portfolio.ts';
import { triggerNumber, triggerOrderId } from './decode-trigger.ts';
import { lastIndianClock } from './indian-time.ts';
import type { KiteRest } from './rest.ts';
import { kiteNameOf } from './symbols.ts';
import type { TriggerBook } from './trigger-book.ts';
import type { OrderWire, TradeWire } from './wire.ts';

/* The questions about orders: one order, or everything. Zerodha tells of today only. */

export interface ReaderParts {
  readonly rest: Pick<KiteRest, 'orders' | 'trades' | 'triggers' | 'positions' | 'holdings' | 'margins'>;
  readonly triggers: TriggerBook;
  userId(): string;
  now(): EpochMs;
}

const working = new Set(['acknowledged', 'open', 'partial']);

export function isWorking({ state }: OrderReport): boolean {
  return working.has(state);
}

/** Today's orders by id, those that a GTT has placed included, and what the GTTs are. */
export async function readOrders(
  { rest, triggers, userId }: ReaderParts,
  signal?: AbortSignal,
): Promise<{ readonly wires: readonly OrderWire[]; readonly reports: readonly OrderReport<'live'>[] }> {
  const [wires, list] = await Promise.all([rest.orders(signal), rest.triggers(signal)]);
  triggers.update(list);
  const byId = new Map<string, OrderReport<'live'>>();
  for (const wire of wires) {
    const report = orderReport(wire, userId());
    if (report !== undefined) byId.set(wire.order_id, report);
  }
  const kept = list.map((trigger) => triggers.report(trigger, userId(), byId));
  const own = [...byId.values()].filter(({ venueOrderId }) => triggers.parentOf(venueOrderId) === undefined);
  return { wires, reports: [...own, ...kept.filter((report) => report !== undefined)] };
}

/** @throws Failure `unavailable` when Zerodha's answer leaves open whether there is such an order. */
export async function findOrder(
  parts: ReaderParts,
  { clientOrderId, venueOrderId, instrument }: OrderReference<'live'>,
): Promise<OrderReport<'live'> | undefined> {
  const { triggers } = parts;
  const { reports } = await readOrders(parts);
  if (venueOrderId !== undefined) {
    const found = reports.find((report) => report.venueOrderId === venueOrderId);
    if (found !== undefined) return { clientOrderId, ...found };
    if (triggerNumber(venueOrderId) !== undefined) return undefined;
    throw new Failure(
      'unavailable',
      `Zerodha tells only of today’s orders, and ${venueOrderId} is not among them.`,
      { data: { code: 'earlier-day' } },
    );
  }
  const tagged = reports
    .filter((report) => report.clientOrderId === clientOrderId)
    .toSorted((a, b) => b.time - a.time)[0];
  if (tagged !== undefined) return tagged;
  const attempted = triggers.findAttempt(clientOrderId);
  if (attempted !== undefined) {
    const found = reports.find((report) => report.venueOrderId === triggerOrderId(attempted.id));
    return found === undefined ? undefined : { ...found, clientOrderId };
  }
  const name = kiteNameOf(instrument);
  if (name === undefined || triggers.isAttempted(clientOrderId)) return undefined;
  // After a restart nobody remembers what was sent, and a GTT cannot carry our id.
  const [strange] = triggers.unclaimed(name.exchange, name.tradingsymbol, parts.now() - dayMs);
  if (strange === undefined) return undefined;
  throw new Failure(
    'unavailable',
    `The GTT ${strange.id} on ${instrument}, made ${strange.created_at} IST, may be this order: GTTs carry no id of ours. Look at it on Kite.`,
    { data: { code: 'ambiguous-trigger', triggerId: strange.id } },
  );
}

/** Where today begins for Zerodha's lists: they are emptied between midnight and the morning. */
export function listsBegin(now: EpochMs): EpochMs {
  return epochMs(Math.max(lastIndianClock(now, 0), lastIndianClock(now, 6 * 60)));
}

export async function readAccount(
  parts: ReaderParts,
  account: AccountKey<'live'>,
  asked: EpochMs,
  signal?: AbortSignal,
): Promise<AccountSnapshot<'live'>> {
  const { rest, userId } = parts;
  const asOf = parts.now();
  const since = epochMs(Math.max(asked, listsBegin(asOf)));
  const [orders, trades, positions, holdings, margins] = await Promise.all([
    readOrders(parts, signal),
    rest.trades(signal),
    rest.positions(signal),
    rest.holdings(signal),
    rest.margins(signal),
  ]);
  const mine = orders.reports.filter(({ instrument }) => belongsTo(account, instrument));
  const held = [...positionsOf(positions.net, userId(), asOf), ...heldPositions(holdings, userId(), asOf)];
  return {
    account,
    since,
    asOf,
    openOrders: mine.filter(isWorking),
    closedOrders: mine.filter((report) => !isWorking(report) && report.time >= since),
    fills: fillsOf(parts, trades, orders.wires).filter(
      ({ instrument, time }) => belongsTo(account, instrument) && time >= since,
    ),
    positions: held.filter((position) => belongsTo(account, position.instrument) && !isFlat(position)),
    balances: balancesOf(account, margins),
  };
}

/** Trades name their order, and the order our id; what a GTT's order traded is told under the GTT. */
export function fillsOf(
  { triggers, userId }: Pick<ReaderParts, 'triggers' | 'userId'>,
  trades: readonly TradeWire[],
  orders: readonly Pick<OrderWire, 'order_id' | 'tag' | 'tags'>[],
): readonly Fill<'live'>[] {
  const tags = new Map(orders.map((order) => [order.order_id, tagOf(order)]));
  return trades.flatMap((trade) => {
    const parent = triggers.parentOf(trade.order_id);
    const id = parent === undefined ? tags.get(trade.order_id) : triggers.ownerOf(parent);
    const fill = fillOf(trade, userId(), id);
    if (fill === undefined) return [];
    return [parent === undefined ? fill : { ...fill, venueOrderId: triggerOrderId(parent) }];
  });
}
