import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { formatDuration, formatTime, zoneName } from '../../ui/format.ts';
import { LatestCall } from './latest-call.ts';
import { clampElapsed, fractionOf, type ReplayTrack, scrubberMarks, trackTimeAt } from './replay-clock.ts';

/** While dragging, the replay follows at this pace: each seek makes every chart start from history. */
const seekPauseMs = 200;

interface ReplayScrubberProps {
  readonly track: ReplayTrack;
  readonly elapsedMs: number;
  readonly lengthMs: number;
  /** What an arrow key moves by. */
  readonly barMs: number;
  readonly zone: string;
  readonly isDisabled: boolean;
  seek(elapsedMs: number): Promise<void>;
  /** Told while the user drags, null when the replay's own clock counts again. */
  onHold(elapsedMs: number | null): void;
}

/** The whole replayed range on one line. Drag to seek; Escape while dragging goes back to where it was. */
export function ReplayScrubber(props: ReplayScrubberProps) {
  const { track, elapsedMs, lengthMs, barMs, zone, isDisabled, seek, onHold } = props;
  const line = useRef<HTMLDivElement>(null);
  const width = useWidth(line);
  const [held, setHeld] = useState<number | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const dragOrigin = useRef<number | null>(null);

  const hold = (value: number | null) => {
    setHeld(value);
    onHold(value);
  };
  const latestHold = useRef(hold);
  latestHold.current = hold;
  const heldNow = useRef(held);
  heldNow.current = held;
  const call = useMemo(
    () =>
      new LatestCall<number>(async (target) => {
        await seek(target);
        if (dragOrigin.current === null && heldNow.current === target) latestHold.current(null);
      }, seekPauseMs),
    [seek],
  );
  useEffect(() => () => call.cancel(), [call]);

  const shown = held ?? elapsedMs;
  const elapsedUnder = (event: PointerEvent): number => {
    const box = line.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return 0;
    return clampElapsed(((event.clientX - box.left) / box.width) * lengthMs, lengthMs);
  };
  const commit = (target: number) => {
    const value = Math.round(clampElapsed(target, lengthMs));
    dragOrigin.current = null;
    heldNow.current = value;
    hold(value);
    call.flush(value);
  };
  const down = (event: PointerEvent<HTMLDivElement>) => {
    if (isDisabled || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    dragOrigin.current = elapsedMs;
    move(event);
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    const value = Math.round(elapsedUnder(event));
    setHovered(value);
    if (dragOrigin.current === null) return;
    hold(value);
    call.offer(value);
  };
  const up = () => {
    if (dragOrigin.current !== null && held !== null) commit(held);
    dragOrigin.current = null;
  };
  const keyDown = (event: KeyboardEvent) => {
    if (isDisabled || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'Escape' && dragOrigin.current !== null) {
      event.stopPropagation();
      commit(dragOrigin.current);
      return;
    }
    const target = keyTarget(event.key, shown, lengthMs, barMs);
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    commit(target);
  };

  const marks = useMemo(() => scrubberMarks(track, lengthMs, width), [track, lengthMs, width]);
  const percent = (value: number) => `${fractionOf(value, lengthMs) * 100}%`;
  const shownTime = trackTimeAt(track, shown);
  const bubbleAt = hovered ?? null;
  return (
    <div
      ref={line}
      role="slider"
      tabIndex={isDisabled ? -1 : 0}
      aria-label="Replayed moment"
      aria-disabled={isDisabled}
      aria-valuemin={0}
      aria-valuemax={Math.round(lengthMs)}
      aria-valuenow={Math.round(shown)}
      aria-valuetext={`${formatTime(shownTime, zone, 'date-second')} ${zoneName(shownTime, zone)}`}
      data-testid="replay-scrubber"
      className="group relative h-6 min-w-16 flex-1 cursor-pointer touch-none rounded aria-disabled:cursor-default aria-disabled:opacity-45"
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
      onPointerLeave={() => setHovered(null)}
      onKeyDown={keyDown}
    >
      <div className="absolute inset-x-0 top-1/2 h-1 -translate-y-1/2 rounded-full bg-line-strong" />
      {marks.map((mark) => (
        <div
          key={mark}
          className="absolute top-1/2 h-2.5 w-px -translate-y-1/2 bg-line-strong"
          style={{ left: percent(mark) }}
        />
      ))}
      <div
        className="absolute top-1/2 left-0 h-1 -translate-y-1/2 rounded-full bg-accent"
        style={{ width: percent(shown) }}
      />
      <div
        className="absolute top-1/2 size-3 -translate-1/2 rounded-full border-2 border-bg-1 bg-accent transition-transform group-hover:scale-115"
        style={{ left: percent(shown) }}
      />
      {bubbleAt !== null && !isDisabled && (
        <ScrubberBubble
          left={percent(bubbleAt)}
          text={formatTime(trackTimeAt(track, bubbleAt), zone, 'date-second')}
          offset={formatDuration(bubbleAt)}
        />
      )}
    </div>
  );
}

function ScrubberBubble({ left, text, offset }: { left: string; text: string; offset: string }) {
  return (
    <div
      aria-hidden
      className="floating tabular pointer-events-none absolute bottom-full z-40 mb-1.5 -translate-x-1/2 px-2 py-0.5 text-12 whitespace-nowrap"
      style={{ left: `clamp(80px, ${left}, calc(100% - 80px))` }}
    >
      {text} <span className="text-text-3">+{offset}</span>
    </div>
  );
}

function keyTarget(key: string, shown: number, lengthMs: number, barMs: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return shown + barMs;
    case 'ArrowLeft':
    case 'ArrowDown':
      return shown - barMs;
    case 'PageUp':
      return shown + lengthMs / 20;
    case 'PageDown':
      return shown - lengthMs / 20;
    case 'Home':
      return 0;
    case 'End':
      return lengthMs;
    default:
      return undefined;
  }
}

function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
