import type { Anchor, Drawing, DrawingKind, DrawingStyle } from './drawing.ts';
import type { Point, Shape } from './shape.ts';

/** What a tool may ask of the chart while it makes a shape. Pixels count from the plot's top left. */
export interface DrawingSpace {
  readonly width: number;
  readonly height: number;
  /** Pixels from bar to bar. */
  readonly spacing: number;
  readonly tick: number;
  xOfTime(time: number): number;
  yOfPrice(price: number): number;
  timeOfX(x: number): number;
  priceOfY(y: number): number;
  priceText(price: number): string;
  changeText(change: number): string;
  timeText(time: number): string;
}

/** One kind of drawing. A new one is one such object in a file of its own, named in `drawing-tools.ts`. */
export interface DrawingTool {
  readonly kind: DrawingKind;
  readonly title: string;
  /** Points the user sets; what else it needs, `complete` adds. */
  readonly clicks: 1 | 2;
  readonly style: DrawingStyle;
  /** All anchors, once the user has set theirs. */
  complete?(set: readonly Anchor[], space: DrawingSpace): Anchor[];
  /** The anchors after one of them was dragged; without it only that one changes. */
  moveAnchor?(anchors: readonly Anchor[], index: number, to: Anchor): Anchor[];
  /** Where the anchors are taken hold of; without it, where they are. */
  handles?(anchors: readonly Anchor[], space: DrawingSpace): Point[];
  shape(drawing: Drawing, space: DrawingSpace): Shape;
}

export function pointOf(anchor: Anchor, space: DrawingSpace): Point {
  return { x: space.xOfTime(anchor.time), y: space.yOfPrice(anchor.price) };
}

export function pointsOf(anchors: readonly Anchor[], space: DrawingSpace): Point[] {
  return anchors.map((anchor) => pointOf(anchor, space));
}

/** Two anchors as points; the second stands in for both while there is only one. */
export function pairOf(anchors: readonly Anchor[], space: DrawingSpace): [Point, Point] {
  const [first, second] = pointsOf(anchors, space);
  if (first === undefined) throw new Error('a drawing without anchors');
  return [first, second ?? first];
}

export function handlesOf(tool: DrawingTool, anchors: readonly Anchor[], space: DrawingSpace): Point[] {
  return tool.handles?.(anchors, space) ?? pointsOf(anchors, space);
}

export function anchorMoved(
  tool: DrawingTool,
  anchors: readonly Anchor[],
  index: number,
  to: Anchor,
): readonly Anchor[] {
  if (tool.moveAnchor !== undefined) return tool.moveAnchor(anchors, index, to);
  return anchors.map((anchor, position) => (position === index ? to : anchor));
}
