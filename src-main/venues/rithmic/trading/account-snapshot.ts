import type { AccountMode } from '../../../../src-shared/domain/account.ts';
import { type Fill, fillKey } from '../../../../src-shared/domain/fill.ts';
import type { OrderReference, OrderReport } from '../../../../src-shared/domain/order.ts';
import { type EpochMs, epochMs } from '../../../../src-shared/domain/time.ts';
import type { AccountSnapshot } from '../../trading.ts';
import type { AccountSide } from './account-side.ts';
import { hasEnded } from './order-life.ts';
import { rithmicDay } from './stamps.ts';

/** Lists of fills reach back further than anybody can page through at each comparison. */
const longestReachMs = 30 * 86_400_000;
/** Orders that the list of working ones does not name are looked up one by one, so many at most. */
const mostLookUps = 20;

export interface SnapshotParts {
  now(): EpochMs;
  noteTrouble(sentence: string): void;
}

/** Everything about one account, in several questions; each of them is merged with what the streams tell meanwhile. */
export async function takeSnapshot<Mode extends AccountMode>(
  side: AccountSide<Mode>,
  wantedSince: EpochMs,
  { now, noteTrouble }: SnapshotParts,
  signal?: AbortSignal,
): Promise<AccountSnapshot<Mode>> {
  const { ledger, questions, money, account } = side;
  const asOf = now();
  const since = epochMs(Math.max(wantedSince, asOf - longestReachMs));
  const heldBefore = new Set(open(ledger.reports()).map(({ venueOrderId }) => venueOrderId));
  const [listed] = await Promise.all([questions.openOrders(signal), money.refresh(signal)]);
  const isWhole = side.mayHaveMissed(asOf);
  const rows = await questions.history(since, asOf, isWhole, noteTrouble, signal);
  if (isWhole) side.comparedAt(asOf);
  const fillRows = await questions.fillRows(since, asOf, noteTrouble, signal);
  await lookUpMissing(side, listed, heldBefore, asOf, signal);

  const fills = new Map<string, Fill<Mode>>();
  const add = (fill: Fill<Mode> | undefined) => {
    if (fill !== undefined && fill.time >= since) fills.set(fillKey(fill), fill);
  };
  for (const row of fillRows) add(ledger.fillOfRow(row));
  for (const fill of ledger.fills()) add(fill);
  for (const row of rows) add(ledger.fillOf(row));

  const reports = ledger.reports();
  return {
    account: account.key,
    since,
    asOf,
    openOrders: open(reports),
    closedOrders: reports.filter(({ state, time }) => hasEnded(state) && time >= since),
    fills: [...fills.values()],
    positions: money.positions(),
    balances: money.balances(),
  };
}

/** An order that is not listed any more has ended somehow; its own history says how. An empty list alone proves nothing. */
async function lookUpMissing<Mode extends AccountMode>(
  { ledger, questions }: AccountSide<Mode>,
  listed: ReadonlySet<string>,
  heldBefore: ReadonlySet<string>,
  asOf: EpochMs,
  signal?: AbortSignal,
): Promise<void> {
  const missing = open(ledger.reports()).filter(
    ({ venueOrderId }) => heldBefore.has(venueOrderId) && !listed.has(venueOrderId),
  );
  for (const { venueOrderId, time } of missing.slice(0, mostLookUps)) {
    for (const date of new Set([rithmicDay(asOf), rithmicDay(time)])) {
      await questions.detail(venueOrderId, date, signal);
      const found = ledger.report(venueOrderId);
      if (found !== undefined && hasEnded(found.state)) break;
    }
  }
}

/** Among working orders, then everything of today, then its own history. Undefined: none of them has it. */
export async function findOrder<Mode extends AccountMode>(
  { ledger, questions }: AccountSide<Mode>,
  order: OrderReference<Mode>,
  now: EpochMs,
): Promise<OrderReport<Mode> | undefined> {
  const known = () => {
    const basketId = ledger.basketOf(order);
    return basketId === undefined ? undefined : ledger.report(basketId);
  };
  const listed = await questions.openOrders();
  const working = known();
  if (working !== undefined && (listed.has(working.venueOrderId) || hasEnded(working.state))) return working;
  await questions.today(ledger.basketOf(order));
  const found = known();
  if (found !== undefined && hasEnded(found.state)) return found;
  await questions.executions(now - 2 * 86_400_000, now);
  const basketId = ledger.basketOf(order);
  if (basketId !== undefined) await questions.detail(basketId, rithmicDay(found?.time ?? now));
  return known();
}

function open<Mode extends AccountMode>(reports: readonly OrderReport<Mode>[]): OrderReport<Mode>[] {
  return reports.filter(({ state }) => !hasEnded(state));
}
