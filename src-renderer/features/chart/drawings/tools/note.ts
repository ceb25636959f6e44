import type { Drawing } from '../drawing.ts';
import type { LabelPart, Point } from '../shape.ts';

/** The drawing's text, above a point of it; nothing where there is none. */
export function noteOn(drawing: Drawing, at: Point, align: LabelPart['align'] = 'center'): LabelPart[] {
  if (drawing.text === '') return [];
  return [{ part: 'label', at: { x: at.x, y: at.y - 6 }, text: drawing.text, align, side: 'above' }];
}
