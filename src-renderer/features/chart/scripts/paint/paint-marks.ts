import type { CandleColumns } from '../../../../../src-shared/domain/candle.ts';
import { isMarkShape, traceMark } from './mark-shapes.ts';
import type { Painting } from './painting.ts';
import type { PlotItem } from './plot-item.ts';
import { colourText, isInvisible } from './script-colour.ts';
import { fontOf, shapePixels } from './text-size.ts';

const gap = 4;
const textPx = 11;
const lineHeight = 13;
const labelPadding = 4;

/** How much room marks have taken above and below each bar, so that the next ones go beyond them. */
export class MarkRoom {
  readonly #above = new Map<number, number>();
  readonly #below = new Map<number, number>();

  /** Distance from the bar at which something of this height begins. */
  take(side: 'above' | 'below', index: number, height: number): number {
    const taken = side === 'above' ? this.#above : this.#below;
    const before = taken.get(index) ?? 0;
    taken.set(index, before + height + gap / 2);
    return before + gap;
  }
}

type Bars = { readonly start: number; readonly columns: CandleColumns } | undefined;

/** `plotshape` and `plotchar`: marks at bars where the series is true, or at the series' own value. */
export function paintMarks(painting: Painting, item: PlotItem, room: MarkRoom): void {
  const { span, context } = painting;
  const values = item.column('value');
  if (values === undefined) return;
  const [colourOf, textColourOf] = [item.colours(), item.colours('textcolor')];
  const bars = span.bars();
  const lines = item.text('text', '') === '' ? [] : item.text('text', '').split('\n');
  const drawn = markOf(painting, item);
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  for (let index = span.first; index <= span.last; index += 1) {
    const row = span.rowAt(index - item.offset);
    if (row < item.firstRow || row < 0) continue;
    const value = values[row] as number;
    const isAbsolute = item.text('location', '') === 'absolute';
    if (Number.isNaN(value) || (!isAbsolute && value === 0)) continue;
    const colour = colourOf(row);
    const textColour = textColourOf(row);
    const size = drawn.height + lines.length * lineHeight;
    const place = placeOf(painting, item, index, value, size, bars, room);
    if (place === undefined) continue;
    const { y, isBelow } = place;
    const x = painting.xOf(index);
    // Beside the bar: the mark, and the text on the side away from it.
    const markY = isBelow ? y + drawn.height / 2 : y - drawn.height / 2;
    if (!isInvisible(colour)) drawn.paint(x, markY, colour, lines, textColour);
    if (drawn.holdsText || lines.length === 0) continue;
    const ink = Number.isNaN(textColour) ? colour : textColour;
    if (isInvisible(ink)) continue;
    context.font = fontOf(textPx, 'default', painting.colours.fontFamily, '');
    context.fillStyle = colourText(ink);
    const first = isBelow
      ? y + drawn.height + lineHeight / 2
      : y - drawn.height - lines.length * lineHeight + lineHeight / 2;
    for (const [at, line] of lines.entries()) context.fillText(line, x, first + at * lineHeight);
  }
}

/** The edge of the mark that is nearest to its bar or value, and which way it grows from there. */
function placeOf(
  painting: Painting,
  item: PlotItem,
  index: number,
  value: number,
  size: number,
  bars: Bars,
  room: MarkRoom,
): { readonly y: number; readonly isBelow: boolean } | undefined {
  const location = item.text('location', 'abovebar');
  if (location === 'absolute') {
    const isBelow = item.text('style', '').endsWith('up');
    const y = painting.yOf(value);
    const isPointed = item.text('style', '').startsWith('label');
    return { y: isPointed ? y : isBelow ? y - size / 2 : y + size / 2, isBelow };
  }
  if (location === 'top' || (location === 'abovebar' && !painting.hasPrices)) {
    return { y: room.take('above', index, size), isBelow: true };
  }
  if (location === 'bottom' || !painting.hasPrices) {
    return { y: painting.height - room.take('below', index, size), isBelow: false };
  }
  const at = bars === undefined ? -1 : index - bars.start;
  const side = location === 'belowbar' ? 'below' : 'above';
  const price = side === 'below' ? bars?.columns.low[at] : bars?.columns.high[at];
  if (price === undefined) return undefined;
  const distance = room.take(side, index, size);
  const y = painting.yOf(price);
  return side === 'below' ? { y: y + distance, isBelow: true } : { y: y - distance, isBelow: false };
}

interface Mark {
  readonly height: number;
  /** Whether the text stands inside of it. */
  readonly holdsText: boolean;
  paint(x: number, y: number, colour: number, lines: readonly string[], textColour: number): void;
}

