import type { Context } from '../../runtime/context.ts';
import { Drawings, LineDrawing, LinefillDrawing } from '../../runtime/drawings.ts';
import type { Builtin, BuiltinFunction } from '../builtin.ts';
import { assign, change, copying, deletion, getter, setter, type Values } from './drawing-call.ts';
import { type ChartPoint, xOf } from './points.ts';

const look =
  'xloc: series string = xloc.bar_index, extend: series string = extend.none, color: series color = color.blue, style: series string = line.style_solid, width: series int = 1, force_overlay: const bool = false';
const lookFields = ['xloc', 'extend', 'color', 'style', 'width', 'isForcedOverlay'] as const;

const lineNew: BuiltinFunction = {
  kind: 'function',
  name: 'line.new',
  documentation:
    'Draws a straight line between two points; x is a bar’s number or a time, as `xloc` says. Beyond `max_lines_count` the oldest line goes.',
  signatures: [
    `(x1: series int, y1: series int|float, x2: series int, y2: series int|float, ${look}) series line`,
    `(first_point: series chart.point, second_point: series chart.point, ${look}) series line`,
  ],
  implementation: {
    kind: 'context',
    call: (context: Context, first: number | ChartPoint | null, ...rest: Values) => {
      const byPoint = typeof first !== 'number';
      const values: Values = byPoint ? rest.slice(1) : rest.slice(3);
      const line = Drawings.of(context).make('line', (epoch, id) => new LineDrawing(epoch, id));
      if (line === undefined) return null;
      for (const [index, field] of lookFields.entries()) assign(line, field, values[index]);
      if (byPoint) {
        const second: ChartPoint | null = rest[0] ?? null;
        setPoint(line, 'first', first);
        setPoint(line, 'second', second);
      } else {
        line.x1 = first;
        [line.y1, line.x2, line.y2] = [rest[0] ?? Number.NaN, rest[1] ?? Number.NaN, rest[2] ?? Number.NaN];
      }
      return line;
    },
  },
};

function setPoint(line: LineDrawing, which: 'first' | 'second', point: ChartPoint | null): void {
  if (point === null) return;
  const x = xOf(point, line.xloc);
  if (which === 'first') [line.x1, line.y1] = [x, point.price];
  else [line.x2, line.y2] = [x, point.price];
}

const getPrice: BuiltinFunction = {
  kind: 'function',
  name: 'line.get_price',
  isMethod: true,
  documentation: 'Price of the line, prolonged without end, at a bar’s number; na for lines by time.',
  signatures: ['(id: series line, x: series int) series float'],
  implementation: {
    kind: 'context',
    call: (_context: Context, line: LineDrawing | null, x: number) => {
      if (line === null || line.xloc !== 'bar_index') return Number.NaN;
      return line.y1 + ((line.y2 - line.y1) * (x - line.x1)) / (line.x2 - line.x1);
    },
  },
};

const linefillNew: BuiltinFunction = {
  kind: 'function',
  name: 'linefill.new',
  documentation:
    'Fills the space between two lines and follows them. A pair of lines has one fill; it goes with either line.',
  signatures: ['(line1: series line, line2: series line, color: series color) series linefill'],
  implementation: {
    kind: 'context',
    call: (context: Context, line1: LineDrawing | null, line2: LineDrawing | null, color: number) => {
      if (line1 === null || line2 === null || line1.isDeleted || line2.isDeleted) return null;
      const drawings = Drawings.of(context);
      const before = drawings
        .all('linefill')
        .find(
          (fill) =>
            (fill.line1 === line1 && fill.line2 === line2) || (fill.line1 === line2 && fill.line2 === line1),
        );
      if (before !== undefined) drawings.delete('linefill', before);
      const made = drawings.make('linefill', (epoch, id) =>
        Object.assign(new LinefillDrawing(epoch, id), { line1, line2, color }),
      );
      return made ?? null;
    },
  },
};

export const lines: readonly Builtin[] = [
  lineNew,
  copying('line', LineDrawing),
  deletion('line'),
  getPrice,
  getter('line', 'get_x1', 'series int', 'x1', 'Its first x.'),
  getter('line', 'get_x2', 'series int', 'x2', 'Its second x.'),
  getter('line', 'get_y1', 'series float', 'y1', 'Its first price.'),
  getter('line', 'get_y2', 'series float', 'y2', 'Its second price.'),
  setter('line', 'set_x1', 'x: series int', ['x1'], 'Sets the first x.'),
  setter('line', 'set_x2', 'x: series int', ['x2'], 'Sets the second x.'),
  setter('line', 'set_y1', 'y: series int|float', ['y1'], 'Sets the first price.'),
  setter('line', 'set_y2', 'y: series int|float', ['y2'], 'Sets the second price.'),
  setter('line', 'set_xy1', 'x: series int, y: series int|float', ['x1', 'y1'], 'Sets the first point.'),
  setter('line', 'set_xy2', 'x: series int, y: series int|float', ['x2', 'y2'], 'Sets the second point.'),
  change('line', 'set_first_point', 'point: series chart.point', 'Sets the first point.', (line, point) =>
    setPoint(line, 'first', point),
  ),
  change('line', 'set_second_point', 'point: series chart.point', 'Sets the second point.', (line, point) =>
    setPoint(line, 'second', point),
  ),
  setter(
    'line',
    'set_xloc',
    'x1: series int, x2: series int, xloc: series string',
    ['x1', 'x2', 'xloc'],
    'Sets both x and how they are read.',
  ),
  setter('line', 'set_color', 'color: series color', ['color'], 'Sets the colour.'),
  setter('line', 'set_extend', 'extend: series string', ['extend'], 'Sets where it goes on.'),
  setter('line', 'set_style', 'style: series string', ['style'], 'Sets the style.'),
  setter('line', 'set_width', 'width: series int', ['width'], 'Sets the width in pixels.'),
  linefillNew,
  deletion('linefill'),
  getter('linefill', 'get_line1', 'series line', 'line1', 'Its first line.'),
  getter('linefill', 'get_line2', 'series line', 'line2', 'Its second line.'),
  setter('linefill', 'set_color', 'color: series color', ['color'], 'Sets the colour.'),
];
