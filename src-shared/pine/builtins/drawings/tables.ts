import type { Context } from '../../runtime/context.ts';
import { Drawings, type TableCell, TableDrawing } from '../../runtime/drawings.ts';
import type { Builtin, BuiltinFunction } from '../builtin.ts';
import { assign, deletion, setter, type Values } from './drawing-call.ts';

const emptyCell: TableCell = {
  text: '',
  width: 0,
  height: 0,
  textColor: 0x363a45ff,
  textHorizontal: 'center',
  textVertical: 'center',
  textSize: 'normal',
  background: Number.NaN,
  tooltip: '',
  fontFamily: 'default',
  formatting: 'none',
};
const cellFields = [
  'text',
  'width',
  'height',
  'textColor',
  'textHorizontal',
  'textVertical',
  'textSize',
  'background',
  'tooltip',
  'fontFamily',
  'formatting',
] as const satisfies readonly (keyof TableCell)[];
type CellField = (typeof cellFields)[number];

const tableNew: BuiltinFunction = {
  kind: 'function',
  name: 'table.new',
  documentation:
    'A table fixed to a place of the pane. Of several at one place the newest is shown. Cells appear once they are written.',
  signatures: [
    '(position: series string, columns: series int, rows: series int, bgcolor: series color = na, frame_color: series color = na, frame_width: series int = 0, border_color: series color = na, border_width: series int = 0, force_overlay: const bool = false) series table',
  ],
  implementation: {
    kind: 'context',
    call: (context: Context, position: string, columns: number, rows: number, ...look: Values) => {
      if (!(columns >= 1 && rows >= 1 && columns * rows <= 10_000)) {
        context.fail(`A table has 1 to 10,000 cells; this one would have ${columns} × ${rows}.`);
      }
      const drawings = Drawings.of(context);
      const before = drawings.all('table').find((table) => table.position === position);
      const table = drawings.make('table', (epoch, id) => new TableDrawing(epoch, id));
      if (table === undefined) return null;
      if (before !== undefined) drawings.delete('table', before);
      table.position = position;
      table.columns = Math.trunc(columns);
      table.rows = Math.trunc(rows);
      const fields = [
        'background',
        'frameColor',
        'frameWidth',
        'borderColor',
        'borderWidth',
        'isForcedOverlay',
      ] as const;
      for (const [index, field] of fields.entries()) assign(table, field, look[index]);
      return table;
    },
  },
};

function place(context: Context, table: TableDrawing, column: number, row: number): number {
  if (!(column >= 0 && column < table.columns && row >= 0 && row < table.rows)) {
    context.fail(
      `The table has columns 0 to ${table.columns - 1} and rows 0 to ${table.rows - 1}; there is no cell ${column}, ${row}.`,
    );
  }
  return Math.trunc(row) * table.columns + Math.trunc(column);
}

const own = 'table_id: series table, column: series int, row: series int';

const cell: BuiltinFunction = {
  kind: 'function',
  name: 'table.cell',
  isMethod: true,
  documentation: 'Writes a cell anew; width and height are in percent of the pane, 0 fits the text.',
  signatures: [
    `(${own}, text: series string = "", width: series int|float = 0, height: series int|float = 0, text_color: series color = color.black, text_halign: series string = text.align_center, text_valign: series string = text.align_center, text_size: series int|string = size.normal, bgcolor: series color = na, tooltip: series string = "", text_font_family: series string = font.family_default, text_formatting: const text_format = text.format_none) void`,
  ],
  implementation: {
    kind: 'context',
    call: (context: Context, table: TableDrawing | null, column: number, row: number, ...values: Values) => {
      if (table === null || table.isDeleted) return;
      const at = place(context, table, column, row);
      context.heap.touch(table);
      const entries = cellFields.map((field, index) => [field, values[index] ?? emptyCell[field]] as const);
      const written = Object.fromEntries(entries) as unknown as TableCell;
      context.budget.checkText(written.text);
      table.cells.set(at, written);
    },
  },
};