function markOf(painting: Painting, item: PlotItem): Mark {
  const { context, spacing, colours } = painting;
  const size = shapePixels(item.text('size', 'auto'), spacing);
  if (item.declared.kind === 'plotchar') {
    const char = [...item.text('char', '★')][0] ?? '';
    const pixels = Math.round(size * 1.15);
    return {
      height: char.trim() === '' ? 0 : pixels,
      holdsText: false,
      paint: (x, y, colour) => {
        context.font = fontOf(pixels, 'default', colours.fontFamily, '');
        context.fillStyle = colourText(colour);
        context.fillText(char, x, y);
      },
    };
  }
  const style = item.text('style', 'xcross');
  if (style === 'labelup' || style === 'labeldown') return labelMark(painting, item, style, size);
  const shape = isMarkShape(style) ? style : 'xcross';
  return {
    height: size,
    holdsText: false,
    paint: (x, y, colour) => {
      context.fillStyle = colourText(colour);
      traceMark(context, shape, x, y, size);
      context.fill();
    },
  };
}

function labelMark(painting: Painting, item: PlotItem, style: string, size: number): Mark {
  const { context, colours } = painting;
  const font = fontOf(textPx, 'default', colours.fontFamily, '');
  context.font = font;
  const lines = item.text('text', '').split('\n');
  const widest = Math.max(...lines.map((line) => context.measureText(line).width));
  const width = Math.max(size, widest + 2 * labelPadding);
  const body = Math.max(size, lines.length * lineHeight + labelPadding);
  const pointer = 5;
  const height = body + pointer;
  const isUp = style === 'labelup';
  return {
    height,
    holdsText: true,
    paint: (x, y, colour, texts, textColour) => {
      const top = isUp ? y - height / 2 + pointer : y - height / 2;
      context.fillStyle = colourText(colour);
      context.beginPath();
      context.roundRect(x - width / 2, top, width, body, 3);
      const edge = isUp ? top : top + body;
      context.moveTo(x - pointer, edge);
      context.lineTo(x, isUp ? edge - pointer : edge + pointer);
      context.lineTo(x + pointer, edge);
      context.fill();
      if (isInvisible(textColour)) return;
      context.font = font;
      context.fillStyle = colourText(textColour);
      const first = top + body / 2 - ((texts.length - 1) * lineHeight) / 2;
      for (const [at, line] of texts.entries()) context.fillText(line, x, first + at * lineHeight);
    },
  };
}

/** `plotarrow`: as long as the value is large among those that can be seen. */
export function paintArrows(painting: Painting, item: PlotItem, room: MarkRoom): void {
  const { context, span, spacing } = painting;
  const values = item.column('value');
  const bars = span.bars();
  if (values === undefined) return;
  const rows: (readonly [index: number, row: number])[] = [];
  let largest = 0;
  for (let index = span.first; index <= span.last; index += 1) {
    const row = span.rowAt(index - item.offset);
    const value = row < 0 || row < item.firstRow ? Number.NaN : (values[row] as number);
    if (Number.isNaN(value) || value === 0) continue;
    largest = Math.max(largest, Math.abs(value));
    rows.push([index, row]);
  }
  const [upOf, downOf] = [item.colours('colorup'), item.colours('colordown')];
  const [least, most] = [item.number('minheight', 5), item.number('maxheight', 100)];
  const half = Math.max(2, Math.min(8, spacing * 0.4));
  for (const [index, row] of rows) {
    const value = values[row] as number;
    const isUp = value > 0;
    const colour = isUp ? upOf(row) : downOf(row);
    const at = bars === undefined ? -1 : index - bars.start;
    const price = isUp ? bars?.columns.low[at] : bars?.columns.high[at];
    if (isInvisible(colour) || (painting.hasPrices && price === undefined)) continue;
    const length = least + ((most - least) * Math.abs(value)) / largest;
    const distance = room.take(isUp ? 'below' : 'above', index, length);
    const anchor = painting.hasPrices
      ? painting.yOf(price as number)
      : isUp
        ? painting.height - length - 8
        : 8 + length;
    const direction = isUp ? 1 : -1;
    const tip = anchor + direction * distance;
    const tail = tip + direction * length;
    const neck = tip + direction * Math.min(length * 0.6, half * 1.6);
    const x = painting.xOf(index);
    context.fillStyle = colourText(colour);
    context.beginPath();
    context.moveTo(x, tip);
    context.lineTo(x + half, neck);
    context.lineTo(x + half / 3, neck);
    context.lineTo(x + half / 3, tail);
    context.lineTo(x - half / 3, tail);
    context.lineTo(x - half / 3, neck);
    context.lineTo(x - half, neck);
    context.fill();
  }
}
