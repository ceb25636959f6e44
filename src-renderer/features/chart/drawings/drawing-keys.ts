import type { KeyboardEvent } from 'react';
import type { DrawingBook } from './drawing-book.ts';
import type { DrawingLayer } from './drawing-layer.ts';

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const arrows: Readonly<Record<string, readonly [bars: number, ticks: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Keys of a focused plot that belong to its drawings. Shift makes ten steps of one. True when the key was used. */
export function drawingKey(event: Key, book: DrawingBook, layer: DrawingLayer): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const { selected } = book.state.getState();
  const arrow = arrows[event.key];
  if (arrow !== undefined) {
    const steps = event.shiftKey ? 10 : 1;
    return layer.nudge(arrow[0] * steps, arrow[1] * steps);
  }
  switch (event.key) {
    case 'Tab':
      return layer.selectNext(event.shiftKey ? -1 : 1);
    case 'Escape':
      return layer.cancel();
    case 'Enter':
      return layer.placeInMiddle();
    case 'Delete':
    case 'Backspace':
      if (selected === null) return false;
      book.remove(selected);
      return true;
    default:
      return false;
  }
}
