import type { AccountCard } from '../../../src-shared/contract/trading.ts';
import { formatTime } from '../../ui/format.ts';

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

/** Why its amounts are not of this moment; empty when they are. */
export function agedWords(account: AccountCard, stale: ReadonlySet<string>, zone: string): string {
  if (stale.has(account.id)) {
    return account.asOf === null
      ? 'Not connected.'
      : `As it was at ${formatTime(account.asOf, zone)} ${zone}; not connected.`;
  }
  return account.isValueOld ? 'Valued by prices that could not be renewed for minutes.' : '';
}

/** What other connections to the account do: nothing. */
export function alsoThroughWords({ alsoThrough, connectionLabel }: AccountCard): string {
  if (alsoThrough.length === 0) return '';
  const [reach, leave] = alsoThrough.length === 1 ? ['reaches', 'leaves'] : ['reach', 'leave'];
  const names = alsoThrough.map((name) => `“${name}”`).join(', ');
  return `${names} ${reach} this account too and ${leave} it to “${connectionLabel}”, so that nothing counts twice.`;
}
