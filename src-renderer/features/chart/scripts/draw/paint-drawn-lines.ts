import type { DrawnLine, DrawnLinefill, DrawnPolyline } from '../../../../../src-shared/contract/scripts.ts';
import { dashOf, type Painting, sharp } from '../paint/painting.ts';
import { colourText, isInvisible } from '../paint/script-colour.ts';
import { extended, type Spot, xOfPlace, yOfPlace } from './drawn-place.ts';

/** `style_dashed` and `dashed` are the same. */
export function plainStyle(style: string): string {
  return style.startsWith('style_') ? style.slice(6) : style;
}

function endsOf(painting: Painting, line: DrawnLine): readonly [Spot, Spot] | undefined {
  const from = { x: xOfPlace(painting, line.x1, line.xloc), y: yOfPlace(painting, line.y1) };
  const to = { x: xOfPlace(painting, line.x2, line.xloc), y: yOfPlace(painting, line.y2) };
  if (Number.isNaN(from.x + from.y + to.x + to.y)) return undefined;
  return extended(from, to, line.extend, painting.width, painting.height);
}

export function paintDrawnLine(painting: Painting, line: DrawnLine): void {
  const ends = isInvisible(line.color) ? undefined : endsOf(painting, line);
  if (ends === undefined) return;
  const { context } = painting;
  const [from, to] = ends;
  const style = plainStyle(line.style);
  const isLevel = Math.abs(from.y - to.y) < 0.01;
  const isUpright = Math.abs(from.x - to.x) < 0.01;
  const [y1, y2] = isLevel ? [sharp(from.y, line.width), sharp(from.y, line.width)] : [from.y, to.y];
  const [x1, x2] = isUpright ? [sharp(from.x, line.width), sharp(from.x, line.width)] : [from.x, to.x];
  context.strokeStyle = colourText(line.color as number);
  context.lineWidth = line.width;
  context.lineCap = 'butt';
  context.setLineDash(dashOf(style, line.width));
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
  context.setLineDash([]);
  if (style === 'arrow_left' || style === 'arrow_both')
    arrowHead(context, { x: x2, y: y2 }, { x: x1, y: y1 }, line.width);
  if (style === 'arrow_right' || style === 'arrow_both')
    arrowHead(context, { x: x1, y: y1 }, { x: x2, y: y2 }, line.width);
}

function arrowHead(context: CanvasRenderingContext2D, from: Spot, tip: Spot, width: number): void {
  const angle = Math.atan2(tip.y - from.y, tip.x - from.x);
  const length = 7 + width * 1.5;
  context.beginPath();
  for (const turn of [Math.PI - 0.5, Math.PI + 0.5]) {
    context.moveTo(tip.x + Math.cos(angle + turn) * length, tip.y + Math.sin(angle + turn) * length);
    context.lineTo(tip.x, tip.y);
  }
  context.stroke();
}

export function paintLinefill(
  painting: Painting,
  fill: DrawnLinefill,
  lines: ReadonlyMap<number, DrawnLine>,
): void {
  const first = fill.line1 === null ? undefined : lines.get(fill.line1);
  const second = fill.line2 === null ? undefined : lines.get(fill.line2);
  if (first === undefined || second === undefined || isInvisible(fill.color)) return;
  const [a, b] = [endsOf(painting, first), endsOf(painting, second)];
  if (a === undefined || b === undefined) return;
  const { context } = painting;
  context.fillStyle = colourText(fill.color as number);
  context.beginPath();
  for (const { x, y } of [a[0], a[1], b[1], b[0]]) context.lineTo(x, y);
  context.closePath();
  context.fill();
}

export function paintPolyline(painting: Painting, polyline: DrawnPolyline): void {
  const { context, width } = painting;
  const spots = polyline.points
    .map(({ x, y }) => ({ x: xOfPlace(painting, x, polyline.xloc), y: yOfPlace(painting, y) }))
    .filter(({ x, y }) => !Number.isNaN(x + y));
  if (spots.length < 2) return;
  if (spots.every(({ x }) => x < 0) || spots.every(({ x }) => x > width)) return;
  context.beginPath();
  if (polyline.isCurved) traceCurve(context, spots, polyline.isClosed);
  else for (const { x, y } of spots) context.lineTo(x, y);
  if (polyline.isClosed) context.closePath();
  if (!isInvisible(polyline.fillColor)) {
    context.fillStyle = colourText(polyline.fillColor as number);
    context.fill();
  }
  if (isInvisible(polyline.lineColor)) return;
  const style = plainStyle(polyline.lineStyle);
  context.strokeStyle = colourText(polyline.lineColor as number);
  context.lineWidth = polyline.lineWidth;
  context.lineJoin = 'round';
  context.setLineDash(dashOf(style, polyline.lineWidth));
  context.stroke();
  context.setLineDash([]);
  const [first, second] = spots;
  const [last, beforeLast] = [spots.at(-1), spots.at(-2)];
  if (polyline.isClosed || first === undefined || second === undefined) return;
  if (last === undefined || beforeLast === undefined) return;
  if (style === 'arrow_left' || style === 'arrow_both') arrowHead(context, second, first, polyline.lineWidth);
  if (style === 'arrow_right' || style === 'arrow_both')
    arrowHead(context, beforeLast, last, polyline.lineWidth);
}

/** Through all points, each piece leaving in the direction from the point before to the one after. */
function traceCurve(context: CanvasRenderingContext2D, spots: readonly Spot[], isClosed: boolean): void {
  const count = spots.length;
  const at = (index: number): Spot =>
    spots[isClosed ? (index + count) % count : Math.min(count - 1, Math.max(0, index))] as Spot;
  context.moveTo(at(0).x, at(0).y);
  const pieces = isClosed ? count : count - 1;
  for (let index = 0; index < pieces; index += 1) {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    context.bezierCurveTo(
      from.x + (to.x - before.x) / 6,
      from.y + (to.y - before.y) / 6,
      to.x - (after.x - from.x) / 6,
      to.y - (after.y - from.y) / 6,
      to.x,
      to.y,
    );
  }
}
