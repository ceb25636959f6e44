import type { DrawingColour } from './drawing.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/*
 * What a drawing looks like, in pixels and without a canvas: tools make shapes, one painter paints them, one hit test
 * finds them. A part without a colour takes the drawing's own.
 */
export interface LinePart {
  readonly part: 'line';
  readonly from: Point;
  readonly to: Point;
  readonly colour?: DrawingColour;
  /** Drawn thin and dashed whatever the style says. */
  readonly isGuide?: boolean;
}

export interface BoxPart {
  readonly part: 'box';
  readonly from: Point;
  readonly to: Point;
  readonly colour?: DrawingColour;
  /** How dense the filling is, 0 to 1. */
  readonly fill: number;
}

export interface LabelPart {
  readonly part: 'label';
  readonly at: Point;
  readonly text: string;
  readonly align: 'left' | 'center' | 'right';
  readonly side: 'above' | 'middle' | 'below';
  readonly colour?: DrawingColour;
  /** On a ground of its own, to be read over bars. */
  readonly isFilled?: boolean;
  readonly isLarge?: boolean;
}

export type ShapePart = LinePart | BoxPart | LabelPart;
export type Shape = readonly ShapePart[];

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** From a point to the nearest of a stretch. */
export function distanceToLine(point: Point, from: Point, to: Point): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const lengthSquared = dx * dx + dy * dy;
  if (lengthSquared === 0) return distance(point, from);
  const along = ((point.x - from.x) * dx + (point.y - from.y) * dy) / lengthSquared;
  const nearest = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - from.x - nearest * dx, point.y - from.y - nearest * dy);
}

export function isInBox(point: Point, from: Point, to: Point): boolean {
  return (
    point.x >= Math.min(from.x, to.x) &&
    point.x <= Math.max(from.x, to.x) &&
    point.y >= Math.min(from.y, to.y) &&
    point.y <= Math.max(from.y, to.y)
  );
}

/** Where a line from `from` through `through` leaves a plot of this size, going beyond `through`. */
export function rayEnd(from: Point, through: Point, width: number, height: number): Point {
  const dx = through.x - from.x;
  const dy = through.y - from.y;
  if (dx === 0 && dy === 0) return through;
  // Far enough to leave the plot from wherever it starts; the canvas cuts off the rest.
  const reach = (Math.abs(from.x) + Math.abs(from.y) + width + height) / Math.hypot(dx, dy);
  const factor = Math.max(1, reach);
  return { x: from.x + dx * factor, y: from.y + dy * factor };
}

export const labelHeight = 18;
const largeLabelHeight = 22;
const labelInset = 6;

export const labelFontPx = (label: LabelPart): number => (label.isLarge === true ? 13 : 11);

/** Corners of a label's ground. Painting knows the width of the text; hitting makes do with an estimate. */
export function labelBox(label: LabelPart, textWidth = estimatedWidth(label)): { from: Point; to: Point } {
  const height = label.isLarge === true ? largeLabelHeight : labelHeight;
  const width = textWidth + labelInset * 2;
  const left = label.at.x - { left: 0, center: width / 2, right: width }[label.align];
  const top = label.at.y - { above: height, middle: height / 2, below: 0 }[label.side];
  return { from: { x: left, y: top }, to: { x: left + width, y: top + height } };
}

/** Widths in Inter, as parts of the font's size, of the letters that labels are made of. */
function estimatedWidth(label: LabelPart): number {
  let ems = 0;
  for (const letter of label.text) {
    if (/[ .,:;'|ijl()]/.test(letter)) ems += 0.3;
    else if (/[mwMW%@]/.test(letter)) ems += 0.88;
    else if (/[A-Z0-9+–−]/.test(letter)) ems += 0.64;
    else ems += /[frtI-]/.test(letter) ? 0.4 : 0.58;
  }
  return ems * labelFontPx(label);
}
