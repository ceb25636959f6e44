import type { DrawnLabel } from '../../../../../src-shared/contract/scripts.ts';
import { isMarkShape, traceMark } from '../paint/mark-shapes.ts';
import type { Painting } from '../paint/painting.ts';
import { colourText, isInvisible } from '../paint/script-colour.ts';
import { fontOf, textPixels } from '../paint/text-size.ts';
import { xOfPlace, yOfPlace } from './drawn-place.ts';
import { plainStyle } from './paint-drawn-lines.ts';

const padding = { x: 6, y: 4 };
const pointer = 6;
const barGap = 4;

/** Which way a balloon lies from its point, in x and y, and where its pointer leaves it. */
const balloons: Readonly<Record<string, readonly [x: number, y: number]>> = {
  label_down: [0, -1],
  label_up: [0, 1],
  label_left: [1, 0],
  label_right: [-1, 0],
  label_lower_left: [1, -1],
  label_lower_right: [-1, -1],
  label_upper_left: [1, 1],
  label_upper_right: [-1, 1],
  label_center: [0, 0],
};

export function paintDrawnLabel(painting: Painting, label: DrawnLabel): void {
  const { context, width, colours } = painting;
  const x = xOfPlace(painting, label.x, label.xloc);
  // Wide enough for texts that begin outside.
  if (!(x > -400 && x < width + 400)) return;
  const y = anchorY(painting, label, x);
  if (Number.isNaN(y)) return;
  const style = plainStyle(label.style);
  const pixels = textPixels(label.size);
  const lines = label.text === '' ? [] : label.text.split('\n');
  context.font = fontOf(pixels, label.fontFamily, colours.fontFamily, label.formatting);
  const lineHeight = pixels * 1.25;
  const text = {
    width: Math.max(0, ...lines.map((line) => context.measureText(line).width)),
    height: lines.length * lineHeight,
  };
  const balloon = balloons[style];
  if (balloon !== undefined) {
    const middle = paintBalloon(painting, label, { x, y }, text, balloon);
    noteTooltip(painting, label, middle, text);
    paintLines(painting, label, lines, middle.x, middle.y, text.width, lineHeight);
    return;
  }
  const isPlain = style === 'none' || style === 'text_outline' || !isMarkShape(style);
  if (isPlain) {
    noteTooltip(painting, label, { x, y }, text);
    paintLines(painting, label, lines, x, y, text.width, lineHeight, style === 'text_outline');
    return;
  }
  const size = Math.max(8, pixels * 1.2);
  // Arrows and triangles stand beyond their bar.
  const away = label.yloc === 'belowbar' ? 1 : label.yloc === 'abovebar' ? -1 : 0;
  const middle = y + (away * size) / 2;
  noteTooltip(painting, label, { x, y: middle }, { width: size, height: size });
  if (!isInvisible(label.color)) {
    context.fillStyle = colourText(label.color as number);
    traceMark(context, style, x, middle, size);
    context.fill();
  }
  const side = away === 0 ? (style.endsWith('up') ? 1 : -1) : away;
  paintLines(
    painting,
    label,
    lines,
    x,
    middle + side * (size / 2 + 2 + text.height / 2),
    text.width,
    lineHeight,
  );
}

function noteTooltip(
  painting: Painting,
  { tooltip }: DrawnLabel,
  middle: { readonly x: number; readonly y: number },
  text: { readonly width: number; readonly height: number },
): void {
  if (tooltip === '') return;
  const width = Math.max(10, text.width + 2 * padding.x);
  const height = Math.max(10, text.height + 2 * padding.y);
  const [x, y] = [middle.x - width / 2, middle.y - height / 2];
  painting.noteTooltip?.({ x, y, width, height, text: tooltip });
}

function anchorY(painting: Painting, label: DrawnLabel, x: number): number {
  if (label.yloc !== 'abovebar' && label.yloc !== 'belowbar') return yOfPlace(painting, label.y);
  const bars = painting.span.bars();
  if (bars === undefined || label.x === null) return Number.NaN;
  const { span } = painting;
  const index = Math.round(label.xloc === 'bar_time' ? span.indexOfTime(label.x) : span.indexOfRow(label.x));
  const isAbove = label.yloc === 'abovebar';
  if (!painting.hasPrices) return x < 0 ? Number.NaN : isAbove ? 10 : painting.height - 10;
  const price = (isAbove ? bars.columns.high : bars.columns.low)[index - bars.start];
  return price === undefined ? Number.NaN : painting.yOf(price) + (isAbove ? -barGap : barGap);
}

/** Where the middle of its text comes to lie. */
function paintBalloon(
  { context }: Painting,
  label: DrawnLabel,
  point: { readonly x: number; readonly y: number },
  text: { readonly width: number; readonly height: number },
  [dx, dy]: readonly [number, number],
): { readonly x: number; readonly y: number } {
  const width = text.width + 2 * padding.x;
  const height = Math.max(text.height, 4) + 2 * padding.y;
  const isCorner = dx !== 0 && dy !== 0;
  const reach = isCorner ? 0 : pointer;
  const middle = { x: point.x + dx * (width / 2 + reach), y: point.y + dy * (height / 2 + reach) };
  if (isInvisible(label.color)) return middle;
  const [left, top] = [middle.x - width / 2, middle.y - height / 2];
  context.fillStyle = colourText(label.color as number);
  context.beginPath();
  // The corner at the point is sharp where the balloon hangs on it.
  const corner = (x: number, y: number) => (isCorner && dx === x && dy === y ? 0 : 4);
  context.roundRect(left, top, width, height, [corner(1, 1), corner(-1, 1), corner(-1, -1), corner(1, -1)]);
  if (!isCorner && dy !== 0) {
    const edge = dy < 0 ? top + height : top;
    context.moveTo(point.x - pointer * 0.8, edge);
    context.lineTo(point.x, point.y);
    context.lineTo(point.x + pointer * 0.8, edge);
  } else if (!isCorner && dx !== 0) {
    const edge = dx > 0 ? left : left + width;
    context.moveTo(edge, point.y - pointer * 0.8);
    context.lineTo(point.x, point.y);
    context.lineTo(edge, point.y + pointer * 0.8);
  }
  context.fill();
  return middle;
}

function paintLines(
  { context, colours }: Painting,
  label: DrawnLabel,
  lines: readonly string[],
  x: number,
  y: number,
  width: number,
  lineHeight: number,
  hasOutline = false,
): void {
  if (lines.length === 0 || isInvisible(label.textColor)) return;
  const isAside = label.textAlign === 'left' || label.textAlign === 'right';
  context.textAlign = isAside ? (label.textAlign as 'left' | 'right') : 'center';
  context.textBaseline = 'middle';
  const edge = label.textAlign === 'left' ? x - width / 2 : label.textAlign === 'right' ? x + width / 2 : x;
  const first = y - ((lines.length - 1) * lineHeight) / 2;
  context.fillStyle = colourText(label.textColor as number);
  for (const [at, line] of lines.entries()) {
    if (hasOutline) {
      context.lineWidth = 3;
      context.lineJoin = 'round';
      context.strokeStyle = isInvisible(label.color) ? colours.ground : colourText(label.color as number);
      context.strokeText(line, edge, first + at * lineHeight);
    }
    context.fillText(line, edge, first + at * lineHeight);
  }
}
