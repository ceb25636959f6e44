import { useEffect } from 'react';
import type { InstrumentId } from '../../src-shared/domain/instrument.ts';
import { reportUnlessLost } from '../lib/host/connection-end.ts';
import { useHost } from '../lib/host/host-context.tsx';
import type { RpcClient } from '../lib/host/rpc-client.ts';
import { saveSetting, useUserSettings } from '../lib/preferences/user-settings.ts';
import { chooseLinked, useLinks } from './link-store.ts';
import { useReplay } from './use-replay.ts';
import { useWorkspaces } from './workspace-store.ts';

/** True once this profile's first watchlist has been filled. */
const filledSetting = 'ui.first-markets';

/**
 * Nothing on the screen starts empty when there is something to show: a workspace whose orange group has no market yet
 * gets the first one that is replayed, and the very first watchlist holds all of them.
 */
export function useFirstMarkets(): void {
  const { rpc } = useHost();
  const replay = useReplay();
  const isReady = useWorkspaces(({ phase }) => phase === 'ready');
  const activeId = useWorkspaces((state) => state.activeId);
  const isDue = useUserSettings(({ values, isLoaded }) => isLoaded && values[filledSetting] !== true);
  const names = replay?.tracks.map(({ instrument }) => instrument).join(' ') ?? '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: another workspace may have no market yet
  useEffect(() => {
    if (!isReady || names === '') return;
    const [first] = names.split(' ') as InstrumentId[];
    if (first !== undefined && useLinks.getState().instruments.orange === undefined)
      chooseLinked('orange', first);
  }, [isReady, names, activeId]);
  useEffect(() => {
    if (!isReady || !isDue || names === '') return;
    fillFirstWatchlist(rpc, names.split(' ') as InstrumentId[]).catch(reportUnlessLost);
  }, [rpc, isReady, isDue, names]);
}

/** Once in the life of a profile: whoever deletes the last watchlist wants none. */
export async function fillFirstWatchlist(rpc: RpcClient, instruments: InstrumentId[]): Promise<void> {
  const lists = await rpc.watchlists.list({});
  if (lists.length === 0) await rpc.watchlists.save({ id: 'main', name: 'Main', position: 0, instruments });
  await saveSetting(rpc, filledSetting, true);
}
