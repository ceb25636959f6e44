import type { Context } from '../../runtime/context.ts';
import type { Builtin } from '../builtin.ts';
import { comparing } from './array-statistics.ts';
import { lineOf, onMatrix } from './matrix-call.ts';
import { newArray, type PineArray } from './pine-array.ts';
import { newMatrix, PineMatrix } from './pine-matrix.ts';

const matrix = 'id: series matrix<T>';
const { NaN: na } = Number;

/** Bounds of a stretch of rows or columns; the end is the count where it was not given. */
function bounds(
  context: Context,
  count: number,
  from: number,
  to: number | undefined,
  what: string,
): [number, number] {
  const end = to === undefined || Number.isNaN(to) ? count : to;
  if (from >= 0 && end >= from && end <= count) return [from, end];
  return context.fail(`There are no ${what} ${from} to ${end} in a matrix that has ${count} of them.`);
}

/** What is put in as a row or column: an array of the right size, or na. */
function lineValues(
  context: Context,
  size: number,
  given: PineArray | null | undefined,
  like: unknown,
): unknown[] {
  if (given === undefined || given === null) {
    return new Array(size).fill(typeof like === 'number' || like === undefined ? na : null);
  }
  if (given.size !== size && size !== 0) {
    context.fail(`An array of ${given.size} does not fit: the matrix needs ${size} elements.`);
  }
  return given.items.slice();
}

function insertAt(context: Context, count: number, index: number | undefined, what: string): number {
  if (index === undefined || Number.isNaN(index) || index === count) return count;
  return lineOf(context, count, index, what);
}

const within =
  'from_row: series int = 0, to_row: series int = ?, from_column: series int = 0, to_column: series int = ?';

