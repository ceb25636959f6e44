import type { AccountKey, AccountMode } from './account.ts';
import type { InstrumentId } from './instrument.ts';
import type { EpochMs } from './time.ts';

/** What an account holds of one market, as the venue says. */
export interface Position<Mode extends AccountMode = AccountMode> {
  readonly account: AccountKey<Mode>;
  readonly instrument: InstrumentId;
  /** Only where a venue keeps several positions of one market apart (hedging): its name of this one. */
  readonly positionId?: string;
  /** Signed decimal in the instrument's quantity: negative is short, 0 is flat. */
  readonly quantity: string;
  /** Decimal; absent when flat or when the venue does not say. */
  readonly averagePrice?: string;
  readonly time: EpochMs;
}
