import type { AccountKey, AccountMode } from './account.ts';
import type { InstrumentId } from './instrument.ts';
import type { Money } from './money.ts';
import type { ClientOrderId, OrderSide } from './order.ts';
import type { EpochMs } from './time.ts';

/** What tells one execution from every other (O7). */
export interface FillIdentity<Mode extends AccountMode = AccountMode> {
  readonly account: AccountKey<Mode>;
  readonly instrument: InstrumentId;
  /** The venue's name of this execution. */
  readonly tradeId: string;
  /** `2026-03-02`, the venue's trading day: only where its trade ids start again each day. */
  readonly tradeDate?: string;
}

/** One execution of an order. Quantities and prices are decimals. */
export interface Fill<Mode extends AccountMode = AccountMode> extends FillIdentity<Mode> {
  readonly venueOrderId: string;
  /** Absent for orders that were not ours. */
  readonly clientOrderId?: ClientOrderId;
  readonly side: OrderSide;
  readonly price: string;
  /** Positive; the side says the direction. */
  readonly quantity: string;
  /** Positive is paid, negative is a rebate; absent while the venue has not said. */
  readonly fee?: Money;
  readonly liquidity: 'maker' | 'taker' | 'unknown';
  readonly time: EpochMs;
  /** Made by us to explain a cumulative quantity whose fill is missing; gives way to the real one. */
  readonly isSynthetic: boolean;
}

/** The identity as one string. The same execution heard twice has the same, two executions never do. */
export function fillKey({ account, instrument, tradeId, tradeDate }: FillIdentity): string {
  const { mode, venue, account: name } = account;
  return JSON.stringify([
    mode,
    venue,
    name,
    instrument,
    tradeId,
    ...(tradeDate === undefined ? [] : [tradeDate]),
  ]);
}
