import type { Money } from './money.ts';
import type { EpochMs } from './time.ts';

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

/**
 * What the broker itself says of an account's money and of the floor under it. A prop trader's account ends when it
 * touches that floor, so these are the broker's own numbers, never a model of ours. What is absent was not told: it is
 * not 0.
 */
export interface AccountStanding<Mode extends AccountMode = AccountMode> {
  readonly account: AccountKey<Mode>;
  /** When the broker said the newest of it. */
  readonly time: EpochMs;
  /** What the account is worth now, the profit of open positions in it: what the floor is compared with. */
  readonly balance?: Money;
  readonly cash?: Money;
  readonly openProfit?: Money;
  readonly closedProfit?: Money;
  /** Open and closed together, since the trading day began. */
  readonly dayProfit?: Money;
  readonly margin?: Money;
  readonly buyingPower?: Money;
  readonly floor: AccountFloor;
}

/** Where the broker ends the account's trading. */
export interface AccountFloor {
  /** The broker closes every position when the account's value falls to this. It may move up with the best balance. */
  readonly liquidationLevel?: Money;
  /** How far below its anchor the level stands; positive. */
  readonly liquidationDistance?: Money;
  /** The best balance that the level has followed. */
  readonly peakBalance?: Money;
  /** The level rises with the balance up to here and then stays. */
  readonly highestLevel?: Money;
  readonly isLiquidationOn?: boolean;
  /** Whether the account is closed for trading after a liquidation. */
  readonly isDisabledAfter?: boolean;
  /** The broker's word for what it compares with the level. */
  readonly criterion?: string;
  /** Loss of one day at which the broker stops the account; positive. */
  readonly lossLimit?: Money;
  readonly minimumBalance?: Money;
  /** How much of the allowed loss is used up, in percent. */
  readonly lossUsedPercent?: string;
  /** Largest quantity of one order. */
  readonly mostPerOrder?: string;
}

/** What the user says an account is, since no broker tells. */
export const accountTags = ['evaluation', 'funded', 'live', 'none'] as const;
export type AccountTag = (typeof accountTags)[number];

/** The key as one string, for maps and logs. Different accounts never have the same. */
export function accountName({ mode, venue, account }: AccountKey): string {
  return JSON.stringify([mode, venue, account]);
}
