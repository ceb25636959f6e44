import { Unplug } from 'lucide-react';
import { useHostStatus } from '../lib/host/host-context.tsx';
import { formatDuration } from '../ui/format.ts';
import { useNow } from './use-now.ts';

/** Calm and honest while the main process is out of reach. Goes away by itself. */
export function HostBanner() {
  const { phase } = useHostStatus();
  return phase === 'lost' ? <LostBanner /> : null;
}

function LostBanner() {
  const { reason, since } = useHostStatus();
  const now = useNow();
  return (
    <div
      role="alert"
      data-testid="host-banner"
      className="flex h-8 shrink-0 items-center gap-2.5 border-b border-line bg-warn-ground px-3 text-12 text-warn"
    >
      <Unplug size={14} aria-hidden />
      <span>Connection to Tidemark lost, trying again…</span>
      <span className="tabular text-text-2">
        {formatDuration(Math.max(0, now - since))} ago. What you see is as old as that.
      </span>
      {reason !== '' && <span className="truncate text-text-2">{reason}</span>}
    </div>
  );
}
