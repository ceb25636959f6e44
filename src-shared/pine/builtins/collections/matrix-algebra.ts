import type { Context } from '../../runtime/context.ts';
import type { Builtin } from '../builtin.ts';
import {
  determinant,
  dot,
  eigen,
  identity,
  inverse,
  product,
  pseudoInverse,
  type Rows,
  rank,
} from './linear-algebra.ts';
import { needSquare, ofNumberMatrix, onMatrix } from './matrix-call.ts';
import { mean, median, mode, present } from './numbers.ts';
import { newArray, PineArray } from './pine-array.ts';
import { newMatrix, PineMatrix } from './pine-matrix.ts';

const rowsOf = (matrix: PineMatrix) => matrix.rowList() as Rows;
const numbers = (matrix: PineMatrix) => matrix.items as readonly number[];
const series = (element: string) => `series ${element}`;
const matrixOf = (element: string) => `series matrix<${element}>`;
const asBool = () => 'series bool';
const close = (a: number, b: number) => Math.abs(a - b) <= 1e-10;

function figure(name: string, documentation: string, of: (items: readonly number[]) => number): Builtin {
  return onMatrix(name, ofNumberMatrix('', series), documentation, (own) => of(present(numbers(own))));
}

/** Whether something holds of every element, of a square matrix only where it is asked for. */
function test(
  name: string,
  documentation: string,
  isSquareOnly: boolean,
  holds: (value: number, row: number, column: number, own: PineMatrix) => boolean,
): Builtin {
  return onMatrix(name, ofNumberMatrix('', asBool), documentation, (own) => {
    if (isSquareOnly && own.rows !== own.columns) return false;
    return numbers(own).every((value, index) =>
      holds(value, Math.floor(index / own.columns), index % own.columns, own),
    );
  });
}

/** Element by element with a number or a matrix of the same shape. */
function elementwise(
  name: 'sum' | 'diff',
  documentation: string,
  join: (a: number, b: number) => number,
): Builtin {
  const signatures = [
    ...ofNumberMatrix('id2: series int|float', matrixOf, 'id1'),
    '(id1: series matrix<int>, id2: series matrix<int>) series matrix<int>',
    '(id1: series matrix<float>, id2: series matrix<float>) series matrix<float>',
    '(id1: series matrix<int>, id2: series matrix<float>) series matrix<float>',
    '(id1: series matrix<float>, id2: series matrix<int>) series matrix<float>',
  ];
  return onMatrix(name, signatures, documentation, (own, context, other: number | PineMatrix | null) => {
    if (other === null) return null;
    if (typeof other === 'number') return mapped(context, own, (value) => join(value, other));
    if (other.rows !== own.rows || other.columns !== own.columns) {
      context.fail(
        `matrix.${name} needs two matrices of one shape; these have ${own.rows} × ${own.columns} and ${other.rows} × ${other.columns}.`,
      );
    }
    return mapped(context, own, (value, index) => join(value, other.items[index] as number));
  });
}

function mapped(
  context: Context,
  own: PineMatrix,
  change: (value: number, index: number) => number,
): PineMatrix {
  const items = numbers(own).map(change);
  context.budget.spendElements(items.length, items.length);
  return new PineMatrix(context, own.rows, own.columns, items);
}

/** Loops of matrix arithmetic count as passes of a loop (S3). */
function spend(context: Context, size: number): void {
  context.budget.spendPasses(size);
}

function square(
  name: string,
  result: (element: string) => string,
  documentation: string,
  of: (rows: Rows, context: Context) => unknown,
): Builtin {
  return onMatrix(name, ofNumberMatrix('', result), documentation, (own, context) => {
    needSquare(context, own, `matrix.${name}`);
    spend(context, own.rows ** 3);
    return of(rowsOf(own), context);
  });
}

