import type { AccountKey } from '../../src-shared/domain/account.ts';
import type { Fill } from '../../src-shared/domain/fill.ts';
import type { InstrumentId } from '../../src-shared/domain/instrument.ts';
import type { ClientOrderId, OcoIntent, OrderIntent, OrderState } from '../../src-shared/domain/order.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';

/** What was decided, before anything was sent. Of a pair, both legs have a row, each with the whole pair. */
export interface StoredIntent {
  readonly clientOrderId: ClientOrderId;
  readonly account: AccountKey;
  readonly instrument: InstrumentId;
  readonly intent: OrderIntent | OcoIntent;
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

export interface FillPage {
  /** Newest first. Synthetic fills that a real one replaced are left out. */
  readonly fills: readonly Fill[];
  readonly hasOlder: boolean;
}

/** Orders and fills in journal.db. Every promise resolves after the commit. */
export interface TradingRepository {
  /** O1: resolves when it is on the disk. @throws Failure `invalid` for a client id that was used before. */
  addIntents(intents: readonly StoredIntent[]): Promise<void>;
  addEvent(event: OrderEvent): Promise<void>;
  order(clientOrderId: string): StoredOrder | undefined;
  /** Orders of ours that may still change: everything but rejected, filled, cancelled, expired, not-placed. */
  unfinished(account: AccountKey): readonly StoredOrder[];
  /** O7: records those that are new and answers them; a duplicate changes nothing. */
  addFills(fills: readonly Fill[], recordedAt: EpochMs): Promise<readonly Fill[]>;
  fills(query: {
    readonly account: string;
    readonly before: EpochMs | null;
    readonly limit: number;
  }): FillPage;
  /** Sum of what is booked of one order, as decimals. */
  fillsOfOrder(account: AccountKey, venueOrderId: string): readonly Fill[];
  addAnomaly(account: AccountKey, sentence: string, at: EpochMs): Promise<void>;
  /** Up to when the venue's word and ours agreed; reconciliation asks from here, minus an overlap (O8). */
  confirmedUntil(account: AccountKey): EpochMs | undefined;
  confirm(account: AccountKey, until: EpochMs): Promise<void>;
}
