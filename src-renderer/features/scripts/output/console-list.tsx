import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import type { ScriptRunState } from '../../../lib/scripts/script-run.ts';
import { classNames } from '../../../ui/class-names.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatTime } from '../../../ui/format.ts';
import { consoleLines } from './console-lines.ts';

interface ConsoleListProps {
  readonly state: ScriptRunState;
  readonly timeZone: string;
  onBar(time: number): void;
}

const lineHeight = 20;
const colours = {
  info: 'text-text-1',
  warning: 'text-warn',
  error: 'text-danger',
  alert: 'text-accent',
} as const;
const words = { info: '', warning: 'warning', error: 'error', alert: 'alert' } as const;

/** What the script logged and alerted, each with the time of its bar. The newest stays in sight until one scrolls up. */
export function ConsoleList({ state, timeZone, onBar }: ConsoleListProps) {
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const lines = useMemo(() => consoleLines(state.logs, state.alerts), [state.logs, state.alerts]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => lineHeight,
    overscan: 20,
  });
  useEffect(() => {
    if (isAtEnd.current && lines.length > 0) virtual.scrollToIndex(lines.length - 1);
  }, [lines, virtual]);
  if (lines.length === 0)
    return <EmptyState text="Lines of log.info() and alerts appear here, each with the time of its bar." />;
  const dropped = state.droppedLogs + state.droppedAlerts;
  return (
    <div
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the lines are scrolled with the keyboard
      tabIndex={0}
      role="log"
      aria-label="Console"
      data-testid="console"
      className="h-full overflow-y-auto font-mono text-12"
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < lineHeight * 2;
      }}
    >
      {dropped > 0 && (
        <p className="px-2.5 py-0.5 text-text-3">
          {dropped.toLocaleString('en-US')} earlier lines were not kept.
        </p>
      )}
      <div className="relative w-full" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          if (line === undefined) return null;
          return (
            <div
              key={line.key}
              className="absolute inset-x-0 flex h-5 gap-3 px-2.5 whitespace-pre"
              style={{ transform: `translateY(${start}px)` }}
            >
              <button
                type="button"
                tabIndex={-1}
                data-tooltip="Values on this bar"
                onClick={() => onBar(line.time)}
                className="tabular shrink-0 text-text-3 hover:text-accent hover:underline"
              >
                {formatTime(line.time, timeZone, 'date-minute')}
              </button>
              <span
                className={classNames('min-w-0 flex-1 truncate', colours[line.level])}
                title={line.message}
              >
                {words[line.level] === '' ? '' : `${words[line.level]}: `}
                {line.message}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
