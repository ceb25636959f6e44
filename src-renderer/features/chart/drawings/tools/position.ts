import { formatPercent, percentChange } from '../../../../ui/format.ts';
import type { Anchor, DrawingKind } from '../drawing.ts';
import { type DrawingSpace, type DrawingTool, pointOf } from '../drawing-tool.ts';
import type { Shape } from '../shape.ts';

/*
 * A planned trade. Three anchors: entry, target, stop. The entry has the time it begins, target and stop share the time
 * it ends. What it risks and may gain are ticks and percent of the entry; money belongs to an order ticket.
 */

const initialBars = 24;
const initialTargetPixels = 90;
const initialStopPixels = 45;

export function rewardToRisk(entry: number, target: number, stop: number): number {
  const risk = Math.abs(entry - stop);
  return risk === 0 ? Number.NaN : Math.abs(target - entry) / risk;
}

/** Keeps target and stop on their own sides of the entry: dragged across, they stop at it. */
export function positionAnchorMoved(
  direction: 1 | -1,
  anchors: readonly Anchor[],
  index: number,
  to: Anchor,
): Anchor[] {
  const [entry, target, stop] = anchors;
  if (entry === undefined || target === undefined || stop === undefined) return [...anchors];
  const beyond = (price: number, side: 1 | -1) =>
    side > 0 ? Math.max(price, entry.price) : Math.min(price, entry.price);
  if (index === 1) {
    return [entry, { time: to.time, price: beyond(to.price, direction) }, { ...stop, time: to.time }];
  }
  if (index === 2) {
    const price = beyond(to.price, direction > 0 ? -1 : 1);
    return [entry, { ...target, time: to.time }, { time: to.time, price }];
  }
  const low = Math.min(target.price, stop.price);
  const high = Math.max(target.price, stop.price);
  return [{ time: to.time, price: Math.min(high, Math.max(low, to.price)) }, target, stop];
}

function positionShape(anchors: readonly Anchor[], note: string, space: DrawingSpace): Shape {
  const [entry, target, stop] = anchors;
  if (entry === undefined || target === undefined || stop === undefined) return [];
  const at = pointOf(entry, space);
  const end = space.xOfTime(target.time);
  const targetY = space.yOfPrice(target.price);
  const stopY = space.yOfPrice(stop.price);
  const middle = (at.x + end) / 2;
  const ticks = (price: number) => Math.round(Math.abs(price - entry.price) / space.tick);
  const side = (price: number) => formatPercent(percentChange(price, entry.price));
  const ratio = rewardToRisk(entry.price, target.price, stop.price);
  const isTargetAbove = targetY < stopY;
  const label = (name: string, price: number, y: number, isAbove: boolean, colour: 'up' | 'down') =>
    ({
      part: 'label',
      at: { x: middle, y: y + (isAbove ? -3 : 3) },
      text: `${name} ${space.priceText(price)} (${side(price)}) ${ticks(price)} ticks`,
      align: 'center',
      side: isAbove ? 'above' : 'below',
      colour,
      isFilled: true,
    }) as const;
  return [
    { part: 'box', from: at, to: { x: end, y: targetY }, colour: 'up', fill: 0.14 },
    { part: 'box', from: at, to: { x: end, y: stopY }, colour: 'down', fill: 0.14 },
    { part: 'line', from: at, to: { x: end, y: at.y } },
    { part: 'line', from: { x: at.x, y: targetY }, to: { x: end, y: targetY }, colour: 'up' },
    { part: 'line', from: { x: at.x, y: stopY }, to: { x: end, y: stopY }, colour: 'down' },
    label('Target', target.price, targetY, isTargetAbove, 'up'),
    label('Stop', stop.price, stopY, !isTargetAbove, 'down'),
    {
      part: 'label',
      at: { x: middle, y: at.y },
      text: `${note === '' ? 'Entry' : note} ${space.priceText(entry.price)}  R ${Number.isFinite(ratio) ? ratio.toFixed(2) : '–'}`,
      align: 'center',
      side: 'middle',
      isFilled: true,
    },
  ];
}

function positionTool(kind: DrawingKind, title: string, direction: 1 | -1): DrawingTool {
  return {
    kind,
    title,
    clicks: 1,
    style: { colour: 'text', width: 1, line: 'solid' },
    complete: (set, space) => {
      const [entry] = set;
      if (entry === undefined) return [];
      const at = pointOf(entry, space);
      const time = space.timeOfX(at.x + initialBars * space.spacing);
      // Pixels say what fits the zoom; prices say which side of the entry, also on an inverted scale.
      const far = (pixels: number) => Math.abs(space.priceOfY(at.y - pixels) - entry.price);
      return [
        entry,
        { time, price: entry.price + direction * far(initialTargetPixels) },
        { time, price: entry.price - direction * far(initialStopPixels) },
      ];
    },
    moveAnchor: (anchors, index, to) => positionAnchorMoved(direction, anchors, index, to),
    shape: (drawing, space) => positionShape(drawing.anchors, drawing.text, space),
  };
}

export const longPosition = positionTool('long-position', 'Long position', 1);
export const shortPosition = positionTool('short-position', 'Short position', -1);
