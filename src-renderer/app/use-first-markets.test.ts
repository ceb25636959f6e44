import { expect, test, vi } from 'vitest';
import type { InstrumentId } from '../../src-shared/domain/instrument.ts';
import type { RpcClient } from '../lib/host/rpc-client.ts';
import { useUserSettings } from '../lib/preferences/user-settings.ts';
import { fillFirstWatchlist } from './use-first-markets.ts';

test.each([
  { lists: [], saves: 1 },
  { lists: [{ id: 'mine' }], saves: 0 },
])('the first watchlist is filled where there is none, and never again', async ({ lists, saves }) => {
  const save = vi.fn(async () => ({}));
  const set = vi.fn(async () => ({}));
  const rpc = { watchlists: { list: async () => lists, save }, settings: { set } } as unknown as RpcClient;
  await fillFirstWatchlist(rpc, ['a:B' as InstrumentId]);
  expect(save).toHaveBeenCalledTimes(saves);
  expect(set).toHaveBeenCalledWith({ key: 'ui.first-markets', value: true });
  expect(useUserSettings.getState().values['ui.first-markets']).toBe(true);
});