/** What changes and reads elements, rows and columns. */
export const matrixContents: readonly Builtin[] = [
  {
    kind: 'function',
    name: 'matrix.new<type>',
    documentation: 'A new matrix of so many rows and columns, each element with the initial value.',
    signatures: [
      '(rows: series int = 0, columns: series int = 0, initial_value: series T = na) series matrix<T>',
    ],
    implementation: {
      kind: 'context',
      call: (context: Context, rows: number, columns: number, value: unknown) => {
        if (!(rows >= 0 && columns >= 0)) context.fail(`A matrix cannot have ${rows} × ${columns} elements.`);
        const [height, width] = [Math.trunc(rows), Math.trunc(columns)];
        context.budget.spendElements(height * width, height * width);
        return new PineMatrix(context, height, width, new Array(height * width).fill(value));
      },
    },
  },
  onMatrix('rows', [`(${matrix}) series int`], 'How many rows it has.', (own) => own.rows),
  onMatrix('columns', [`(${matrix}) series int`], 'How many columns it has.', (own) => own.columns),
  onMatrix(
    'elements_count',
    [`(${matrix}) series int`],
    'How many elements it has.',
    (own) => own.items.length,
  ),
  onMatrix(
    'get',
    [`(${matrix}, row: series int, column: series int) series T`],
    'The element of a row and a column, both from 0.',
    (own, context, row: number, column: number) =>
      Number.isNaN(row + column)
        ? undefined
        : own.at(lineOf(context, own.rows, row, 'row'), lineOf(context, own.columns, column, 'column')),
  ),
  onMatrix(
    'set',
    [`(${matrix}, row: series int, column: series int, value: series T) void`],
    'Writes the element of a row and a column.',
    (own, context, row: number, column: number, value) =>
      own.put(lineOf(context, own.rows, row, 'row'), lineOf(context, own.columns, column, 'column'), value),
  ),
  onMatrix(
    'fill',
    [`(${matrix}, value: series T, ${within}) void`],
    'Writes one value to the elements of some rows and columns, or of all.',
    (own, context, value, fromRow: number, toRow?: number, fromColumn = 0, toColumn?: number) => {
      const [top, bottom] = bounds(context, own.rows, fromRow, toRow, 'rows');
      const [left, right] = bounds(context, own.columns, fromColumn, toColumn, 'columns');
      for (let row = top; row < bottom; row += 1) {
        for (let column = left; column < right; column += 1) own.put(row, column, value);
      }
    },
  ),
  onMatrix(
    'row',
    [`(${matrix}, row: series int) series array<T>`],
    'A new array of a row’s elements.',
    (own, context, row: number) => newArray(context, own.row(lineOf(context, own.rows, row, 'row'))),
  ),
  onMatrix(
    'col',
    [`(${matrix}, column: series int) series array<T>`],
    'A new array of a column’s elements.',
    (own, context, column: number) =>
      newArray(context, own.column(lineOf(context, own.columns, column, 'column'))),
  ),
  onMatrix(
    'add_row',
    [`(${matrix}, row: series int = ?, array_id: series array<T> = ?) void`],
    'Puts a row in, at the end where no place is given: of an array, or of na.',
    (own, context, index?: number, given?: PineArray | null) => {
      const place = insertAt(context, own.rows, index, 'row');
      const isEmpty = own.items.length === 0;
      const added = lineValues(context, isEmpty ? 0 : own.columns, given, own.items[0]);
      const rows = isEmpty ? [] : own.rowList();
      rows.splice(place, 0, added);
      own.become(rows.length, isEmpty ? added.length : own.columns, rows.flat());
    },
  ),
  onMatrix(
    'add_col',
    [`(${matrix}, column: series int = ?, array_id: series array<T> = ?) void`],
    'Puts a column in, at the end where no place is given: of an array, or of na.',
    (own, context, index?: number, given?: PineArray | null) => {
      const place = insertAt(context, own.columns, index, 'column');
      const isEmpty = own.items.length === 0;
      const added = lineValues(context, isEmpty ? own.rows : own.rows, given, own.items[0]);
      const rows = isEmpty ? added.map((): unknown[] => []) : own.rowList();
      for (const [row, line] of rows.entries()) line.splice(isEmpty ? 0 : place, 0, added[row]);
      own.become(rows.length, isEmpty ? 1 : own.columns + 1, rows.flat());
    },
  ),
  onMatrix(
    'remove_row',
    [`(${matrix}, row: series int = ?) series array<T>`],
    'Takes a row out, the last where none is given, and gives it as an array.',
    (own, context, index?: number) => {
      const place = lineOf(
        context,
        own.rows,
        index === undefined || Number.isNaN(index) ? own.rows - 1 : index,
        'row',
      );
      const removed = own.row(place);
      const rows = own.rowList().filter((_, row) => row !== place);
      own.become(rows.length, own.columns, rows.flat());
      return newArray(context, removed);
    },
  ),
  onMatrix(
    'remove_col',
    [`(${matrix}, column: series int = ?) series array<T>`],
    'Takes a column out, the last where none is given, and gives it as an array.',
    (own, context, index?: number) => {
      const asked = index === undefined || Number.isNaN(index) ? own.columns - 1 : index;
      const place = lineOf(context, own.columns, asked, 'column');
      const removed = own.column(place);
      const rows = own.rowList().map((line) => line.filter((_, column) => column !== place));
      own.become(own.rows, own.columns - 1, rows.flat());
      return newArray(context, removed);
    },
  ),
  onMatrix(
    'swap_rows',
    [`(${matrix}, row1: series int, row2: series int) void`],
    'Exchanges two rows.',
    (own, context, first: number, second: number) => {
      const [a, b] = [lineOf(context, own.rows, first, 'row'), lineOf(context, own.rows, second, 'row')];
      const [rowA, rowB] = [own.row(a), own.row(b)];
      for (let column = 0; column < own.columns; column += 1) {
        own.put(a, column, rowB[column]);
        own.put(b, column, rowA[column]);
      }
    },
  ),
  onMatrix(
    'swap_columns',
    [`(${matrix}, column1: series int, column2: series int) void`],
    'Exchanges two columns.',
    (own, context, first: number, second: number) => {
      const a = lineOf(context, own.columns, first, 'column');
      const b = lineOf(context, own.columns, second, 'column');
      const [columnA, columnB] = [own.column(a), own.column(b)];
      for (let row = 0; row < own.rows; row += 1) {
        own.put(row, a, columnB[row]);
        own.put(row, b, columnA[row]);
      }
    },
  ),
  onMatrix('copy', [`(${matrix}) series matrix<T>`], 'A new matrix with the same elements.', (own, context) =>
    newMatrix(context, own.rowList(), own.columns),
  ),
  onMatrix(
    'submatrix',
    [`(${matrix}, ${within}) series matrix<T>`],
    'A new matrix of some rows and columns.',
    (own, context, fromRow: number, toRow?: number, fromColumn = 0, toColumn?: number) => {
      const [top, bottom] = bounds(context, own.rows, fromRow, toRow, 'rows');
      const [left, right] = bounds(context, own.columns, fromColumn, toColumn, 'columns');
      const rows = own.rowList().slice(top, bottom);
      return newMatrix(
        context,
        rows.map((line) => line.slice(left, right)),
        right - left,
      );
    },
  ),
  onMatrix(
    'transpose',
    [`(${matrix}) series matrix<T>`],
    'A new matrix whose rows are the columns.',
    (own, context) =>
      newMatrix(
        context,
        Array.from({ length: own.columns }, (_, column) => own.column(column)),
        own.rows,
      ),
  ),
  onMatrix(
    'concat',
    ['(id1: series matrix<T>, id2: series matrix<T>) series matrix<T>'],
    'Appends the rows of another matrix, and gives the first.',
    (own, context, other: PineMatrix | null) => {
      const added = other ?? context.fail('matrix.concat was called with a matrix that is na.');
      if (own.items.length > 0 && added.columns !== own.columns) {
        context.fail(`A matrix of ${added.columns} columns cannot be appended to one of ${own.columns}.`);
      }
      own.become(own.rows + added.rows, added.columns, [...own.items, ...added.items]);
      return own;
    },
  ),
  onMatrix(
    'reshape',
    [`(${matrix}, rows: series int, columns: series int) void`],
    'Gives the same elements other rows and columns.',
    (own, context, rows: number, columns: number) => {
      if (rows * columns !== own.items.length) {
        context.fail(`${own.items.length} elements cannot stand in ${rows} × ${columns}.`);
      }
      own.become(rows, columns, own.items.slice());
    },
  ),
  onMatrix('reverse', [`(${matrix}) void`], 'Turns the order of rows and columns around.', (own) =>
    own.become(own.rows, own.columns, own.items.slice().reverse()),
  ),
  onMatrix(
    'sort',
    ['int', 'float', 'string'].map(
      (element) =>
        `(id: series matrix<${element}>, column: series int = 0, order: series sort_order = order.ascending) void`,
    ),
    'Sorts the rows by the values of a column.',
    (own, context, column: number, order: string) => {
      const place = lineOf(context, own.columns, column, 'column');
      const compare = comparing(order);
      own.become(
        own.rows,
        own.columns,
        own
          .rowList()
          .sort((a, b) => compare(a[place], b[place]))
          .flat(),
      );
    },
  ),
];
