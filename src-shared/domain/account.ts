import type { Money } from './money.ts';

/**
 * Whose money is at stake. `live` is real money; `paper` is play money, ours or a venue's demo; `replay` is play money in
 * a replayed past.
 */
export const accountModes = ['live', 'paper', 'replay'] as const;
export type AccountMode = (typeof accountModes)[number];

/**
 * Names one account for ever. The mode is part of its type, so that an order for a paper account cannot be handed to what
 * trades a live one: it does not compile (O13).
 */
export interface AccountKey<Mode extends AccountMode = AccountMode> {
  readonly mode: Mode;
  /** Kind of the venue, `binance`; two connections to one account are still one account. */
  readonly venue: string;
  /** The venue's own name of the account. */
  readonly account: string;
}

export interface Account<Mode extends AccountMode = AccountMode> {
  readonly key: AccountKey<Mode>;
  /** What a person calls it. */
  readonly label: string;
  /** Currency of its value and of its loss limits. */
  readonly currency: string;
  /** False where the key or the venue lets us look only; `reason` says why in a sentence. */
  readonly canTrade: boolean;
  readonly reason: string;
}

export type LiveAccount = Account<'live'>;
export type PaperAccount = Account<'paper'>;
export type ReplayAccount = Account<'replay'>;

/** What an account holds of one currency or coin. */
export interface Balance<Mode extends AccountMode = AccountMode> {
  readonly account: AccountKey<Mode>;
  /** Everything held, including what open orders have reserved. */
  readonly total: Money;
  /** What a new order may use. */
  readonly available: Money;
}

/** The key as one string, for maps and logs. Different accounts never have the same. */
export function accountName({ mode, venue, account }: AccountKey): string {
  return JSON.stringify([mode, venue, account]);
}
