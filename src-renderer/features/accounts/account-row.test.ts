import { expect, test } from 'vitest';
import type { AccountCard } from '../../../src-shared/contract/trading.ts';
import { accountRows, balancesOf, unvaluedWords } from './account-row.ts';

const balance = { currency: 'BTC', total: '1', available: '1', value: null };
const account = (change: Partial<AccountCard>) =>
  ({ id: 'a', balances: [balance], unvalued: 1, ...change }) as AccountCard;

test('an account opens to its balances, a balance and an empty account to nothing', () => {
  const [row] = accountRows([account({})]);
  const balances = row === undefined ? undefined : balancesOf(row);
  expect(balances?.map(({ key }) => key)).toEqual(['a BTC']);
  const [first] = balances ?? [];
  expect(first === undefined ? null : balancesOf(first)).toBeUndefined();
  const [empty] = accountRows([account({ balances: [] })]);
  expect(empty === undefined ? null : balancesOf(empty)).toBeUndefined();
});

test('a sum says what is not in it', () => {
  expect(unvaluedWords(account({ unvalued: 0 }))).toBe('');
  expect(unvaluedWords(account({}))).toContain('1 balance ');
  expect(unvaluedWords(account({ unvalued: 3 }))).toContain('3 balances');
});
