import { type DrawingTool, pairOf } from '../drawing-tool.ts';
import { noteOn } from './note.ts';

export const trendLine: DrawingTool = {
  kind: 'trend-line',
  title: 'Trend line',
  clicks: 2,
  style: { colour: 'accent', width: 2, line: 'solid' },
  shape: (drawing, space) => {
    const [from, to] = pairOf(drawing.anchors, space);
    return [{ part: 'line', from, to }, ...noteOn(drawing, to)];
  },
};
