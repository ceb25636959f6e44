import type { DrawingKind } from './drawing.ts';

/** How many anchors a drawing of each kind has. Part of the format: never changed for a kind that has been released. */
export const anchorCounts: Readonly<Record<DrawingKind, number>> = {
  'trend-line': 2,
  ray: 2,
  'horizontal-line': 1,
  'vertical-line': 1,
  rectangle: 2,
  'fibonacci-retracement': 2,
  text: 1,
  measure: 2,
  'long-position': 3,
  'short-position': 3,
};
