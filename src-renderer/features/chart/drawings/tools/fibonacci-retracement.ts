import { type DrawingTool, pairOf } from '../drawing-tool.ts';
import type { ShapePart } from '../shape.ts';

/** Shares of the move given back, as traders draw them. 0 is where the move ended. */
export const fibonacciLevels = [0, 0.236, 0.382, 0.5, 0.618, 0.786, 1] as const;

export function fibonacciPrice(from: number, to: number, level: number): number {
  return to + (from - to) * level;
}

export const fibonacciRetracement: DrawingTool = {
  kind: 'fibonacci-retracement',
  title: 'Fibonacci retracement',
  clicks: 2,
  style: { colour: 'warn', width: 1, line: 'solid' },
  shape: (drawing, space) => {
    const [first, second] = drawing.anchors;
    if (first === undefined || second === undefined) return [];
    const [from, to] = pairOf(drawing.anchors, space);
    const left = Math.min(from.x, to.x);
    const right = Math.max(from.x, to.x);
    const levels = fibonacciLevels.map((level) => {
      const price = fibonacciPrice(first.price, second.price, level);
      return { level, price, y: space.yOfPrice(price) };
    });
    const parts: ShapePart[] = [{ part: 'line', from, to, isGuide: true }];
    for (const [index, { level, price, y }] of levels.entries()) {
      const above = levels[index - 1];
      const isGolden = above !== undefined && above.level === 0.5;
      if (isGolden)
        parts.push({ part: 'box', from: { x: left, y: above.y }, to: { x: right, y }, fill: 0.08 });
      parts.push({ part: 'line', from: { x: left, y }, to: { x: right, y } });
      const text = `${level}  ${space.priceText(price)}`;
      parts.push({ part: 'label', at: { x: left - 4, y }, text, align: 'right', side: 'middle' });
    }
    return parts;
  },
};
