import type { Painting } from './painting.ts';
import { dashOf } from './painting.ts';
import type { PlotItem } from './plot-item.ts';
import { alphaOf, colourText, isInvisible, thinned } from './script-colour.ts';

/** How far back the value is looked for that a line over na bars comes from. */
const lookBackRows = 5000;
/** What an area is filled with at most, so that what lies behind it stays visible. */
const areaAlpha = 0.35;
const roundSpacing = 12;

interface PlotPoint {
  readonly x: number;
  readonly y: number;
  readonly colour: number;
  /** Whether a line comes here from the point before. */
  readonly isJoined: boolean;
}

/** Lines, steps and areas, with and without gaps. */
export function paintLine(painting: Painting, item: PlotItem): void {
  const { context } = painting;
  const points = pointsOf(painting, item);
  if (points.length === 0) return;
  const isStep = item.style.startsWith('stepline');
  if (item.style.startsWith('area')) fillArea(painting, item, points);
  context.lineWidth = item.width;
  // Round corners cost time, and cannot be seen where points are close.
  context.lineJoin = painting.spacing < roundSpacing ? 'bevel' : 'round';
  context.lineCap = item.lineStyle === 'solid' ? 'round' : 'butt';
  context.setLineDash(dashOf(item.lineStyle, item.width));
  strokeRuns(painting, points, isStep);
  context.setLineDash([]);
  if (item.style === 'stepline_diamond') paintDiamonds(painting, item, points);
}

/** The values that can be seen, and one beyond each border. */
function pointsOf(painting: Painting, item: PlotItem): PlotPoint[] {
  const { span } = painting;
  const values = item.column('value');
  if (values === undefined) return [];
  const colourOf = item.colours();
  const bridges = !item.style.endsWith('br');
  const { firstRow, offset } = item;
  const points: PlotPoint[] = [];
  let isJoined = false;
  let hasStarted = false;
  const add = (index: number, row: number) => {
    const value = values[row] as number;
    if (row < firstRow || Number.isNaN(value)) {
      if (!bridges) isJoined = false;
      return;
    }
    points.push({ x: painting.xOf(index), y: painting.yOf(value), colour: colourOf(row), isJoined });
    isJoined = true;
  };
  for (let index = span.first; index <= span.last; index += 1) {
    const row = span.rowAt(index - offset);
    if (row < 0) continue;
    if (!hasStarted) {
      hasStarted = true;
      if (bridges && Number.isNaN(values[row] as number)) {
        const before = valueBefore(values, row, firstRow);
        if (before >= 0) add(index - (row - before), before);
      }
    }
    add(index, row);
  }
  if (bridges && points.length > 0) {
    const row = span.rowAt(Math.min(span.last, span.indexOfRow(item.length - 1) + offset) - offset);
    if (row >= 0 && Number.isNaN(values[row] as number)) {
      const after = valueAfter(values, row, item.length);
      if (after >= 0) add(span.last + (after - row), after);
    }
  }
  return points;
}

function valueBefore(values: Float64Array, row: number, least: number): number {
  for (let at = row - 1; at >= Math.max(least, row - lookBackRows); at -= 1) {
    if (!Number.isNaN(values[at] as number)) return at;
  }
  return -1;
}

function valueAfter(values: Float64Array, row: number, length: number): number {
  for (let at = row + 1; at < Math.min(length, row + lookBackRows); at += 1) {
    if (!Number.isNaN(values[at] as number)) return at;
  }
  return -1;
}

/** One stroke for each run of a colour. A piece of line has the colour of the bar it leads to. */
function strokeRuns(painting: Painting, points: readonly PlotPoint[], isStep: boolean): void {
  const { context, spacing } = painting;
  let colour = Number.NaN;
  let isOpen = false;
  const finish = () => {
    if (isOpen) context.stroke();
    isOpen = false;
  };
  for (let at = 0; at < points.length; at += 1) {
    const point = points[at] as PlotPoint;
    const before = points[at - 1];
    const isLonely = !point.isJoined && points[at + 1]?.isJoined !== true;
    if (
      isInvisible(point.colour) ||
      (!point.isJoined && !isLonely) ||
      (point.isJoined && before === undefined)
    ) {
      finish();
      continue;
    }
    if (!isOpen || point.colour !== colour) {
      finish();
      colour = point.colour;
      context.strokeStyle = colourText(colour);
      context.beginPath();
      isOpen = true;
      if (before !== undefined && point.isJoined) context.moveTo(before.x, before.y);
    } else if (before !== undefined && !before.isJoined && point.isJoined) {
      context.moveTo(before.x, before.y);
    }
    if (isLonely) {
      const reach = isStep ? spacing / 2 : 0.5;
      context.moveTo(point.x - reach, point.y);
      context.lineTo(point.x + reach, point.y);
      continue;
    }
    if (isStep && before !== undefined) context.lineTo(point.x, before.y);
    context.lineTo(point.x, point.y);
  }
  finish();
}

function fillArea(painting: Painting, item: PlotItem, points: readonly PlotPoint[]): void {
  const { context } = painting;
  const base = painting.yOf(item.base);
  let from = 0;
  const fill = (end: number) => {
    const first = points[from] as PlotPoint;
    const last = points[end - 1] as PlotPoint;
    const colour = last.colour;
    if (end - from < 2 || isInvisible(colour)) return;
    context.fillStyle = colourText(thinned(colour, Math.min(areaAlpha, alphaOf(colour))));
    context.beginPath();
    context.moveTo(first.x, base);
    for (let at = from; at < end; at += 1) {
      const { x, y } = points[at] as PlotPoint;
      context.lineTo(x, y);
    }
    context.lineTo(last.x, base);
    context.fill();
  };
  for (let at = 1; at < points.length; at += 1) {
    const point = points[at] as PlotPoint;
    if (!point.isJoined) {
      fill(at);
      from = at;
    } else if (at > from + 1 && point.colour !== (points[at - 1] as PlotPoint).colour) {
      fill(at);
      from = at - 1;
    }
  }
  fill(points.length);
}

function paintDiamonds(painting: Painting, item: PlotItem, points: readonly PlotPoint[]): void {
  const { context } = painting;
  const size = item.width + 2;
  for (let at = 1; at < points.length; at += 1) {
    const { x, y, colour, isJoined } = points[at] as PlotPoint;
    if (!isJoined || y === points[at - 1]?.y || isInvisible(colour)) continue;
    context.fillStyle = colourText(colour);
    context.beginPath();
    context.moveTo(x, y - size);
    context.lineTo(x + size, y);
    context.lineTo(x, y + size);
    context.lineTo(x - size, y);
    context.fill();
  }
}
