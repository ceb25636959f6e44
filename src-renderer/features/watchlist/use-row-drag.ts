import { type PointerEvent as ReactPointerEvent, type RefObject, useCallback, useState } from 'react';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';

const startAfterPx = 5;

export interface RowDrag {
  readonly instrument: InstrumentId;
  /** Where it would go, as an index between rows. */
  readonly gap: number;
}

/** Reordering by pointer: a press becomes a drag after a few pixels, Escape gives it up. */
export function useRowDrag(
  scroller: RefObject<HTMLElement | null>,
  rowHeight: number,
  headerHeight: number,
  count: number,
  onDrop: (instrument: InstrumentId, gap: number) => void,
) {
  const [drag, setDrag] = useState<RowDrag | null>(null);

  const grab = useCallback(
    (event: ReactPointerEvent<HTMLElement>, instrument: InstrumentId) => {
      const view = scroller.current;
      if (event.button !== 0 || event.pointerType === 'touch' || view === null) return;
      const startY = event.clientY;
      const controller = new AbortController();
      let current: RowDrag | null = null;
      const show = (next: RowDrag | null) => {
        current = next;
        setDrag(next);
      };
      const move = (moved: PointerEvent) => {
        if (current === null && Math.abs(moved.clientY - startY) < startAfterPx) return;
        const box = view.getBoundingClientRect();
        const y = moved.clientY - box.top - headerHeight + view.scrollTop;
        show({ instrument, gap: Math.min(count, Math.max(0, Math.round(y / rowHeight))) });
      };
      const stop = () => {
        controller.abort();
        show(null);
      };
      const drop = () => {
        const dropped = current;
        stop();
        if (dropped === null) return;
        onDrop(dropped.instrument, dropped.gap);
        // The click that ends the drag, if one follows, does not choose the row as well.
        const swallow = new AbortController();
        addEventListener('click', (click) => click.stopPropagation(), {
          capture: true,
          signal: swallow.signal,
        });
        setTimeout(() => swallow.abort());
      };
      const { signal } = controller;
      addEventListener('pointermove', move, { signal });
      addEventListener('pointerup', drop, { signal });
      addEventListener('pointercancel', stop, { signal });
      addEventListener('keydown', (key) => key.key === 'Escape' && stop(), { signal });
    },
    [scroller, rowHeight, headerHeight, count, onDrop],
  );
  return { drag, grab };
}
