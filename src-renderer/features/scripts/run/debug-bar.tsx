import { ChevronLeft, ChevronRight, SkipForward, X } from 'lucide-react';
import { formatTime } from '../../../ui/format.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import type { Debugger } from './use-debugger.ts';

/** Which bar the values behind the lines are of, and the way to the bars beside it. */
export function DebugBar({ debug, timeZone }: { readonly debug: Debugger; readonly timeZone: string }) {
  const { trace, failure } = debug;
  return (
    <div
      role="toolbar"
      aria-label="Debugger"
      data-testid="debug-bar"
      className="flex h-7 shrink-0 items-center gap-1 overflow-hidden border-b border-line bg-accent-ground px-2 text-12 whitespace-nowrap"
    >
      <span className="hidden text-accent @[560px]:inline">Values on</span>
      <IconButton
        size="small"
        icon={ChevronLeft}
        label="One bar back"
        keys="Alt+J"
        onClick={() => debug.step(-1)}
      />
      <span className="tabular min-w-0 truncate text-center" data-testid="debug-time">
        {trace === null
          ? '–'
          : `${formatTime(trace.bar.time, timeZone, 'date-minute')} · bar ${trace.bar.index.toLocaleString('en-US')}`}
      </span>
      <IconButton
        size="small"
        icon={ChevronRight}
        label="One bar on"
        keys="Alt+K"
        onClick={() => debug.step(1)}
      />
      <IconButton size="small" icon={SkipForward} label="To the newest bar" onClick={() => debug.begin()} />
      <span className="min-w-0 flex-1 truncate text-danger">{failure ?? ''}</span>
      <IconButton size="small" icon={X} label="Stop debugging" onClick={debug.end} />
    </div>
  );
}
