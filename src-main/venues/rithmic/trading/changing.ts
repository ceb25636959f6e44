import type { AccountKey, AccountMode } from '../../../../src-shared/domain/account.ts';
import { Failure } from '../../../../src-shared/domain/failure.ts';
import type {
  BracketLegChange,
  ChangeOutcome,
  OrderChange,
  OrderReference,
  Refusal,
  UnknownOutcome,
} from '../../../../src-shared/domain/order.ts';
import type { OrderAnswer } from '../plant/plant.ts';
import { fieldsOf } from './account-list.ts';
import type { AccountSide } from './account-side.ts';
import { findOrder } from './account-snapshot.ts';
import { type Acting, type ActingParts, acknowledged } from './acting.ts';
import { encodeChange } from './encode.ts';
import { checkQuantity, checkTerms, isTicks } from './order-checks.ts';
import { hasEnded } from './order-life.ts';
import { placements } from './order-words.ts';
import { refused } from './refusals.ts';
import { Turns } from './turns.ts';

/** Rithmic takes one change of an order at a time; what it is busy with is done within moments. */
const busyPauseMs = 300;
const mostBusyTries = 10;

/** What changes or ends orders that are there. */
export function createChanging<Mode extends AccountMode>(parts: ActingParts<Mode>, acting: Acting<Mode>) {
  const { plant, userType } = parts;
  const changes = new Turns();

  /** Sends a change once for each time that Rithmic says it is busy with the one before, which it did nothing of. */
  async function actInTurn(name: string, send: () => Promise<OrderAnswer>): Promise<ChangeOutcome> {
    return changes.take(name, async () => {
      for (let attempt = 1; ; attempt += 1) {
        const outcome = await acting.judge(send(), acknowledged);
        const isBusy = outcome.outcome === 'rejected' && outcome.code === 'change-in-progress';
        if (!isBusy || attempt >= mostBusyTries) return outcome;
        await new Promise<void>((resolve) => parts.after(busyPauseMs, resolve));
      }
    });
  }

  /** Rithmic's own name of an order, looked for where we do not know it. */
  async function basketOf(
    side: AccountSide<Mode>,
    order: OrderReference<Mode>,
  ): Promise<string | Refusal | UnknownOutcome> {
    const known = side.ledger.basketOf(order);
    if (known !== undefined) return known;
    try {
      const found = await findOrder(side, order, parts.now());
      return found?.venueOrderId ?? refused('local:unknown-order', 'Rithmic does not know this order.');
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return { outcome: 'unknown', detail: error.message };
    }
  }

  function endedAlready(side: AccountSide<Mode>, basketId: string): Refusal | undefined {
    const report = side.ledger.report(basketId);
    return report !== undefined && hasEnded(report.state)
      ? refused('local:ended', `This order has ended already: ${report.state}.`)
      : undefined;
  }

  async function modify(order: OrderReference<Mode>, change: OrderChange): Promise<ChangeOutcome> {
    const side = await acting.side(order.account);
    if ('outcome' in side) return side;
    const found = await acting.way(side, order.instrument);
    if ('outcome' in found) return found;
    const basketId = await basketOf(side, order);
    if (typeof basketId !== 'string') return basketId;
    const wrong =
      endedAlready(side, basketId) ??
      checkQuantity(change.quantity, side.money.keeper.mostPerOrder) ??
      checkTerms(change.terms, found.instrument.tickSize);
    if (wrong !== undefined) return wrong;
    const type = side.ledger.report(basketId)?.terms?.type;
    if (type !== undefined && type !== change.terms.type)
      return refused(
        'local:kind',
        `A ${type} order cannot become a ${change.terms.type} order. Cancel it and place another.`,
      );
    const fields = encodeChange(change, {
      account: found.way.account,
      contract: found.way.contract,
      basketId,
      origin: side.ledger.placedAs(basketId)?.origin ?? 'manual',
    });
    return actInTurn(basketId, () => plant.order('RequestModifyOrder', fields));
  }

  async function cancel(order: OrderReference<Mode>): Promise<ChangeOutcome> {
    const side = await acting.side(order.account);
    if ('outcome' in side) return side;
    const basketId = await basketOf(side, order);
    if (typeof basketId !== 'string') return basketId;
    return endedAlready(side, basketId) ?? cancelBasket(side, basketId);
  }

  async function cancelBasket(side: AccountSide<Mode>, basketId: string): Promise<ChangeOutcome> {
    const fields = {
      ...fieldsOf(side.account),
      basket_id: basketId,
      manual_or_auto: placements[side.ledger.placedAs(basketId)?.origin ?? 'manual'],
    };
    // Not in turn: a cancel does not wait behind a change that hangs.
    return acting.judge(plant.order('RequestCancelOrder', fields), acknowledged);
  }

  async function cancelAll(key: AccountKey<Mode>): Promise<ChangeOutcome> {
    const side = await acting.side(key);
    if ('outcome' in side) return side;
    const fields = { ...fieldsOf(side.account), user_type: userType(), manual_or_auto: placements.manual };
    return acting.judge(plant.order('RequestCancelAllOrders', fields), acknowledged);
  }

  async function moveBracketLeg(
    entry: OrderReference<Mode>,
    change: BracketLegChange,
  ): Promise<ChangeOutcome> {
    const side = await acting.side(entry.account);
    if ('outcome' in side) return side;
    if (!isTicks(change.fromTicks) || !isTicks(change.toTicks))
      return refused('local:bracket', 'A leg stands a whole number of ticks from the entry, at least one.');
    const basketId = await basketOf(side, entry);
    if (typeof basketId !== 'string') return basketId;
    const leg = { ...fieldsOf(side.account), basket_id: basketId, level: change.fromTicks };
    return actInTurn(basketId, () =>
      change.leg === 'target'
        ? plant.order('RequestUpdateTargetBracketLevel', { ...leg, target_ticks: change.toTicks })
        : plant.order('RequestUpdateStopBracketLevel', { ...leg, stop_ticks: change.toTicks }),
    );
  }

  return { modify, cancel, cancelBasket, cancelAll, moveBracketLeg };
}
