import type { Painting } from './painting.ts';
import type { PlotItem } from './plot-item.ts';
import { colourText, isInvisible } from './script-colour.ts';

interface Edge {
  /** The value at a bar of the chart. */
  at(index: number): number;
  readonly offset: number;
}

interface Fill {
  readonly colour: number;
  readonly top: number;
  readonly bottom: number;
  readonly topColour: number;
  readonly bottomColour: number;
}

/** What lies between two plots or two horizontal lines, in one colour or from one to another. */
export function paintFill(painting: Painting, item: PlotItem, items: ReadonlyMap<string, PlotItem>): void {
  const { span } = painting;
  const first = items.get(item.text('plot1', ''));
  const second = items.get(item.text('plot2', ''));
  if (first === undefined || second === undefined) return;
  const [above, below] = [edgeOf(painting, first), edgeOf(painting, second)];
  const fillAt = fillsOf(item);
  const isBand = first.declared.kind === 'hline' && second.declared.kind === 'hline';
  if (isBand && item.column('color') === undefined) {
    const [high, low] = [painting.yOf(above.at(0)), painting.yOf(below.at(0))];
    const { colour } = fillAt(0);
    if (isInvisible(colour) || Number.isNaN(high + low)) return;
    painting.context.fillStyle = colourText(colour);
    painting.context.fillRect(0, Math.min(high, low), painting.width, Math.abs(high - low));
    return;
  }
  const offset = isBand ? 0 : above.offset;
  const fillsGaps = item.flag('fillgaps');
  let run: number[] = [];
  let current: Fill | undefined;
  const finish = () => {
    if (current !== undefined && run.length > 1) fillRun(painting, run, above, below, current);
    run = [];
    current = undefined;
  };
  for (let index = span.first; index <= span.last; index += 1) {
    if (Number.isNaN(above.at(index) + below.at(index))) {
      if (!fillsGaps) finish();
      continue;
    }
    const row = span.rowAt(index - offset);
    const next = row < item.firstRow || row < 0 ? undefined : fillAt(row);
    if (current !== undefined && next !== undefined && !isSameFill(current, next)) {
      // The piece up to this bar has this bar's colour; the pieces before it go with the old one.
      const last = run.at(-1);
      finish();
      if (last !== undefined) run = [last];
    }
    if (next === undefined) {
      finish();
      continue;
    }
    current = next;
    run.push(index);
  }
  finish();
}

function edgeOf({ span }: Painting, item: PlotItem): Edge {
  if (item.declared.kind === 'hline') {
    const price = item.price();
    return { at: () => price, offset: 0 };
  }
  const values = item.column('value');
  const { offset, firstRow } = item;
  return {
    at: (index) => {
      const row = span.rowAt(index - offset);
      return row < 0 || row < firstRow ? Number.NaN : (values?.[row] ?? Number.NaN);
    },
    offset,
  };
}

function fillsOf(item: PlotItem): (row: number) => Fill {
  const [tops, bottoms] = [item.column('top_value'), item.column('bottom_value')];
  if (tops === undefined || bottoms === undefined) {
    const colourOf = item.colours();
    return (row) => ({ ...plainFill, colour: colourOf(row) });
  }
  const [topOf, bottomOf] = [item.colours('top_color'), item.colours('bottom_color')];
  return (row) => ({
    colour: Number.NaN,
    top: tops[row] as number,
    bottom: bottoms[row] as number,
    topColour: topOf(row),
    bottomColour: bottomOf(row),
  });
}

const plainFill: Fill = {
  colour: Number.NaN,
  top: Number.NaN,
  bottom: Number.NaN,
  topColour: Number.NaN,
  bottomColour: Number.NaN,
};

function isSameFill(a: Fill, b: Fill): boolean {
  return (
    Object.is(a.colour, b.colour) &&
    Object.is(a.top, b.top) &&
    Object.is(a.bottom, b.bottom) &&
    Object.is(a.topColour, b.topColour) &&
    Object.is(a.bottomColour, b.bottomColour)
  );
}

function fillRun(painting: Painting, run: readonly number[], above: Edge, below: Edge, fill: Fill): void {
  const { context } = painting;
  const style = fillStyle(painting, fill);
  if (style === undefined) return;
  context.fillStyle = style;
  context.beginPath();
  for (const index of run) context.lineTo(painting.xOf(index), painting.yOf(above.at(index)));
  for (let at = run.length - 1; at >= 0; at -= 1) {
    const index = run[at] as number;
    context.lineTo(painting.xOf(index), painting.yOf(below.at(index)));
  }
  context.closePath();
  context.fill();
}

function fillStyle(painting: Painting, fill: Fill): string | CanvasGradient | undefined {
  if (Number.isNaN(fill.top)) return isInvisible(fill.colour) ? undefined : colourText(fill.colour);
  const clear = '#00000000';
  const text = (colour: number) => (Number.isNaN(colour) ? clear : colourText(colour));
  const [top, bottom] = [painting.yOf(fill.top), painting.yOf(fill.bottom)];
  if (!Number.isFinite(top + bottom)) return undefined;
  const gradient = painting.context.createLinearGradient(0, top, 0, bottom);
  gradient.addColorStop(0, text(fill.topColour));
  gradient.addColorStop(1, text(fill.bottomColour));
  return gradient;
}
