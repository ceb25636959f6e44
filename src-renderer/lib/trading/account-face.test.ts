import { expect, test } from 'vitest';
import type { SavedConnectionCard } from '../../../src-shared/contract/connections.ts';
import type { AccountCard } from '../../../src-shared/contract/trading.ts';
import { accountFace, type FaceInput, modeOf, notLive, staleAccounts } from './account-face.ts';

const input: FaceInput = {
  isHostThere: true,
  hostReason: '',
  count: 0,
  failure: null,
  saved: [],
  what: 'positions',
};
const saved = (change: Partial<SavedConnectionCard>) =>
  ({ hasKeys: true, phase: 'ready', ...change }) as SavedConnectionCard;

test('rows are shown whatever else is the matter, even when the connection is gone', () => {
  expect(accountFace({ ...input, count: 3, isHostThere: false, failure: 'broken' })).toBeUndefined();
});

test('before the first answer it waits, and says so when there is nobody to answer', () => {
  expect(accountFace({ ...input, count: null })).toEqual({ kind: 'loading' });
  expect(accountFace({ ...input, count: null, isHostThere: false })?.kind).toBe('disconnected');
  expect(accountFace({ ...input, count: null, failure: 'No.' })).toEqual({ kind: 'failed', text: 'No.' });
});

test('emptiness names the step that fills it', () => {
  const actionOf = (connections: SavedConnectionCard[]) => {
    const face = accountFace({ ...input, saved: connections });
    return face?.kind === 'empty' ? face.action : face?.kind;
  };
  expect(actionOf([])).toBe('connect-venue');
  expect(actionOf([saved({ hasKeys: false })])).toBe('connect-venue');
  expect(actionOf([saved({ phase: 'disconnected' })])).toBe('open-connections');
  expect(actionOf([saved({})])).toBeNull();
});

test('accounts that are not live are told in one line', () => {
  const account = (label: string, state: AccountCard['state']) =>
    ({ label, state, stateReason: 'No answer yet.' }) as AccountCard;
  expect(notLive([account('A', 'live')])).toBe('');
  expect(notLive([account('A', 'live'), account('B', 'stale'), account('C', 'reconciling')])).toBe(
    'B is not up to date: No answer yet. So is 1 other.',
  );
});

test('O8: amounts of an account that is not connected are marked as such, and all are when the host is gone', () => {
  const account = (id: string, state: AccountCard['state']) => ({ id, state }) as AccountCard;
  const accounts = [account('a', 'live'), account('b', 'stale'), account('c', 'reconciling')];
  expect([...staleAccounts(accounts, true)]).toEqual(['b']);
  expect([...staleAccounts(accounts, false)]).toEqual(['a', 'b', 'c']);
});

test('O13: the mode of an account is read from its name, and from nothing else', () => {
  expect(modeOf('["paper","kraken","7"]')).toBe('paper');
  expect(modeOf('["live","kraken","7"]')).toBe('live');
  expect(modeOf('kraken live')).toBeUndefined();
});
