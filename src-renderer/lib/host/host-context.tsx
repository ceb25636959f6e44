import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { reportUnlessLost } from './connection-end.ts';
import type { Host, HostStatus } from './host.ts';

const HostContext = createContext<Host | undefined>(undefined);

export function HostProvider({ host, children }: { host: Host; children: ReactNode }) {
  return <HostContext value={host}>{children}</HostContext>;
}

export function useHost(): Host {
  const host = useContext(HostContext);
  if (host === undefined) throw new Error('useHost outside of HostProvider');
  return host;
}

export function useHostStatus(): HostStatus {
  const host = useHost();
  return useSyncExternalStore(
    (changed) => host.onStatus(changed),
    () => host.status(),
  );
}

/**
 * The newest value of an event stream of the control plane, `initial` before the first. The stream is opened again
 * after every reconnect and closed with the component. `open` must not change from render to render.
 */
export function useHostEvents<T>(
  open: (host: Host, signal: AbortSignal) => Promise<AsyncIterable<T>>,
  initial: T,
): T {
  const host = useHost();
  const { phase, generation } = useHostStatus();
  const [value, setValue] = useState(initial);
  // biome-ignore lint/correctness/useExhaustiveDependencies: generation reopens the stream on a new connection
  useEffect(() => {
    if (phase !== 'connected') return;
    const controller = new AbortController();
    void listen(() => open(host, controller.signal), setValue, controller.signal);
    return () => controller.abort();
  }, [host, open, phase, generation]);
  return value;
}

/** Ends quietly when the connection goes: the status says so, and the next connection opens the stream again. */
async function listen<T>(
  open: () => Promise<AsyncIterable<T>>,
  onValue: (value: T) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    for await (const value of await open()) {
      if (signal.aborted) return;
      onValue(value);
    }
  } catch (error) {
    if (!signal.aborted) reportUnlessLost(error);
  }
}
