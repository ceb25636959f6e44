import { type DrawingTool, pairOf } from '../drawing-tool.ts';

export const verticalLine: DrawingTool = {
  kind: 'vertical-line',
  title: 'Vertical line',
  clicks: 1,
  style: { colour: 'accent', width: 1, line: 'dashed' },
  shape: (drawing, space) => {
    const [at] = pairOf(drawing.anchors, space);
    const time = space.timeText(drawing.anchors[0]?.time ?? Number.NaN);
    const text = drawing.text === '' ? time : `${drawing.text}  ${time}`;
    return [
      { part: 'line', from: { x: at.x, y: 0 }, to: { x: at.x, y: space.height } },
      { part: 'label', at: { x: at.x + 4, y: space.height - 6 }, text, align: 'left', side: 'above' },
    ];
  },
};
