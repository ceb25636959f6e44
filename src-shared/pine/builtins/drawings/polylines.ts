import type { Context } from '../../runtime/context.ts';
import { Drawings, PolylineDrawing } from '../../runtime/drawings.ts';
import type { Builtin, BuiltinFunction } from '../builtin.ts';
import { assign, deletion, type Values } from './drawing-call.ts';
import { type ChartPoint, xOf } from './points.ts';

const mostPoints = 10_000;
const fields = [
  'isCurved',
  'isClosed',
  'xloc',
  'lineColor',
  'fillColor',
  'lineStyle',
  'lineWidth',
  'isForcedOverlay',
] as const;

/** An array of the language, as far as drawing needs it. */
interface PointArray {
  readonly items: readonly (ChartPoint | null)[];
}

const polylineNew: BuiltinFunction = {
  kind: 'function',
  name: 'polyline.new',
  documentation:
    'Joins up to 10,000 points by straight or curved pieces, closed and filled if asked. It cannot be changed, only deleted.',
  signatures: [
    '(points: series array<chart.point>, curved: series bool = false, closed: series bool = false, xloc: series string = xloc.bar_index, line_color: series color = color.blue, fill_color: series color = na, line_style: series string = line.style_solid, line_width: series int = 1, force_overlay: const bool = false) series polyline',
  ],
  implementation: {
    kind: 'context',
    call: (context: Context, points: PointArray | null, ...look: Values) => {
      if (points === null) return null;
      if (points.items.length > mostPoints) {
        context.fail(`A polyline has at most 10,000 points; this one would have ${points.items.length}.`);
      }
      const made = Drawings.of(context).make('polyline', (epoch, id) => new PolylineDrawing(epoch, id));
      if (made === undefined) return null;
      for (const [index, field] of fields.entries()) assign(made, field, look[index]);
      made.points = points.items
        .filter((point) => point !== null)
        .map((point) => ({ x: xOf(point, made.xloc), y: point.price }));
      return made;
    },
  },
};

export const polylines: readonly Builtin[] = [polylineNew, deletion('polyline')];
