import { type AccountKey, type AccountMode, accountName } from '../../src-shared/domain/account.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { InstrumentId } from '../../src-shared/domain/instrument.ts';
import type { ChangeOutcome, OrderIntent } from '../../src-shared/domain/order.ts';
import type { ActState, StoredAct } from '../storage/trading-store.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { settle } from './settle.ts';

/** What a person or a script wants closed. */
export interface ExitWish<Mode extends AccountMode = AccountMode> {
  /** One user action, one id, made once. */
  readonly id: string;
  readonly account: AccountKey<Mode>;
  readonly instrument: InstrumentId;
  readonly origin: OrderIntent['origin'];
}

/** How long after sending an exit may still come into force at the venue (O5). */
const lateAcceptMs = 60_000;
/** The same wish again so soon is a finger that slipped: two exits of one position could turn it round. */
const duplicateMs = 2000;

/**
 * Positions that the venue itself closes. The venue makes the order, so there is no id of ours to ask for it by: the act is
 * stored before it is sent (O1), sent at most once (O5), and while its fate is not known the market takes no other. What
 * became of it is told by orders, fills and positions; once these were read late enough after it, it is settled.
 */
export class PositionExits<Mode extends AccountMode> {
  readonly #parts: GatewayParts<Mode>;
  readonly #onTheirWay = new Set<string>();
  /** By id, when it was sent in this run, by the clock that never jumps. */
  readonly #sentAt = new Map<string, number>();
  /** Those that a reading ended late enough after: the next one begins late enough, too. */
  readonly #isLate = new Set<string>();
  /** By account and market, when the last one was taken. */
  readonly #takenAt = new Map<string, number>();

  constructor(parts: GatewayParts<Mode>) {
    this.#parts = parts;
  }

  /** @throws Failure when it is refused here or could not be stored; then nothing was sent. */
  async exit(wish: ExitWish<Mode>, source: string): Promise<ChangeOutcome> {
    const { repository, trading, capabilities, connection, world } = this.#parts;
    const { id, account, instrument, origin } = wish;
    const closing = trading.exitPosition?.bind(trading);
    if (capabilities?.canExitPosition !== true || closing === undefined) {
      throw new Failure(
        'unsupported',
        'This venue closes no positions by itself. Send an order the other way.',
      );
    }
    const market = marketOf(wish);
    if (this.#onTheirWay.has(market) || this.hasUnknown(account, instrument)) {
      throw new Failure(
        'invalid',
        'Closing this position was asked for already, and what became of that is not known yet.',
      );
    }
    const takenAt = this.#takenAt.get(market);
    if (takenAt !== undefined && world.monotonicMs() - takenAt < duplicateMs) {
      throw new Failure('invalid', 'Closing this position was asked for a moment ago.');
    }
    this.#onTheirWay.add(market);
    try {
      await repository.addAct({
        id,
        account,
        instrument,
        kind: 'exit-position',
        origin,
        source,
        connection,
        at: world.now(),
      });
      await this.#event(id, 'sent', '');
      this.#sentAt.set(id, world.monotonicMs());
      const outcome = await settle(() => closing(account, instrument, origin));
      this.#takenAt.set(market, world.monotonicMs());
      // It may be at the venue: whoever asked must hear what became of it, whatever our own disk does.
      await this.#event(id, outcome.outcome, wordsOf(outcome)).catch((error: unknown) =>
        world.log('trading.answer-not-stored', { error }),
      );
      return outcome;
    } finally {
      this.#onTheirWay.delete(market);
      this.#parts.askForReconciliation(account);
    }
  }

  /** O6: an exit whose fate is not known. */
  hasUnknown(account: AccountKey<Mode>, instrument: InstrumentId): boolean {
    return this.#parts.repository.openActs(account).some((act) => act.instrument === instrument);
  }

  /** The venue's orders, fills and positions were just read. Answers of how many the fate remains unknown. */
  async resolve(account: AccountKey<Mode>): Promise<number> {
    let unknown = 0;
    for (const act of this.#parts.repository.openActs(account)) {
      if (this.#onTheirWay.has(marketOf(act))) continue;
      // What was just read may have been asked for a while ago.
      const isRead = this.#isLate.has(act.id);
      if (this.#passedMs(act) >= lateAcceptMs) this.#isLate.add(act.id);
      if (!isRead) {
        unknown += 1;
        continue;
      }
      await this.#event(act.id, 'checked', 'Orders and positions were read after it.');
      this.#sentAt.delete(act.id);
      this.#isLate.delete(act.id);
      this.#parts.onChanged(account);
    }
    return unknown;
  }

  /** Of an act from before the last start, only the wall clock knows. */
  #passedMs({ id, at }: StoredAct): number {
    const { world } = this.#parts;
    const sentAt = this.#sentAt.get(id);
    return sentAt === undefined ? world.now() - at : world.monotonicMs() - sentAt;
  }

  #event(id: string, state: ActState, detail: string): Promise<void> {
    const { repository, world } = this.#parts;
    return repository.addActEvent(id, state, detail.slice(0, 300), world.now());
  }
}

function marketOf({ account, instrument }: Pick<StoredAct, 'account' | 'instrument'>): string {
  return `${accountName(account)} ${instrument}`;
}

function wordsOf(outcome: ChangeOutcome): string {
  if (outcome.outcome === 'rejected') return `${outcome.reason} (${outcome.code})`;
  return outcome.outcome === 'unknown' ? outcome.detail : '';
}
