import type { AccountCard } from '../../../src-shared/contract/trading.ts';

/** A line of the table: an account, or one balance of an account that has been opened. */
export type AccountRow =
  | { readonly kind: 'account'; readonly key: string; readonly account: AccountCard }
  | {
      readonly kind: 'balance';
      readonly key: string;
      readonly account: AccountCard;
      readonly balance: AccountCard['balances'][number];
    };

export function accountRows(accounts: readonly AccountCard[]): readonly AccountRow[] {
  return accounts.map((account) => ({ kind: 'account', key: account.id, account }));
}

/** Undefined for what cannot be opened: a balance, or an account that holds nothing. */
export function balancesOf(row: AccountRow): readonly AccountRow[] | undefined {
  if (row.kind === 'balance' || row.account.balances.length === 0) return undefined;
  const { account } = row;
  return account.balances.map((balance) => ({
    kind: 'balance',
    key: `${account.id} ${balance.currency}`,
    account,
    balance,
  }));
}

/** “1 coin without a price”, so that a sum is not taken for the whole. */
export function unvaluedWords({ unvalued }: AccountCard): string {
  if (unvalued === 0) return '';
  return unvalued === 1
    ? 'without 1 balance that has no price'
    : `without ${unvalued} balances that have no price`;
}
