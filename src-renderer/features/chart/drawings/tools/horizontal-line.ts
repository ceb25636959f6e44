import { type DrawingTool, pairOf } from '../drawing-tool.ts';

export const horizontalLine: DrawingTool = {
  kind: 'horizontal-line',
  title: 'Horizontal line',
  clicks: 1,
  style: { colour: 'accent', width: 1, line: 'solid' },
  shape: (drawing, space) => {
    const [at] = pairOf(drawing.anchors, space);
    const price = space.priceText(drawing.anchors[0]?.price ?? Number.NaN);
    const text = drawing.text === '' ? price : `${drawing.text}  ${price}`;
    return [
      { part: 'line', from: { x: 0, y: at.y }, to: { x: space.width, y: at.y } },
      { part: 'label', at: { x: space.width - 6, y: at.y - 2 }, text, align: 'right', side: 'above' },
    ];
  },
};