/** What is reckoned from matrices of numbers. */
export const matrixAlgebra: readonly Builtin[] = [
  figure('avg', 'Mean of the elements.', mean),
  figure('median', 'Median of the elements.', median),
  figure('mode', 'The most frequent element; of several the smallest.', mode),
  figure('min', 'The smallest element.', (items) => (items.length === 0 ? Number.NaN : Math.min(...items))),
  figure('max', 'The largest element.', (items) => (items.length === 0 ? Number.NaN : Math.max(...items))),
  elementwise(
    'sum',
    'A new matrix: each element plus a number, or plus that of another matrix.',
    (a, b) => a + b,
  ),
  elementwise(
    'diff',
    'A new matrix: each element less a number, or less that of another matrix.',
    (a, b) => a - b,
  ),
  onMatrix(
    'mult',
    [
      ...ofNumberMatrix('id2: series int|float', matrixOf, 'id1'),
      '(id1: series matrix<int>, id2: series matrix<int>) series matrix<int>',
      '(id1: series matrix<int|float>, id2: series matrix<int|float>) series matrix<float>',
      '(id1: series matrix<int>, id2: series array<int>) series array<int>',
      '(id1: series matrix<int|float>, id2: series array<int|float>) series array<float>',
    ],
    'The product with a number, a matrix, or an array taken as a column.',
    (own, context, other: number | PineMatrix | PineArray | null) => {
      if (other === null) return null;
      if (typeof other === 'number') return mapped(context, own, (value) => value * other);
      const inner = other instanceof PineArray ? other.size : other.rows;
      if (inner !== own.columns) {
        context.fail(`A matrix of ${own.columns} columns cannot be multiplied with ${inner} rows.`);
      }
      if (other instanceof PineArray) {
        const vector = other.items as readonly number[];
        return newArray(
          context,
          rowsOf(own).map((row) => dot(row, vector)),
        );
      }
      spend(context, own.rows * own.columns * other.columns);
      return newMatrix(context, product(rowsOf(own), rowsOf(other)), other.columns);
    },
  ),
  onMatrix(
    'kron',
    [
      '(id1: series matrix<int>, id2: series matrix<int>) series matrix<int>',
      '(id1: series matrix<int|float>, id2: series matrix<int|float>) series matrix<float>',
    ],
    'The Kronecker product.',
    (own, context, other: PineMatrix | null) => {
      if (other === null) return null;
      context.budget.spendElements(own.items.length * other.items.length, 0);
      const right = rowsOf(other);
      return newMatrix(
        context,
        rowsOf(own).flatMap((row) =>
          right.map((line) => row.flatMap((value) => line.map((entry) => value * entry))),
        ),
        own.columns * other.columns,
      );
    },
  ),
  onMatrix(
    'pow',
    ofNumberMatrix('power: series int', matrixOf),
    'A square matrix multiplied with itself so many times.',
    (own, context, power: number) => {
      needSquare(context, own, 'matrix.pow');
      if (!(power >= 0)) context.fail(`A matrix cannot be raised to the power ${power}.`);
      let [result, base, left] = [identity(own.rows), rowsOf(own), Math.trunc(power)];
      while (left > 0) {
        spend(context, 2 * own.rows ** 3);
        if (left % 2 === 1) result = product(result, base);
        base = product(base, base);
        left = Math.floor(left / 2);
      }
      return newMatrix(context, result, own.columns);
    },
  ),
  square('det', series, 'The determinant of a square matrix.', determinant),
  square('trace', series, 'The sum of the main diagonal.', (rows) =>
    rows.reduce((total, row, index) => total + (row[index] as number), 0),
  ),
  square('inv', matrixOf, 'The inverse of a square matrix; na where it has none.', (rows, context) => {
    const found = inverse(rows);
    return found === undefined ? null : newMatrix(context, found, rows.length);
  }),
  onMatrix('pinv', ofNumberMatrix('', matrixOf), 'The Moore-Penrose inverse.', (own, context) => {
    spend(context, own.items.length * Math.max(own.rows, own.columns) * 10);
    return newMatrix(context, pseudoInverse(rowsOf(own)), own.rows);
  }),
  onMatrix(
    'rank',
    ofNumberMatrix('', () => 'series int'),
    'How many rows are independent.',
    (own, context) => {
      spend(context, own.items.length * Math.max(own.rows, own.columns) * 10);
      return rank(rowsOf(own));
    },
  ),
  square(
    'eigenvalues',
    (element) => `series array<${element}>`,
    'The eigenvalues of a square matrix.',
    (rows, context) => newArray(context, eigen(rows).values),
  ),
  square(
    'eigenvectors',
    matrixOf,
    'The eigenvectors of a square matrix, as columns in the order of its eigenvalues.',
    (rows, context) => newMatrix(context, eigen(rows).vectors, rows.length),
  ),
  onMatrix(
    'is_square',
    ['(id: series matrix<any>) series bool'],
    'As many rows as columns.',
    (own) => own.rows === own.columns,
  ),
  test('is_zero', 'Only zeros.', false, (value) => close(value, 0)),
  test('is_binary', 'Only zeros and ones.', false, (value) => close(value, 0) || close(value, 1)),
  test('is_identity', 'Ones on the main diagonal, zeros elsewhere.', true, (value, row, column) =>
    close(value, row === column ? 1 : 0),
  ),
  test(
    'is_diagonal',
    'Zeros beside the main diagonal.',
    true,
    (value, row, column) => row === column || close(value, 0),
  ),
  test(
    'is_antidiagonal',
    'Zeros beside the other diagonal.',
    true,
    (value, row, column, own) => row + column === own.columns - 1 || close(value, 0),
  ),
  test('is_symmetric', 'Equal to its transpose.', true, (value, row, column, own) =>
    close(value, own.at(column, row) as number),
  ),
  test('is_antisymmetric', 'Equal to its transpose with the other sign.', true, (value, row, column, own) =>
    close(value, -(own.at(column, row) as number)),
  ),
  onMatrix(
    'is_triangular',
    ofNumberMatrix('', asBool),
    'Zeros above, or below, the main diagonal.',
    (own) => {
      if (own.rows !== own.columns) return false;
      const zero = (isBeside: (row: number, column: number) => boolean) =>
        numbers(own).every((value, index) => {
          const [row, column] = [Math.floor(index / own.columns), index % own.columns];
          return !isBeside(row, column) || close(value, 0);
        });
      return zero((row, column) => column > row) || zero((row, column) => column < row);
    },
  ),
  onMatrix(
    'is_stochastic',
    ofNumberMatrix('', asBool),
    'No negative elements, and each row sums up to one.',
    (own) =>
      rowsOf(own).every(
        (row) =>
          row.every((value) => value >= 0) &&
          close(
            row.reduce((total, value) => total + value, 0),
            1,
          ),
      ),
  ),
];
