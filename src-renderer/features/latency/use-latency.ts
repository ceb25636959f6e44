import { useEffect, useState } from 'react';
import type { LatencyReport } from '../../../src-shared/contract/system.ts';
import type { Host } from '../../lib/host/host.ts';
import { useHostEvents } from '../../lib/host/host-context.tsx';
import { withReport } from './latency-history.ts';

const openLatency = (host: Host, signal: AbortSignal) => host.rpc.system.latency({}, { signal });

/** The newest report, and those of the last two minutes as far as this panel has heard them. */
export function useLatency(): {
  readonly report: LatencyReport | null;
  readonly history: readonly LatencyReport[];
} {
  const report = useHostEvents<LatencyReport | null>(openLatency, null);
  const [history, setHistory] = useState<readonly LatencyReport[]>([]);
  useEffect(() => {
    if (report !== null) setHistory((before) => withReport(before, report));
  }, [report]);
  return { report, history };
}
