import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { classNames } from '../../ui/class-names.ts';

interface SplitterProps {
  readonly label: string;
  /** The size, in px, of what it borders on: before it (`before`) or behind it. */
  readonly value: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly side: 'before' | 'behind';
  /** `column` is a line from top to bottom, which is dragged sideways. */
  readonly direction: 'column' | 'row';
  onChange(value: number): void;
}

const step = 16;

/** A line between two areas: dragged, moved with the arrow keys, brought to its ends with Home and End. */
export function Splitter({ label, value, minimum, maximum, side, direction, onChange }: SplitterProps) {
  const from = useRef<{ readonly at: number; readonly value: number } | null>(null);
  const isColumn = direction === 'column';
  const sign = side === 'before' ? 1 : -1;
  const set = (wanted: number) => {
    const next = Math.round(Math.min(maximum, Math.max(minimum, wanted)));
    if (next !== value) onChange(next);
  };
  const place = (event: PointerEvent) => (isColumn ? event.clientX : event.clientY);
  const onKeyDown = (event: KeyboardEvent) => {
    const [less, more] = isColumn ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const moves: Readonly<Record<string, number>> = {
      [less as string]: value - sign * step,
      [more as string]: value + sign * step,
      Home: minimum,
      End: maximum,
    };
    const wanted = moves[event.key];
    if (wanted === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    set(wanted);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved
    <div
      role="separator"
      aria-label={label}
      aria-orientation={isColumn ? 'vertical' : 'horizontal'}
      aria-valuenow={value}
      aria-valuemin={minimum}
      aria-valuemax={maximum}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { at: place(event), value };
      }}
      onPointerMove={(event) => {
        if (from.current !== null) set(from.current.value + sign * (place(event) - from.current.at));
      }}
      onPointerUp={() => {
        from.current = null;
      }}
      onPointerCancel={() => {
        from.current = null;
      }}
      className={classNames(
        'relative z-10 shrink-0 touch-none bg-line outline-none hover:bg-accent focus-visible:bg-accent',
        // Wider to the pointer than to the eye.
        'after:absolute',
        isColumn
          ? 'w-px cursor-col-resize after:inset-y-0 after:-inset-x-1'
          : 'h-px cursor-row-resize after:inset-x-0 after:-inset-y-1',
      )}
    />
  );
}
