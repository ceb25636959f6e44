import { type AccountKey, type AccountMode, accountName } from '../../src-shared/domain/account.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { InstrumentId } from '../../src-shared/domain/instrument.ts';
import {
  type BracketIntent,
  type BracketLegChange,
  type ChangeOutcome,
  canMove,
  type OcoIntent,
  type OcoOutcome,
  type OrderChange,
  type OrderIntent,
  type OrderReference,
  type OrderReport,
  type PlaceOutcome,
  type UnknownOutcome,
} from '../../src-shared/domain/order.ts';
import { type EpochMs, epochMs } from '../../src-shared/domain/time.ts';
import type { StoredOrder } from '../storage/trading-store.ts';
import type { TradingCapabilities } from '../venues/trading.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { assertBracket, assertLegChange, assertPlaceable, assertTrail } from './order-checks.ts';
import { progressOf } from './order-progress.ts';
import { type ExitWish, PositionExits } from './position-exits.ts';
import { settle } from './settle.ts';

/** Between two answers “no such order” that count. */
const betweenAnswersMs = 10_000;
/** How long after sending a venue without expiry may still come up with an order (O5). */
const lateAcceptMs = 60_000;
const expiryMarginMs = 5000;
/** What happened so lately may not be in the venue's answers yet (O8). */
const settleMs = 3000;
const mostTold = 10_000;

/**
 * Sends orders of one connection: stored before sent, sent at most once, and an order whose fate is unknown is asked for
 * until it is known (O1–O6). The risk guard and the kill switch stand in front of it.
 */
export class OrderGateway<Mode extends AccountMode> {
  readonly #parts: GatewayParts<Mode>;
  /** When the orders of this run that are unknown were sent, by the clock that never jumps. */
  readonly #sentAt = new Map<string, number>();
  /** First definite “no such order” of an unknown one, by the same clock. */
  readonly #missedAt = new Map<string, number>();
  /** When something was last stored of an order, by the same clock. */
  readonly #touchedAt = new Map<string, number>();
  /** What was recorded as odd in this run: the same again is not news, and no reason to ask the venue for ever. */
  readonly #told = new Set<string>();
  readonly #exits: PositionExits<Mode>;

  constructor(parts: GatewayParts<Mode>) {
    this.#parts = parts;
    this.#exits = new PositionExits(parts);
  }

