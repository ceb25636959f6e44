import { useEffect } from 'react';
import { reportUnlessLost } from '../lib/host/connection-end.ts';
import type { Host } from '../lib/host/host.ts';
import { useHost, useHostStatus } from '../lib/host/host-context.tsx';
import { showToast } from '../ui/toast-store.ts';

/** News from the main process, shown as it comes. */
export function useNotices(): void {
  const host = useHost();
  const { phase, generation } = useHostStatus();
  // biome-ignore lint/correctness/useExhaustiveDependencies: generation starts it again on a new connection
  useEffect(() => {
    if (phase !== 'connected') return;
    const controller = new AbortController();
    void follow(host, controller.signal);
    return () => controller.abort();
  }, [host, phase, generation]);
}

async function follow({ rpc }: Host, signal: AbortSignal): Promise<void> {
  try {
    for await (const notice of await rpc.system.notices({}, { signal })) {
      if (signal.aborted) return;
      showToast(notice);
    }
  } catch (error) {
    if (!signal.aborted) reportUnlessLost(error);
  }
}
