import { dashOf, type Painting, sharp } from './painting.ts';
import type { PlotItem } from './plot-item.ts';
import { colourText, isInvisible } from './script-colour.ts';

/** `bgcolor`: stripes as high as the pane, one for each run of a colour. */
export function paintBackground(painting: Painting, item: PlotItem): void {
  const { context, span, height, spacing } = painting;
  const colourOf = item.colours();
  let [from, colour] = [span.first, Number.NaN];
  const finish = (end: number) => {
    if (isInvisible(colour)) return;
    const left = painting.xOf(from) - spacing / 2;
    context.fillStyle = colourText(colour);
    context.fillRect(left, 0, painting.xOf(end) - spacing / 2 - left, height);
  };
  for (let index = span.first; index <= span.last; index += 1) {
    const row = span.rowAt(index - item.offset);
    const next = row < 0 || row < item.firstRow ? Number.NaN : colourOf(row);
    if (Object.is(next, colour)) continue;
    finish(index);
    [from, colour] = [index, next];
  }
  finish(span.last + 1);
}

export function paintHorizontal(painting: Painting, item: PlotItem): void {
  const { context, width } = painting;
  const price = item.price();
  const colour = item.fixedColour() ?? item.colours()(item.length - 1);
  if (Number.isNaN(price) || isInvisible(colour)) return;
  const y = sharp(painting.yOf(price), item.width);
  context.strokeStyle = colourText(colour);
  context.lineWidth = item.width;
  context.setLineDash(dashOf(item.lineStyle, item.width));
  context.beginPath();
  context.moveTo(0, y);
  context.lineTo(width, y);
  context.stroke();
  context.setLineDash([]);
}

/** `trackprice`: a dotted line all across at the newest value. */
export function paintTracking(painting: Painting, item: PlotItem): void {
  const { context, width } = painting;
  const row = item.length - 1;
  const value = item.valueAt(row);
  const colour = item.colours()(row);
  if (!item.flag('trackprice') || Number.isNaN(value) || isInvisible(colour)) return;
  const y = sharp(painting.yOf(value), 1);
  context.strokeStyle = colourText(colour);
  context.lineWidth = 1;
  context.setLineDash([1, 3]);
  context.beginPath();
  context.moveTo(0, y);
  context.lineTo(width, y);
  context.stroke();
  context.setLineDash([]);
}
