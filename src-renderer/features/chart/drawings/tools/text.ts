import { type DrawingTool, pairOf } from '../drawing-tool.ts';

export const text: DrawingTool = {
  kind: 'text',
  title: 'Text',
  clicks: 1,
  style: { colour: 'text', width: 1, line: 'solid' },
  shape: (drawing, space) => {
    const [at] = pairOf(drawing.anchors, space);
    const words = drawing.text === '' ? 'Text' : drawing.text;
    return [{ part: 'label', at, text: words, align: 'left', side: 'middle', isFilled: true, isLarge: true }];
  },
};
