import type { Painting } from '../paint/painting.ts';

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The pixel of a drawing's x: a bar of the run, or a time. NaN where it has none. */
export function xOfPlace(painting: Painting, place: number | null, xloc: string): number {
  if (place === null) return Number.NaN;
  const { span } = painting;
  return painting.xOf(xloc === 'bar_time' ? span.indexOfTime(place) : span.indexOfRow(place));
}

export function yOfPlace(painting: Painting, place: number | null): number {
  return place === null ? Number.NaN : painting.yOf(place);
}

/** The stretch of a line that lies in the pane once it is extended; undefined for none. */
export function extended(
  from: Spot,
  to: Spot,
  extend: string,
  width: number,
  height: number,
): readonly [Spot, Spot] | undefined {
  // A script may give the points in any order: left is left on the screen.
  const isTurned = from.x > to.x;
  const [left, right] = isTurned ? [to, from] : [from, to];
  const goesLeft = extend === 'left' || extend === 'both';
  const goesRight = extend === 'right' || extend === 'both';
  if (right.x - left.x < 1e-6) {
    if (left.x < -1 || left.x > width + 1) return undefined;
    if (!goesLeft && !goesRight) return [from, to];
    return [
      { x: left.x, y: 0 },
      { x: left.x, y: height },
    ];
  }
  const slope = (right.y - left.y) / (right.x - left.x);
  const margin = 20;
  const start = goesLeft ? -margin : Math.max(left.x, -margin);
  const end = goesRight ? width + margin : Math.min(right.x, width + margin);
  if (start > end) return undefined;
  const at = (x: number) => ({ x, y: left.y + (x - left.x) * slope });
  const ends = [start === left.x ? left : at(start), end === right.x ? right : at(end)] as const;
  return isTurned ? [ends[1], ends[0]] : ends;
}
