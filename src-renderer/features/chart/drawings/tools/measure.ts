import { formatCount, formatDuration, formatPercent, percentChange } from '../../../../ui/format.ts';
import { type DrawingTool, pairOf } from '../drawing-tool.ts';

export const measure: DrawingTool = {
  kind: 'measure',
  title: 'Measure',
  clicks: 2,
  style: { colour: 'info', width: 1, line: 'solid' },
  shape: (drawing, space) => {
    const [first, second] = drawing.anchors;
    if (first === undefined || second === undefined) return [];
    const [from, to] = pairOf(drawing.anchors, space);
    const change = second.price - first.price;
    const colour = change < 0 ? 'down' : 'up';
    const ticks = Math.round(change / space.tick);
    const bars = Math.round((to.x - from.x) / space.spacing);
    const percent = formatPercent(percentChange(second.price, first.price));
    const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    const isRising = to.y < from.y;
    return [
      { part: 'box', from, to, colour, fill: 0.12 },
      { part: 'line', from: { x: middle.x, y: from.y }, to: { x: middle.x, y: to.y }, colour },
      { part: 'line', from: { x: from.x, y: middle.y }, to: { x: to.x, y: middle.y }, colour, isGuide: true },
      {
        part: 'label',
        at: { x: middle.x, y: to.y + (isRising ? -5 : 5) },
        text: `${space.changeText(change)} (${percent})  ${formatCount(ticks)} ticks  ${formatCount(bars)} bars  ${formatDuration(second.time - first.time)}`,
        align: 'center',
        side: isRising ? 'above' : 'below',
        colour,
        isFilled: true,
      },
    ];
  },
};
