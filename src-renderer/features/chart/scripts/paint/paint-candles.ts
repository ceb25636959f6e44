import type { Painting } from './painting.ts';
import type { PlotItem } from './plot-item.ts';
import { colourText, isInvisible } from './script-colour.ts';

/** Candles (`plotcandle`) and bars (`plotbar`) of four columns. Without a colour they have the chart's. */
export function paintCandles(painting: Painting, item: PlotItem): void {
  const { context, span, spacing, colours } = painting;
  const columns = ['open', 'high', 'low', 'close'].map((name) => item.column(name));
  const [opens, highs, lows, closes] = columns;
  if (opens === undefined || highs === undefined || lows === undefined || closes === undefined) return;
  const isBar = item.declared.kind === 'plotbar';
  const isPlain = item.column('color') === undefined && Number.isNaN(item.colours()(0));
  const [bodyOf, wickOf, borderOf] = [item.colours(), item.colours('wickcolor'), item.colours('bordercolor')];
  const width = Math.max(1, Math.floor(spacing * 0.72));
  const half = Math.floor(width / 2);
  for (let index = span.first; index <= span.last; index += 1) {
    const row = span.rowAt(index - item.offset);
    if (row < item.firstRow || row < 0) continue;
    const [open, close] = [opens[row] as number, closes[row] as number];
    if (Number.isNaN(open + close)) continue;
    const plain = close >= open ? colours.up : colours.down;
    const paint = (colour: number) => (isInvisible(colour) ? undefined : colourText(colour));
    const body = isPlain ? plain : paint(bodyOf(row));
    const wick = paint(wickOf(row)) ?? body;
    const x = Math.floor(painting.xOf(index)) + 0.5;
    const [yOpen, yClose] = [painting.yOf(open), painting.yOf(close)];
    const [yHigh, yLow] = [painting.yOf(highs[row] as number), painting.yOf(lows[row] as number)];
    context.lineWidth = 1;
    if (wick !== undefined) {
      context.strokeStyle = wick;
      context.beginPath();
      context.moveTo(x, yHigh);
      if (isBar) {
        context.lineTo(x, yLow);
        context.moveTo(x - half, Math.round(yOpen) + 0.5);
        context.lineTo(x, Math.round(yOpen) + 0.5);
        context.moveTo(x, Math.round(yClose) + 0.5);
        context.lineTo(x + half, Math.round(yClose) + 0.5);
      } else {
        context.lineTo(x, Math.min(yOpen, yClose));
        context.moveTo(x, Math.max(yOpen, yClose));
        context.lineTo(x, yLow);
      }
      context.stroke();
    }
    if (isBar) continue;
    const top = Math.round(Math.min(yOpen, yClose));
    const height = Math.max(1, Math.round(Math.max(yOpen, yClose)) - top);
    const left = x - 0.5 - half;
    if (body !== undefined) {
      context.fillStyle = body;
      context.fillRect(left, top, width, height);
    }
    const border = paint(borderOf(row));
    if (border !== undefined && width > 2) {
      context.strokeStyle = border;
      context.strokeRect(left + 0.5, top + 0.5, width - 1, Math.max(1, height - 1));
    }
  }
}
