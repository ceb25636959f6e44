import type { ReplayStatus } from '../../src-shared/contract/replay.ts';
import type { Host } from '../lib/host/host.ts';
import { useHostEvents } from '../lib/host/host-context.tsx';

const open = ({ rpc }: Host, signal: AbortSignal) => rpc.replay.changes({}, { signal });

/** The replay as it is now; null until the main process has answered. */
export function useReplay(): ReplayStatus | null {
  return useHostEvents<ReplayStatus | null>(open, null);
}
