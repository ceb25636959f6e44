import type { Context } from '../../runtime/context.ts';
import { Drawings, LabelDrawing } from '../../runtime/drawings.ts';
import type { Builtin, BuiltinFunction } from '../builtin.ts';
import { assign, change, copying, deletion, getter, setter, type Values } from './drawing-call.ts';
import { type ChartPoint, xOf } from './points.ts';

const look =
  'text: series string = "", xloc: series string = xloc.bar_index, yloc: series string = yloc.price, color: series color = color.blue, style: series string = label.style_label_down, textcolor: series color = ?, size: series int|string = size.normal, textalign: series string = text.align_center, tooltip: series string = "", text_font_family: series string = font.family_default, force_overlay: const bool = false, text_formatting: const text_format = text.format_none';
const lookFields = [
  'text',
  'xloc',
  'yloc',
  'color',
  'style',
  'textColor',
  'size',
  'textAlign',
  'tooltip',
  'fontFamily',
  'isForcedOverlay',
  'formatting',
] as const;
const white = 0xffffffff;
const black = 0x363a45ff;

function setPoint(label: LabelDrawing, point: ChartPoint | null): void {
  if (point === null) return;
  label.x = xOf(point, label.xloc);
  label.y = point.price;
}

const labelNew: BuiltinFunction = {
  kind: 'function',
  name: 'label.new',
  documentation:
    'Puts a label at a point, or above or below a bar, as `yloc` says. Beyond `max_labels_count` the oldest label goes.',
  signatures: [
    `(x: series int, y: series int|float, ${look}) series label`,
    `(point: series chart.point, ${look}) series label`,
  ],
  implementation: {
    kind: 'context',
    call: (context: Context, first: number | ChartPoint | null, ...rest: Values) => {
      const byPoint = typeof first !== 'number';
      const values: Values = byPoint ? rest : rest.slice(1);
      const label = Drawings.of(context).make('label', (epoch, id) => new LabelDrawing(epoch, id));
      if (label === undefined) return null;
      label.textColor = context.version >= 6 ? white : black;
      for (const [index, field] of lookFields.entries()) assign(label, field, values[index]);
      context.budget.checkText(label.text);
      if (byPoint) setPoint(label, first);
      else [label.x, label.y] = [first, rest[0] ?? Number.NaN];
      return label;
    },
  },
};

export const labels: readonly Builtin[] = [
  labelNew,
  copying('label', LabelDrawing),
  deletion('label'),
  getter('label', 'get_x', 'series int', 'x', 'Its x.'),
  getter('label', 'get_y', 'series float', 'y', 'Its price.'),
  getter('label', 'get_text', 'series string', 'text', 'Its text.'),
  setter('label', 'set_x', 'x: series int', ['x'], 'Sets x.'),
  setter('label', 'set_y', 'y: series int|float', ['y'], 'Sets the price.'),
  setter('label', 'set_xy', 'x: series int, y: series int|float', ['x', 'y'], 'Sets x and price.'),
  change('label', 'set_point', 'point: series chart.point', 'Sets the point.', setPoint),
  setter(
    'label',
    'set_xloc',
    'x: series int, xloc: series string',
    ['x', 'xloc'],
    'Sets x and how it is read.',
  ),
  setter('label', 'set_yloc', 'yloc: series string', ['yloc'], 'Sets how the price is read.'),
  setter('label', 'set_text', 'text: series string', ['text'], 'Sets the text.'),
  setter('label', 'set_color', 'color: series color', ['color'], 'Sets the colour.'),
  setter('label', 'set_textcolor', 'textcolor: series color', ['textColor'], 'Sets the colour of the text.'),
  setter('label', 'set_style', 'style: series string', ['style'], 'Sets the style.'),
  setter('label', 'set_size', 'size: series int|string = ?', ['size'], 'Sets the size.'),
  setter(
    'label',
    'set_textalign',
    'textalign: series string',
    ['textAlign'],
    'Sets how the text is aligned.',
  ),
  setter(
    'label',
    'set_tooltip',
    'tooltip: series string',
    ['tooltip'],
    'Sets what is shown under the pointer.',
  ),
  setter(
    'label',
    'set_text_font_family',
    'text_font_family: series string = ?',
    ['fontFamily'],
    'Sets the font.',
  ),
  setter(
    'label',
    'set_text_formatting',
    'text_formatting: const text_format = text.format_none',
    ['formatting'],
    'Makes the text bold or italic.',
  ),
];
