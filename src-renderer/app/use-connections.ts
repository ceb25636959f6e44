import type { ConnectionStatus } from '../../src-shared/contract/connections.ts';
import type { Host } from '../lib/host/host.ts';
import { useHostEvents } from '../lib/host/host-context.tsx';

const open = ({ rpc }: Host, signal: AbortSignal) => rpc.connections.changes({}, { signal });
const none: readonly ConnectionStatus[] = [];

/** Every connection to a venue, the replay among them. */
export function useConnections(): readonly ConnectionStatus[] {
  return useHostEvents<readonly ConnectionStatus[]>(open, none);
}
