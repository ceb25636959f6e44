import { expect, test } from 'vitest';
import { createVirtualWorld } from '../connection/testing/virtual-world.ts';
import type { CredentialAccess } from '../venue-kind.ts';
import { createKrakenLimits } from './limits.ts';

test('a connection without a key has no budget of an account to show', () => {
  const { parts } = createVirtualWorld();
  const key: CredentialAccess = {
    use: () => Promise.reject(new Error('not asked')),
    replace: () => Promise.resolve(),
  };
  const shown = (credentials: CredentialAccess | null) =>
    createKrakenLimits({ ...parts, credentials })
      .budget.report()
      .map(({ name }) => name);
  expect(shown(null)).toEqual(['public calls', 'public history', 'connection attempts']);
  expect(shown(key)).toContain('account calls (Starter)');
});
