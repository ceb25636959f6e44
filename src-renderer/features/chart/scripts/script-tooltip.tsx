import { type RefObject, useEffect, useState } from 'react';
import type { TooltipArea } from './paint/painting.ts';
import type { ScriptLayer } from './script-layer.ts';

interface ScriptTooltipProps {
  readonly layer: ScriptLayer;
  readonly plot: RefObject<HTMLElement | null>;
  /** Where the panes begin, beside a left axis. */
  left(): number;
}

interface Shown {
  readonly area: TooltipArea;
  /** Of the plot. */
  readonly width: number;
  readonly height: number;
}

const gap = 6;
/** Nearer to a border than this a tooltip is set flush with what it belongs to. */
const border = 150;

/** What a label or a table's cell tells when it is pointed at. */
export function ScriptTooltip({ layer, plot, left }: ScriptTooltipProps) {
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    const element = plot.current;
    if (element === null) return;
    const controller = new AbortController();
    const { signal } = controller;
    const hide = () => setShown(null);
    const look = (event: PointerEvent) => {
      const box = element.getBoundingClientRect();
      const [x, y] = [event.clientX - box.left - left(), event.clientY - box.top];
      const area = event.buttons === 0 ? layer.tooltipAt(x, y) : undefined;
      setShown((before) => {
        if (area === undefined) return null;
        const isSame =
          before?.area.text === area.text && before.area.x === area.x && before.area.y === area.y;
        return isSame ? before : { area, width: box.width, height: box.height };
      });
    };
    element.addEventListener('pointermove', look, { signal });
    for (const event of ['pointerleave', 'pointerdown', 'wheel'])
      element.addEventListener(event, hide, { signal, passive: true });
    return () => controller.abort();
  }, [layer, plot, left]);
  if (shown === null) return null;
  const { area, width, height } = shown;
  const from = left() + area.x;
  const middle = from + area.width / 2;
  const bottom = area.y + area.height;
  const isLow = bottom > height * 0.7;
  return (
    <div
      role="tooltip"
      data-testid="script-tooltip"
      style={{
        ...(middle < border
          ? { left: Math.max(gap, from) }
          : middle > width - border
            ? { right: Math.max(gap, width - from - area.width) }
            : { left: middle, transform: 'translateX(-50%)' }),
        ...(isLow ? { bottom: height - area.y + gap } : { top: bottom + gap }),
      }}
      className="floating pointer-events-none absolute z-20 max-w-72 px-2 py-1 text-12 break-words whitespace-pre-wrap text-text-1"
    >
      {area.text}
    </div>
  );
}