  /** @throws Failure when the venue cannot take it or the intent could not be stored; then nothing was sent. */
  async place(intent: OrderIntent<Mode>, source: string): Promise<PlaceOutcome> {
    assertPlaceable(intent, this.#capabilities());
    return this.#sendOne(intent, source, () => this.#parts.trading.place(intent));
  }

  /** An entry with exits that the venue places as it fills. @throws Failure as `place` does. */
  async placeBracket(intent: BracketIntent<Mode>, source: string): Promise<PlaceOutcome> {
    const { trading } = this.#parts;
    const placeBracket = trading.placeBracket?.bind(trading);
    assertBracket(intent, this.#capabilities());
    if (placeBracket === undefined) throw new Failure('unsupported', 'This venue has no brackets.');
    return this.#sendOne(intent, source, () => placeBracket(intent));
  }

  /** @throws Failure when the venue cannot do that, or the order is ours and has no exits. */
  async moveBracketLeg(entry: OrderReference<Mode>, change: BracketLegChange): Promise<ChangeOutcome> {
    const { trading, repository } = this.#parts;
    const move = trading.moveBracketLeg?.bind(trading);
    assertLegChange(change, this.#capabilities());
    const intent = repository.order(entry.clientOrderId)?.intent;
    if (intent !== undefined && !('targets' in intent)) {
      throw new Failure('invalid', 'This order was sent without exits.');
    }
    if (move === undefined)
      throw new Failure('unsupported', 'This venue cannot move the exits of a bracket.');
    return this.#acted(entry, () => move(entry, change));
  }

  /** Has the venue close what is held of one market. @throws Failure when refused here; then nothing was sent. */
  exitPosition(wish: ExitWish<Mode>, source: string): Promise<ChangeOutcome> {
    return this.#exits.exit(wish, source);
  }

  #sendOne(
    intent: OrderIntent<Mode>,
    source: string,
    act: () => Promise<PlaceOutcome>,
  ): Promise<PlaceOutcome> {
    return this.#send([intent.clientOrderId], intent, source, {
      act,
      keep: (outcome) =>
        this.#outcome(
          intent.clientOrderId,
          intent.account,
          outcome,
          outcome.outcome === 'acknowledged' ? outcome.venueOrderId : null,
        ),
    });
  }

  async placeOco(intent: OcoIntent<Mode>, source: string): Promise<OcoOutcome> {
    const ids = [intent.target.clientOrderId, intent.stop.clientOrderId];
    return this.#send(ids, intent, source, {
      act: () => this.#parts.trading.placeOco(intent),
      keep: async (outcome) => {
        for (const [index, id] of ids.entries()) {
          // Where the venue keeps the pair as one order, it goes by the target's id.
          const venueId = outcome.outcome === 'acknowledged' ? (outcome.venueOrderIds[index] ?? null) : null;
          const isOneOrder = outcome.outcome === 'acknowledged' && venueId === null;
          if (isOneOrder)
            await this.#event(id, 'not-placed', 'The venue keeps the pair as one order, the target.');
          else await this.#outcome(id, intent.account, outcome, venueId);
        }
      },
    });
  }

  async modify(order: OrderReference<Mode>, change: OrderChange): Promise<ChangeOutcome> {
    assertTrail(change.terms, this.#capabilities());
    return this.#acted(order, () => this.#parts.trading.modify(order, change));
  }

  cancel(order: OrderReference<Mode>): Promise<ChangeOutcome> {
    return this.#acted(order, () => this.#parts.trading.cancel(order));
  }

  async cancelAll(account: AccountKey<Mode>): Promise<ChangeOutcome> {
    const outcome = await settle(() => this.#parts.trading.cancelAll(account));
    this.#parts.askForReconciliation(account);
    return outcome;
  }

  /** O6: while one of its orders is of unknown fate, an instrument takes no automated order. */
  hasUnknown(account: AccountKey<Mode>, instrument: InstrumentId): boolean {
    const hasOrder = this.#parts.repository
      .unfinished(account)
      .some(
        (order) => order.instrument === instrument && ['intent', 'sent', 'unknown'].includes(order.state),
      );
    return hasOrder || this.#exits.hasUnknown(account, instrument);
  }

  /** From the stream, a snapshot, or an answer. Orders that are not ours are none of its business. */
  async report(report: OrderReport<Mode>): Promise<void> {
    const id = report.clientOrderId;
    if (id === undefined) return;
    await this.#parts.inHand.inTurn(id, async () => {
      const { repository, world, onChanged } = this.#parts;
      const order = repository.order(id);
      if (order === undefined || accountName(order.account) !== accountName(report.account)) return;
      this.#missedAt.delete(id);
      this.#sentAt.delete(id);
      const progress = progressOf(order, report);
      if (progress.kind === 'nothing') return;
      if (progress.kind === 'anomaly') {
        await this.#tellAnomaly(order, progress.sentence);
        return;
      }
      await repository.addEvent({ ...progress.event, clientOrderId: order.clientOrderId, at: world.now() });
      this.#touchedAt.set(id, world.monotonicMs());
      onChanged(report.account);
    });
  }

  /**
   * Asks the venue about every order whose end is not known to us and that the snapshot did not show. Answers of how many
   * the fate remains unknown. A question that fails leaves things as they are, and so does “no such order” about one from
   * before `forgottenBefore`, which the venue no longer remembers. One that it had accepted and does not know any more is
   * told once: that it is not open is known, and no more will be.
   */
  async resolve(
    account: AccountKey<Mode>,
    shown: ReadonlySet<string>,
    forgottenBefore: EpochMs,
  ): Promise<number> {
    const { repository, trading } = this.#parts;
    this.#forgetSettled();
    let unknown = await this.#exits.resolve(account);
    for (const order of repository.unfinished(account)) {
      const id = order.clientOrderId;
      if (shown.has(id) || this.#parts.inHand.isOnItsWay(id)) continue;
      const wasAccepted = order.venueOrderId !== null;
      if (wasAccepted && this.#touchedAt.has(id)) continue;
      const reference: OrderReference<Mode> = {
        account,
        instrument: order.instrument,
        clientOrderId: order.clientOrderId,
        ...(order.venueOrderId === null ? {} : { venueOrderId: order.venueOrderId }),
      };
      try {
        const report = await trading.findOrder(reference);
        if (report !== undefined) await this.report({ ...report, clientOrderId: order.clientOrderId });
        else if (wasAccepted)
          await this.#tellAnomaly(order, 'The venue no longer knows an order it had accepted.', false);
        else if (order.at < forgottenBefore || !(await this.#notFound(order))) unknown += 1;
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        unknown += 1;
      }
    }
    return unknown;
  }

  /** After a start: what was stored but has no answer may have been sent. What is on its way now will have one. */
  async adopt(account: AccountKey<Mode>): Promise<void> {
    for (const { clientOrderId, state } of this.#parts.repository.unfinished(account)) {
      if (this.#parts.inHand.isOnItsWay(clientOrderId)) continue;
      if (state === 'intent' || state === 'sent') {
        await this.#event(clientOrderId, 'unknown', 'Tidemark ended before an answer came.');
      }
    }
  }

  #capabilities(): TradingCapabilities {
    const { capabilities } = this.#parts;
    if (capabilities === null)
      throw new Failure('unsupported', 'Nothing can be traded through this connection.');
    return capabilities;
  }

  /** True when it is now known not to exist. */
  async #notFound(order: StoredOrder): Promise<boolean> {
    const { world, askForReconciliation } = this.#parts;
    const id = order.clientOrderId;
    const now = world.monotonicMs();
    const expiry = 'sendBefore' in order.intent ? order.intent.sendBefore : undefined;
    const mayArriveForMs = expiry === undefined ? lateAcceptMs : expiry + expiryMarginMs - order.at;
    const sentAt = this.#sentAt.get(id);
    // Of an order from before the last start, only the wall clock knows.
    const passedMs = sentAt === undefined ? world.now() - order.at : now - sentAt;
    if (passedMs < mayArriveForMs) return false;
    const first = this.#missedAt.get(id);
    if (first === undefined) this.#missedAt.set(id, now);
    if (first === undefined || now - first < betweenAnswersMs) {
      askForReconciliation(order.account as AccountKey<Mode>);
      return false;
    }
    this.#missedAt.delete(id);
    this.#sentAt.delete(id);
    await this.#event(id, 'not-placed', 'The venue said twice that it has no such order.');
    return true;
  }

  /** Stored, then sent once, then the answer kept: for one order or a pair. */
  async #send<Outcome extends PlaceOutcome | OcoOutcome>(
    ids: readonly string[],
    intent: OrderIntent<Mode> | OcoIntent<Mode>,
    source: string,
    how: { act(): Promise<Outcome>; keep(outcome: Outcome | UnknownOutcome): Promise<void> },
  ): Promise<Outcome | UnknownOutcome> {
    const { world, askForReconciliation, inHand } = this.#parts;
    const arrive = inHand.send(ids);
    try {
      await this.#store(ids, intent, source);
      for (const id of ids) await this.#event(id, 'sent', '');
      for (const id of ids) this.#sentAt.set(id, world.monotonicMs());
      const outcome = await settle(how.act);
      if (outcome.outcome !== 'unknown') for (const id of ids) this.#sentAt.delete(id);
      // From here on it may be at the venue: whoever asked must hear what became of it, whatever our own disk does.
      await how.keep(outcome).catch((error: unknown) => {
        world.log('trading.answer-not-stored', { error });
        askForReconciliation(intent.account);
      });
      return outcome;
    } finally {
      arrive();
    }
  }

  async #tellAnomaly(order: StoredOrder, sentence: string, isToBeAsked = true): Promise<void> {
    const { repository, world, askForReconciliation } = this.#parts;
    const what = `${order.clientOrderId} ${sentence}`;
    if (this.#told.has(what)) return;
    await repository.addAnomaly(order.account, sentence, world.now());
    if (this.#told.size >= mostTold) this.#told.clear();
    this.#told.add(what);
    if (isToBeAsked) askForReconciliation(order.account as AccountKey<Mode>);
  }

  #forgetSettled(): void {
    const now = this.#parts.world.monotonicMs();
    for (const [id, at] of this.#touchedAt) if (now - at >= settleMs) this.#touchedAt.delete(id);
  }

  async #store(
    ids: readonly string[],
    intent: OrderIntent<Mode> | OcoIntent<Mode>,
    source: string,
  ): Promise<void> {
    const { repository, connection, world } = this.#parts;
    const at = world.now();
    await repository.addIntents(
      ids.map((id) => ({
        clientOrderId: id as OrderIntent['clientOrderId'],
        account: intent.account,
        instrument: intent.instrument,
        intent,
        source,
        connection,
        at,
      })),
    );
  }

  async #outcome(
    clientOrderId: string,
    account: AccountKey<Mode>,
    outcome: PlaceOutcome | OcoOutcome,
    venueOrderId: string | null,
  ): Promise<void> {
    if (outcome.outcome === 'acknowledged') {
      await this.#event(clientOrderId, 'acknowledged', '', venueOrderId);
    } else if (outcome.outcome === 'rejected') {
      await this.#event(clientOrderId, 'rejected', `${outcome.reason} (${outcome.code})`);
    } else {
      await this.#event(clientOrderId, 'unknown', outcome.detail);
      this.#parts.askForReconciliation(account);
    }
  }

  /** An own event, unless the stream was faster: what is known already is never taken back. */
  async #event(
    clientOrderId: string,
    state: 'sent' | 'acknowledged' | 'rejected' | 'unknown' | 'not-placed',
    detail: string,
    venueOrderId: string | null = null,
  ): Promise<void> {
    await this.#parts.inHand.inTurn(clientOrderId, async () => {
      const { repository, world, onChanged } = this.#parts;
      const order = repository.order(clientOrderId);
      if (order === undefined) return;
      const isAhead = !['intent', 'sent', 'unknown'].includes(order.state);
      const at = epochMs(world.now());
      this.#touchedAt.set(clientOrderId, world.monotonicMs());
      if (isAhead && state === 'rejected' && order.state !== 'rejected') {
        await this.#tellAnomaly(
          order,
          `An order that is ${order.state} was refused in the answer: ${detail}`,
        );
        return;
      }
      if (isAhead || order.state === state) {
        // Only the venue's id may be news.
        if (venueOrderId === null || order.venueOrderId !== null) return;
        await repository.addEvent({
          clientOrderId: order.clientOrderId,
          state: order.state,
          venueOrderId,
          filledQuantity: null,
          detail,
          at,
        });
      } else if (!canMove(order.state, state)) {
        await this.#tellAnomaly(
          order,
          `An order that is ${order.state} cannot become ${state}; it was set aside.`,
        );
        return;
      } else {
        await repository.addEvent({
          clientOrderId: order.clientOrderId,
          state,
          venueOrderId,
          filledQuantity: null,
          detail: detail.slice(0, 300),
          at,
        });
      }
      onChanged(order.account as AccountKey<Mode>);
    });
  }

  async #acted(order: OrderReference<Mode>, act: () => Promise<ChangeOutcome>): Promise<ChangeOutcome> {
    const outcome = await settle(act);
    if (outcome.outcome !== 'acknowledged') this.#parts.askForReconciliation(order.account);
    return outcome;
  }
}
