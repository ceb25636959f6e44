import type { SavedConnectionCard } from '../../../src-shared/contract/connections.ts';
import type { Host } from '../host/host.ts';
import { type HostStream, useHostStream } from '../host/use-host-stream.ts';

const open = ({ rpc }: Host, signal: AbortSignal) => rpc.connections.saved({}, { signal });

/** Every saved connection to a venue, now and after every change. */
export function useSavedConnections(): HostStream<readonly SavedConnectionCard[]> {
  return useHostStream<readonly SavedConnectionCard[]>(open);
}
