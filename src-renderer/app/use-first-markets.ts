import { useEffect } from 'react';
import type { InstrumentId } from '../../src-shared/domain/instrument.ts';
import { reportUnlessLost } from '../lib/host/connection-end.ts';
import { useHost } from '../lib/host/host-context.tsx';
import type { RpcClient } from '../lib/host/rpc-client.ts';
import { chooseLinked, useLinks } from './link-store.ts';
import { useReplay } from './use-replay.ts';
import { useWorkspaces } from './workspace-store.ts';

/**
 * Nothing on the screen starts empty when there is something to show: a workspace whose orange group has no market yet
 * gets the first one that is replayed, and the very first watchlist holds all of them.
 */
export function useFirstMarkets(): void {
  const { rpc } = useHost();
  const replay = useReplay();
  const isReady = useWorkspaces(({ phase }) => phase === 'ready');
  const activeId = useWorkspaces((state) => state.activeId);
  const names = replay?.tracks.map(({ instrument }) => instrument).join(' ') ?? '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: another workspace may have no market yet
  useEffect(() => {
    if (!isReady || names === '') return;
    const instruments = names.split(' ') as InstrumentId[];
    const [first] = instruments;
    if (first !== undefined && useLinks.getState().instruments.orange === undefined)
      chooseLinked('orange', first);
    fillFirstWatchlist(rpc, instruments).catch(reportUnlessLost);
  }, [rpc, isReady, names, activeId]);
}

async function fillFirstWatchlist(rpc: RpcClient, instruments: InstrumentId[]): Promise<void> {
  const lists = await rpc.watchlists.list({});
  if (lists.length > 0) return;
  await rpc.watchlists.save({ id: 'main', name: 'Main', position: 0, instruments });
}
