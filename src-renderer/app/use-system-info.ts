import { useEffect } from 'react';
import { create } from 'zustand';
import type { SystemInfo } from '../../src-shared/contract/system.ts';
import { reportUnlessLost } from '../lib/host/connection-end.ts';
import { useHost, useHostStatus } from '../lib/host/host-context.tsx';

/** Null until the main process has answered. */
export const useSystemInfo = create<{ readonly info: SystemInfo | null }>(() => ({ info: null }));

/** Asks once per connection, and marks on the page which host it runs in. */
export function useAskSystemInfo(): void {
  const { rpc } = useHost();
  const { phase, generation } = useHostStatus();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another connection may be another host
  useEffect(() => {
    if (phase !== 'connected') return;
    let isCurrent = true;
    rpc.system.info({}).then((info) => {
      if (!isCurrent) return;
      document.documentElement.dataset.host = info.host;
      useSystemInfo.setState({ info });
    }, reportUnlessLost);
    return () => {
      isCurrent = false;
    };
  }, [rpc, phase, generation]);
}
