import { expect, test } from 'vitest';
import { practicesOf } from './practices.ts';
import type { SavedConnection } from './saved-connection.ts';

const saved = (id: string, kind: string) =>
  ({
    id,
    kind,
    keysSetAt: 0,
    testResult: 'passed',
    settings: { label: id, isTradingEnabled: true },
    permissions: { canRead: true, canTrade: true, canWithdraw: false, isAddressBound: false, expires: null },
  }) as unknown as SavedConnection;

const addressPractice = (...connections: SavedConnection[]) =>
  practicesOf({
    connections,
    unbindable: new Set(['broker']),
    vault: { phase: 'unlocked', provider: 'passphrase' },
    isAuditWhole: true,
    nowMs: 0,
  }).find(({ id }) => id === 'address-bound');

test('nobody is advised to bind a key to an address where the venue cannot', () => {
  expect(addressPractice(saved('prop', 'broker'))).toMatchObject({ result: 'met', connections: [] });
  expect(addressPractice(saved('prop', 'broker'), saved('coins', 'exchange'))).toMatchObject({
    result: 'attention',
    connections: ['coins'],
  });
});
