import { distance, distanceToLine, isInBox, labelBox, type Point, type Shape } from './shape.ts';

/** What of a drawing lies under the pointer: one of its anchors by number, or the rest of it. */
export type Hit = number | 'body';

export const lineTolerance = 6;
export const handleTolerance = 9;

export function isOnShape(shape: Shape, point: Point, tolerance = lineTolerance): boolean {
  return shape.some((part) => {
    if (part.part === 'line') return distanceToLine(point, part.from, part.to) <= tolerance;
    if (part.part === 'box') return part.fill > 0 && isInBox(point, part.from, part.to);
    const { from, to } = labelBox(part);
    return isInBox(point, from, to);
  });
}

/** Anchors come first and take a wider reach, so that a small drawing can still be reshaped. */
export function hitDrawing(
  shape: Shape,
  handles: readonly Point[],
  point: Point,
  hasHandles: boolean,
): Hit | undefined {
  if (hasHandles) {
    let nearest: number | undefined;
    let best = handleTolerance;
    for (const [index, handle] of handles.entries()) {
      const gap = distance(handle, point);
      if (gap <= best) {
        best = gap;
        nearest = index;
      }
    }
    if (nearest !== undefined) return nearest;
  }
  return isOnShape(shape, point) ? 'body' : undefined;
}
