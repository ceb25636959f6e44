import type { ScriptDrawings } from '../../../../../src-shared/contract/scripts.ts';
import type { BarSpan } from './bar-span.ts';
import type { PlotItem } from './plot-item.ts';

export interface ValueRange {
  readonly minimum: number;
  readonly maximum: number;
}

const valueColumns: Readonly<Record<string, readonly string[]>> = {
  plot: ['value'],
  plotcandle: ['high', 'low'],
  plotbar: ['high', 'low'],
};

/** What a scale has to hold so that all that can be seen of the plots fits; undefined for nothing. */
export function visibleRange(
  items: readonly PlotItem[],
  span: BarSpan,
  drawings: ScriptDrawings | undefined,
): ValueRange | undefined {
  let [minimum, maximum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const take = (value: number) => {
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  };
  for (const item of items) {
    if (!item.isInPane) continue;
    const { kind } = item.declared;
    if (kind === 'hline') take(item.price());
    const isAbsolute =
      (kind === 'plotshape' || kind === 'plotchar') && item.text('location', '') === 'absolute';
    for (const name of isAbsolute ? ['value'] : (valueColumns[kind] ?? [])) {
      const column = item.column(name);
      if (column === undefined) continue;
      const { firstRow, offset } = item;
      for (let index = span.first + 1; index < span.last; index += 1) {
        const row = span.rowAt(index - offset);
        if (row >= firstRow) take(column[row] as number);
      }
      if (['columns', 'histogram'].includes(item.style) || item.style.startsWith('area')) take(item.base);
    }
  }
  if (drawings !== undefined) takeDrawings(drawings, span, take);
  return minimum <= maximum ? { minimum, maximum } : undefined;
}

function takeDrawings(drawings: ScriptDrawings, span: BarSpan, take: (value: number) => void): void {
  const isSeen = (x: number | null, xloc: string) => {
    if (x === null) return false;
    const index = xloc === 'bar_time' ? span.indexOfTime(x) : span.indexOfRow(x);
    return index >= span.first && index <= span.last;
  };
  const takeAt = (x: number | null, y: number | null, xloc: string) => {
    if (y !== null && isSeen(x, xloc)) take(y);
  };
  for (const line of drawings.lines) {
    if (line.isForcedOverlay) continue;
    takeAt(line.x1, line.y1, line.xloc);
    takeAt(line.x2, line.y2, line.xloc);
  }
  for (const label of drawings.labels) {
    if (!label.isForcedOverlay && label.yloc === 'price') takeAt(label.x, label.y, label.xloc);
  }
  for (const box of drawings.boxes) {
    if (box.isForcedOverlay) continue;
    for (const x of [box.left, box.right]) for (const y of [box.top, box.bottom]) takeAt(x, y, box.xloc);
  }
  for (const { points, xloc, isForcedOverlay } of drawings.polylines) {
    if (!isForcedOverlay) for (const { x, y } of points) takeAt(x, y, xloc);
  }
}
