import type { Context } from '../../runtime/context.ts';
import { BoxDrawing, Drawings } from '../../runtime/drawings.ts';
import type { Builtin, BuiltinFunction } from '../builtin.ts';
import { assign, change, copying, deletion, getter, setter, type Values } from './drawing-call.ts';
import { type ChartPoint, xOf } from './points.ts';

const look =
  'border_color: series color = color.blue, border_width: series int = 1, border_style: series string = line.style_solid, extend: series string = extend.none, xloc: series string = xloc.bar_index, bgcolor: series color = color.blue, text: series string = "", text_size: series int|string = size.auto, text_color: series color = color.black, text_halign: series string = text.align_center, text_valign: series string = text.align_center, text_wrap: series string = text.wrap_none, text_font_family: series string = font.family_default, force_overlay: const bool = false, text_formatting: const text_format = text.format_none';
const lookFields = [
  'borderColor',
  'borderWidth',
  'borderStyle',
  'extend',
  'xloc',
  'background',
  'text',
  'textSize',
  'textColor',
  'textHorizontal',
  'textVertical',
  'textWrap',
  'fontFamily',
  'isForcedOverlay',
  'formatting',
] as const;

function setTopLeft(box: BoxDrawing, point: ChartPoint | null): void {
  if (point === null) return;
  box.left = xOf(point, box.xloc);
  box.top = point.price;
}

function setBottomRight(box: BoxDrawing, point: ChartPoint | null): void {
  if (point === null) return;
  box.right = xOf(point, box.xloc);
  box.bottom = point.price;
}

const boxNew: BuiltinFunction = {
  kind: 'function',
  name: 'box.new',
  documentation:
    'Draws a box between two corners, with text if there is any. Beyond `max_boxes_count` the oldest box goes.',
  signatures: [
    `(left: series int, top: series int|float, right: series int, bottom: series int|float, ${look}) series box`,
    `(top_left: series chart.point, bottom_right: series chart.point, ${look}) series box`,
  ],
  implementation: {
    kind: 'context',
    call: (context: Context, first: number | ChartPoint | null, ...rest: Values) => {
      const byPoint = typeof first !== 'number';
      const values: Values = byPoint ? rest.slice(1) : rest.slice(3);
      const box = Drawings.of(context).make('box', (epoch, id) => new BoxDrawing(epoch, id));
      if (box === undefined) return null;
      for (const [index, field] of lookFields.entries()) assign(box, field, values[index]);
      context.budget.checkText(box.text);
      if (byPoint) {
        setTopLeft(box, first);
        setBottomRight(box, rest[0] ?? null);
      } else {
        box.left = first;
        [box.top, box.right, box.bottom] = [
          rest[0] ?? Number.NaN,
          rest[1] ?? Number.NaN,
          rest[2] ?? Number.NaN,
        ];
      }
      return box;
    },
  },
};

export const boxes: readonly Builtin[] = [
  boxNew,
  copying('box', BoxDrawing),
  deletion('box'),
  getter('box', 'get_left', 'series int', 'left', 'Its left x.'),
  getter('box', 'get_right', 'series int', 'right', 'Its right x.'),
  getter('box', 'get_top', 'series float', 'top', 'Its upper price.'),
  getter('box', 'get_bottom', 'series float', 'bottom', 'Its lower price.'),
  setter('box', 'set_left', 'left: series int', ['left'], 'Sets the left x.'),
  setter('box', 'set_right', 'right: series int', ['right'], 'Sets the right x.'),
  setter('box', 'set_top', 'top: series int|float', ['top'], 'Sets the upper price.'),
  setter('box', 'set_bottom', 'bottom: series int|float', ['bottom'], 'Sets the lower price.'),
  setter(
    'box',
    'set_lefttop',
    'left: series int, top: series int|float',
    ['left', 'top'],
    'Sets the upper left corner.',
  ),
  setter(
    'box',
    'set_rightbottom',
    'right: series int, bottom: series int|float',
    ['right', 'bottom'],
    'Sets the lower right corner.',
  ),
  change('box', 'set_top_left_point', 'point: series chart.point', 'Sets the upper left corner.', setTopLeft),
  change(
    'box',
    'set_bottom_right_point',
    'point: series chart.point',
    'Sets the lower right corner.',
    setBottomRight,
  ),
  setter(
    'box',
    'set_xloc',
    'left: series int, right: series int, xloc: series string',
    ['left', 'right', 'xloc'],
    'Sets both x and how they are read.',
  ),
  setter('box', 'set_bgcolor', 'color: series color', ['background'], 'Sets the colour inside.'),
  setter('box', 'set_border_color', 'color: series color', ['borderColor'], 'Sets the colour of the border.'),
  setter(
    'box',
    'set_border_width',
    'width: series int',
    ['borderWidth'],
    'Sets the width of the border in pixels.',
  ),
  setter('box', 'set_border_style', 'style: series string', ['borderStyle'], 'Sets the style of the border.'),
  setter('box', 'set_extend', 'extend: series string', ['extend'], 'Sets where it goes on.'),
  setter('box', 'set_text', 'text: series string', ['text'], 'Sets the text.'),
  setter('box', 'set_text_color', 'text_color: series color', ['textColor'], 'Sets the colour of the text.'),
  setter(
    'box',
    'set_text_size',
    'text_size: series int|string = ?',
    ['textSize'],
    'Sets the size of the text.',
  ),
  setter(
    'box',
    'set_text_halign',
    'text_halign: series string',
    ['textHorizontal'],
    'Aligns the text sideways.',
  ),
  setter(
    'box',
    'set_text_valign',
    'text_valign: series string',
    ['textVertical'],
    'Aligns the text in height.',
  ),
  setter(
    'box',
    'set_text_wrap',
    'text_wrap: series string',
    ['textWrap'],
    'Sets whether the text breaks lines.',
  ),
  setter(
    'box',
    'set_text_font_family',
    'text_font_family: series string = ?',
    ['fontFamily'],
    'Sets the font.',
  ),
  setter(
    'box',
    'set_text_formatting',
    'text_formatting: const text_format = text.format_none',
    ['formatting'],
    'Makes the text bold or italic.',
  ),
];
