import { CandlestickChart, TriangleAlert, Unplug } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatDuration } from '../../ui/format.ts';
import { unseenWaitMs } from './chart-face.ts';

export function NoInstrumentFace({ onSearch }: { onSearch(): void }) {
  return (
    <Cover>
      <EmptyState
        icon={CandlestickChart}
        text="A chart draws one market, bar by bar, as it trades."
        action={
          <Button tone="primary" onClick={onSearch}>
            Choose a market
          </Button>
        }
      />
    </Cover>
  );
}

export function FailedFace({ sentence, onRetry }: { sentence: string; onRetry(): void }) {
  return (
    <Cover>
      <EmptyState
        icon={TriangleAlert}
        tone="danger"
        text={sentence}
        action={<Button onClick={onRetry}>Try again</Button>}
      />
    </Cover>
  );
}

/** Bars to come, standing still: nothing here pretends to be a price. */
export function LoadingFace() {
  const [isDue, setIsDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsDue(true), unseenWaitMs);
    return () => clearTimeout(timer);
  }, []);
  if (!isDue) return null;
  const heights = [38, 52, 44, 60, 72, 58, 50, 64, 80, 70, 56, 48, 62, 54, 40, 46, 58, 66, 52, 44];
  return (
    <Cover>
      <div role="status" aria-label="Loading bars" className="flex h-full items-center gap-[2.2%] px-[6%]">
        {heights.map((height, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a fixed picture
            key={index}
            className="flex-1 rounded-[1px] bg-bg-3 opacity-60"
            style={{ height: `${height / 2}%` }}
          />
        ))}
      </div>
    </Cover>
  );
}

/** In place of the plot. A click leaves the focus here, so that keys typed next reach the chart. */
export function Cover({ children }: { children: React.ReactNode }) {
  return (
    <div tabIndex={-1} data-testid="chart-cover" className="absolute inset-0 z-10 bg-bg-1 outline-none">
      {children}
    </div>
  );
}

/** Over a chart that is no longer fed: how long since, and what that means. */
export function SinceBadge({
  kind,
  since,
  reason,
}: {
  kind: 'stale' | 'disconnected';
  since: number;
  reason: string;
}) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const age = Number.isFinite(since) ? ` for ${formatDuration(Math.max(0, now - since))}` : '';
  const text = kind === 'disconnected' ? `Disconnected${age}` : `No new prices${age}`;
  return (
    <div
      role="status"
      data-tooltip={reason === '' ? undefined : reason}
      className="absolute top-2 right-20 z-10 flex items-center gap-1.5 rounded border border-line-strong bg-bg-2 px-2 py-0.5 text-12 text-warn"
    >
      <Unplug size={14} strokeWidth={1.75} aria-hidden />
      <span className="tabular">{text}</span>
    </div>
  );
}
