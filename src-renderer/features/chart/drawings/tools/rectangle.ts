import { type DrawingTool, pairOf } from '../drawing-tool.ts';
import { noteOn } from './note.ts';

export const rectangle: DrawingTool = {
  kind: 'rectangle',
  title: 'Rectangle',
  clicks: 2,
  style: { colour: 'info', width: 1, line: 'solid' },
  shape: (drawing, space) => {
    const [from, to] = pairOf(drawing.anchors, space);
    const corner = { x: to.x, y: from.y };
    const opposite = { x: from.x, y: to.y };
    return [
      { part: 'box', from, to, fill: 0.1 },
      { part: 'line', from, to: corner },
      { part: 'line', from: corner, to },
      { part: 'line', from: to, to: opposite },
      { part: 'line', from: opposite, to: from },
      ...noteOn(drawing, { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y) + 4 }, 'left'),
    ];
  },
};
