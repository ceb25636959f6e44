import { expect, test } from 'vitest';
import { createVirtualWorld } from '../connection/testing/virtual-world.ts';
import { createKrakenLimits } from './limits.ts';

test('a connection without a key has no budget of an account to show', () => {
  const { parts } = createVirtualWorld();
  const shown = (credentials: null | undefined) =>
    createKrakenLimits(credentials === null ? { ...parts, credentials } : parts)
      .budget.report()
      .map(({ name }) => name);
  expect(shown(null)).toEqual(['public calls', 'public history', 'connection attempts']);
  expect(shown(undefined)).toContain('account calls (Starter)');
});
