import type { Painting } from './painting.ts';
import type { PlotItem } from './plot-item.ts';
import { colourText, isInvisible } from './script-colour.ts';

/** Columns as wide as bars, or a histogram as thin as its line, from the base to the value. */
export function paintColumns(painting: Painting, item: PlotItem): void {
  const { context, span, spacing } = painting;
  const values = item.column('value');
  if (values === undefined) return;
  const colourOf = item.colours();
  const base = painting.yOf(item.base);
  const width =
    item.style === 'histogram'
      ? Math.max(1, Math.min(item.width, spacing))
      : Math.max(1, Math.floor(spacing * 0.72));
  let painted = Number.NaN;
  for (let index = span.first; index <= span.last; index += 1) {
    const row = span.rowAt(index - item.offset);
    if (row < item.firstRow || row < 0) continue;
    const value = values[row] as number;
    const colour = colourOf(row);
    if (Number.isNaN(value) || isInvisible(colour)) continue;
    if (colour !== painted) {
      painted = colour;
      context.fillStyle = colourText(colour);
    }
    const y = painting.yOf(value);
    const top = Math.round(Math.min(y, base));
    const height = Math.max(1, Math.round(Math.max(y, base)) - top);
    context.fillRect(Math.round(painting.xOf(index) - width / 2), top, width, height);
  }
}

/** Dots and crosses at the values, joined by a line where asked. */
export function paintDots(painting: Painting, item: PlotItem): void {
  const { context, span } = painting;
  const values = item.column('value');
  if (values === undefined) return;
  const colourOf = item.colours();
  const isCross = item.style === 'cross';
  const radius = isCross ? item.width * 1.5 + 1.5 : item.width * 0.9 + 0.6;
  context.lineWidth = Math.max(1, item.width * 0.6);
  for (let index = span.first; index <= span.last; index += 1) {
    const row = span.rowAt(index - item.offset);
    if (row < item.firstRow || row < 0) continue;
    const value = values[row] as number;
    const colour = colourOf(row);
    if (Number.isNaN(value) || isInvisible(colour)) continue;
    const [x, y] = [painting.xOf(index), painting.yOf(value)];
    context.beginPath();
    if (isCross) {
      context.strokeStyle = colourText(colour);
      context.moveTo(x - radius, y);
      context.lineTo(x + radius, y);
      context.moveTo(x, y - radius);
      context.lineTo(x, y + radius);
      context.stroke();
    } else {
      context.fillStyle = colourText(colour);
      context.arc(x, y, radius, 0, Math.PI * 2);
      context.fill();
    }
  }
}
