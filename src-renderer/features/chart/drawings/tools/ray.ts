import { type DrawingTool, pairOf } from '../drawing-tool.ts';
import { rayEnd } from '../shape.ts';
import { noteOn } from './note.ts';

export const ray: DrawingTool = {
  kind: 'ray',
  title: 'Ray',
  clicks: 2,
  style: { colour: 'accent', width: 2, line: 'solid' },
  shape: (drawing, space) => {
    const [from, through] = pairOf(drawing.anchors, space);
    const to = rayEnd(from, through, space.width, space.height);
    return [{ part: 'line', from, to }, ...noteOn(drawing, through)];
  },
};