function cellSetter(
  name: string,
  parameter: string,
  field: CellField,
  documentation: string,
): BuiltinFunction {
  return {
    kind: 'function',
    name: `table.cell_set_${name}`,
    isMethod: true,
    documentation,
    signatures: [`(${own}, ${parameter}) void`],
    implementation: {
      kind: 'context',
      call: (
        context: Context,
        table: TableDrawing | null,
        column: number,
        row: number,
        value: Values[number],
      ) => {
        if (table === null || table.isDeleted) return;
        const at = place(context, table, column, row);
        context.heap.touch(table);
        const before = table.cells.get(at) ?? emptyCell;
        table.cells.set(at, { ...before, [field]: value ?? emptyCell[field] });
      },
    },
  };
}

/** Two corners, both included, in order. */
function rectangle(
  name: string,
  end: string,
  documentation: string,
  apply: (table: TableDrawing, from: readonly [number, number], to: readonly [number, number]) => void,
): BuiltinFunction {
  return {
    kind: 'function',
    name: `table.${name}`,
    isMethod: true,
    documentation,
    signatures: [
      `(table_id: series table, start_column: series int, start_row: series int, end_column: series int${end}, end_row: series int${end}) void`,
    ],
    implementation: {
      kind: 'context',
      call: (
        context: Context,
        table: TableDrawing | null,
        startColumn: number,
        startRow: number,
        endColumn: number = startColumn,
        endRow: number = startRow,
      ) => {
        if (table === null || table.isDeleted) return;
        place(context, table, startColumn, startRow);
        place(context, table, endColumn, endRow);
        context.heap.touch(table);
        apply(table, [startColumn, startRow], [endColumn, endRow]);
      },
    },
  };
}

export const tables: readonly Builtin[] = [
  tableNew,
  deletion('table'),
  cell,
  cellSetter('text', 'text: series string', 'text', 'Sets the text of a cell.'),
  cellSetter(
    'width',
    'width: series int|float',
    'width',
    'Sets the width of a cell, in percent of the pane.',
  ),
  cellSetter(
    'height',
    'height: series int|float',
    'height',
    'Sets the height of a cell, in percent of the pane.',
  ),
  cellSetter('text_color', 'text_color: series color', 'textColor', 'Sets the colour of a cell’s text.'),
  cellSetter('text_halign', 'text_halign: series string', 'textHorizontal', 'Aligns a cell’s text sideways.'),
  cellSetter('text_valign', 'text_valign: series string', 'textVertical', 'Aligns a cell’s text in height.'),
  cellSetter(
    'text_size',
    'text_size: series int|string = size.normal',
    'textSize',
    'Sets the size of a cell’s text.',
  ),
  cellSetter('bgcolor', 'bgcolor: series color', 'background', 'Sets the background of a cell.'),
  cellSetter(
    'tooltip',
    'tooltip: series string',
    'tooltip',
    'Sets what is shown with the pointer on a cell.',
  ),
  cellSetter(
    'text_font_family',
    'text_font_family: series string = ?',
    'fontFamily',
    'Sets the font of a cell.',
  ),
  cellSetter(
    'text_formatting',
    'text_formatting: const text_format = text.format_none',
    'formatting',
    'Makes a cell’s text bold or italic.',
  ),
  rectangle('clear', ' = ?', 'Removes the cells of a rectangle.', (table, from, to) => {
    for (let row = from[1]; row <= to[1]; row += 1) {
      for (let column = from[0]; column <= to[0]; column += 1)
        table.cells.delete(row * table.columns + column);
    }
  }),
  rectangle('merge_cells', '', 'Merges the cells of a rectangle into its first one.', (table, from, to) => {
    table.merged = [
      ...table.merged,
      { startColumn: from[0], startRow: from[1], endColumn: to[0], endRow: to[1] },
    ];
  }),
  setter('table', 'set_position', 'position: series string', ['position'], 'Moves the table.'),
  setter('table', 'set_bgcolor', 'bgcolor: series color = na', ['background'], 'Sets the background.'),
  setter(
    'table',
    'set_frame_color',
    'frame_color: series color = na',
    ['frameColor'],
    'Sets the colour of the frame.',
  ),
  setter(
    'table',
    'set_frame_width',
    'frame_width: series int = 0',
    ['frameWidth'],
    'Sets the width of the frame.',
  ),
  setter(
    'table',
    'set_border_color',
    'border_color: series color = na',
    ['borderColor'],
    'Sets the colour between cells.',
  ),
  setter(
    'table',
    'set_border_width',
    'border_width: series int = 0',
    ['borderWidth'],
    'Sets the width between cells.',
  ),
];
