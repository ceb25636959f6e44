import type { AccountKey, AccountTag } from '../../src-shared/domain/account.ts';
import type { Fill } from '../../src-shared/domain/fill.ts';
import type { InstrumentId } from '../../src-shared/domain/instrument.ts';
import type {
  BracketIntent,
  ClientOrderId,
  OcoIntent,
  OrderIntent,
  OrderState,
} from '../../src-shared/domain/order.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';

/** What was decided, before anything was sent. Of a pair, both legs have a row, each with the whole pair. */
export interface StoredIntent {
  readonly clientOrderId: ClientOrderId;
  readonly account: AccountKey;
  readonly instrument: InstrumentId;
  readonly intent: OrderIntent | OcoIntent | BracketIntent;
  /** `ticket`, `script:…`: who asked. */
  readonly source: string;
  /** The saved connection it was to go through. */
  readonly connection: string;
  readonly at: EpochMs;
}

export interface OrderEvent {
  readonly clientOrderId: ClientOrderId;
  readonly state: OrderState;
  readonly venueOrderId: string | null;
  readonly filledQuantity: string | null;
  /** In words: the venue's reason, what was found. */
  readonly detail: string;
  readonly at: EpochMs;
}

/** An order of ours and the newest that is known of it. */
export interface StoredOrder extends StoredIntent {
  readonly state: OrderState;
  readonly venueOrderId: string | null;
  readonly filledQuantity: string | null;
  readonly detail: string;
  readonly changedAt: EpochMs;
}

/** A place in the list of fills: many may share a millisecond, so a moment alone is none. */
export interface FillCursor {
  readonly time: EpochMs;
  /** As by `fillKey`. */
  readonly key: string;
}

export interface FillPage {
  /**
   * Newest first, those of one moment by key. Of synthetic fills only what no real one explains is in it; fees are the
   * last that was told.
   */
  readonly fills: readonly Fill[];
  readonly hasOlder: boolean;
}

/** What came of adding fills. */
export interface FillsBooked {
  /** Those that were new, in their order. */
  readonly added: readonly Fill[];
  /** Known ones whose fee came only now, or came otherwise. */
  readonly corrected: readonly Fill[];
  /** How much of what synthetic ones stood for a new one explains, by `fillKey`, where it is anything. */
  readonly explained: ReadonlyMap<string, string>;
}

/**
 * Something that the venue was asked to do to an account and that makes orders of the venue's own, such as closing a
 * position. It has no order id of ours, so it is kept by an id of its own.
 */
export interface TradingAct {
  /** One user action, one id, unique for ever. */
  readonly id: string;
  readonly account: AccountKey;
  readonly instrument: InstrumentId;
  readonly kind: 'exit-position';
  readonly origin: OrderIntent['origin'];
  readonly source: string;
  readonly connection: string;
  readonly at: EpochMs;
}

/** `sent` may be followed by what became of it; `checked` ends an unknown one: positions were read after it. */
export type ActState = 'intent' | 'sent' | 'acknowledged' | 'rejected' | 'unknown' | 'checked';

export interface StoredAct extends TradingAct {
  readonly state: ActState;
  readonly detail: string;
}

/** An order by the venue's name of it, which some venues give anew in every market. */
export interface VenueOrder {
  readonly account: AccountKey;
  readonly instrument: InstrumentId;
  readonly venueOrderId: string;
}

/** Orders and fills in journal.db. Every promise resolves after the commit. */
export interface TradingRepository {
  /** O1: resolves when it is on the disk. @throws Failure `invalid` for a client id that was used before. */
  addIntents(intents: readonly StoredIntent[]): Promise<void>;
  addEvent(event: OrderEvent): Promise<void>;
  order(clientOrderId: string): StoredOrder | undefined;
  /** Which of these ids are orders of ours, with the whole entry of those that have exits. */
  ours(clientOrderIds: readonly string[]): ReadonlyMap<string, BracketIntent | undefined>;
  /** Orders of ours that may still change: everything but rejected, filled, cancelled, expired, not-placed. */
  unfinished(account: AccountKey): readonly StoredOrder[];
  /** The same of all accounts. */
  allUnfinished(): readonly StoredOrder[];
  /**
   * O7: records those that are new. Of a known one at most a fee is news, which is recorded as a correction (J8). A real
   * one takes the place of as much synthetic quantity of its order.
   */
  addFills(fills: readonly Fill[], recordedAt: EpochMs): Promise<FillsBooked>;
  /** `account` empty for all; only what comes after `before` in the list. */
  fills(query: {
    readonly account: string;
    readonly before: FillCursor | null;
    readonly limit: number;
  }): FillPage;
  /** What is booked of one order; of synthetic ones, what no real one explains. */
  fillsOfOrder(order: VenueOrder): readonly Fill[];
  addAnomaly(account: AccountKey, sentence: string, at: EpochMs): Promise<void>;
  /** Up to when the venue's word and ours agreed; reconciliation asks from here, minus an overlap (O8). */
  confirmedUntil(account: AccountKey): EpochMs | undefined;
  confirm(account: AccountKey, until: EpochMs): Promise<void>;
  /** O1: resolves when it is on the disk. @throws Failure `invalid` for an id that was used before. */
  addAct(act: TradingAct): Promise<void>;
  addActEvent(id: string, state: ActState, detail: string, at: EpochMs): Promise<void>;
  /** Acts of which the fate is not known: neither answered nor checked since. */
  openActs(account: AccountKey): readonly StoredAct[];
  /** By `accountName`, those that somebody has set. */
  tags(): ReadonlyMap<string, AccountTag>;
  setTag(account: string, tag: AccountTag, at: EpochMs): Promise<void>;
}
