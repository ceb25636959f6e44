import { expect, test } from 'vitest';
import type { AccountCard } from '../../../src-shared/contract/trading.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { accountRows, agedWords, alsoThroughWords, balancesOf, unvaluedWords } from './account-row.ts';

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

test('O8: amounts that are not of this moment say since when, and prices that could not be renewed are told', () => {
  const asOf = epochMs(Date.UTC(2026, 2, 2, 9, 30));
  const one = account({ asOf, isValueOld: false });
  expect(agedWords(one, new Set(['a']), 'UTC')).toMatch(/^As it was at .*09:30.* UTC; not connected\.$/);
  expect(agedWords(account({ asOf: null }), new Set(['a']), 'UTC')).toBe('Not connected.');
  expect(agedWords(one, new Set(['b']), 'UTC')).toBe('');
  expect(agedWords({ ...one, isValueOld: true }, new Set(), 'UTC')).toContain('could not be renewed');
});

test('a second connection to the account is told to leave it to the first', () => {
  const through = (...alsoThrough: string[]) =>
    alsoThroughWords(account({ alsoThrough, connectionLabel: 'Main' }));
  expect(through()).toBe('');
  expect(through('B')).toBe(
    '“B” reaches this account too and leaves it to “Main”, so that nothing counts twice.',
  );
  expect(through('B', 'C')).toContain('“B”, “C” reach this account too and leave it');
});
