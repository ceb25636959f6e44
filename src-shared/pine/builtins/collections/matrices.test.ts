import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PineMatrix } from './pine-matrix.ts';
import { collectionCalls, contents } from './testing/call.ts';

const na = Number.NaN;
type Table = readonly (readonly number[])[];
const square: Table = [
  [1, 2],
  [3, 4],
];

test.each<[string, Table, readonly unknown[], unknown]>([
  ['rows', [[1, 2, 3]], [], 1],
  ['columns', [[1, 2, 3]], [], 3],
  ['elements_count', square, [], 4],
  ['get', square, [1, 0], 3],
  ['get', square, [na, 0], undefined],
  ['row', square, [1], [3, 4]],
  ['col', square, [1], [2, 4]],
  ['copy', square, [], square],
  ['submatrix', square, [0, 2, 1, 2], [[2], [4]]],
  ['transpose', [[1, 2, 3]], [], [[1], [2], [3]]],
  ['avg', square, [], 2.5],
  ['median', square, [], 2.5],
  ['mode', [[1, 2, 2]], [], 2],
  ['min', square, [], 1],
  ['max', square, [], 4],
  [
    'sum',
    square,
    [1],
    [
      [2, 3],
      [4, 5],
    ],
  ],
  [
    'diff',
    square,
    [1],
    [
      [0, 1],
      [2, 3],
    ],
  ],
  [
    'mult',
    square,
    [2],
    [
      [2, 4],
      [6, 8],
    ],
  ],
  [
    'pow',
    square,
    [2],
    [
      [7, 10],
      [15, 22],
    ],
  ],
  [
    'pow',
    square,
    [0],
    [
      [1, 0],
      [0, 1],
    ],
  ],
  ['det', square, [], -2],
  ['trace', square, [], 5],
  [
    'rank',
    [
      [1, 2],
      [2, 4],
    ],
    [],
    1,
  ],
  ['rank', square, [], 2],
  [
    'inv',
    [
      [1, 2],
      [2, 4],
    ],
    [],
    null,
  ],
  ['is_square', [[1, 2]], [], false],
  ['is_zero', [[0, 0]], [], true],
  ['is_binary', [[0, 1]], [], true],
  [
    'is_identity',
    [
      [1, 0],
      [0, 1],
    ],
    [],
    true,
  ],
  [
    'is_diagonal',
    [
      [5, 0],
      [0, 1],
    ],
    [],
    true,
  ],
  [
    'is_antidiagonal',
    [
      [0, 5],
      [1, 0],
    ],
    [],
    true,
  ],
  [
    'is_symmetric',
    [
      [1, 2],
      [2, 1],
    ],
    [],
    true,
  ],
  [
    'is_antisymmetric',
    [
      [0, 2],
      [-2, 0],
    ],
    [],
    true,
  ],
  [
    'is_triangular',
    [
      [1, 2],
      [0, 1],
    ],
    [],
    true,
  ],
  ['is_triangular', square, [], false],
  [
    'is_stochastic',
    [
      [0.5, 0.5],
      [1, 0],
    ],
    [],
    true,
  ],
  ['remove_row', square, [0], [1, 2]],
  ['remove_col', square, [undefined], [2, 4]],
])('matrix.%s of %j with %j is %j', (name, table, values, expected) => {
  const { call, matrix } = collectionCalls();
  const given = contents(call(`matrix.${name}`, matrix(table), ...values));
  if (typeof expected === 'number') expect(given).toBeCloseTo(expected, 10);
  else expect(given).toEqual(expected);
});

test.each<[string, Table, (calls: ReturnType<typeof collectionCalls>) => readonly unknown[], Table]>([
  [
    'set',
    square,
    () => [0, 1, 9],
    [
      [1, 9],
      [3, 4],
    ],
  ],
  [
    'fill',
    square,
    () => [0, 0, 1, 0, undefined],
    [
      [0, 0],
      [3, 4],
    ],
  ],
  [
    'add_row',
    square,
    ({ array }) => [0, array(5, 6)],
    [
      [5, 6],
      [1, 2],
      [3, 4],
    ],
  ],
  [
    'add_row',
    square,
    () => [undefined, undefined],
    [
      [1, 2],
      [3, 4],
      [na, na],
    ],
  ],
  [
    'add_col',
    square,
    ({ array }) => [2, array(5, 6)],
    [
      [1, 2, 5],
      [3, 4, 6],
    ],
  ],
  [
    'swap_rows',
    square,
    () => [0, 1],
    [
      [3, 4],
      [1, 2],
    ],
  ],
  [
    'swap_columns',
    square,
    () => [0, 1],
    [
      [2, 1],
      [4, 3],
    ],
  ],
  [
    'concat',
    square,
    ({ matrix }) => [matrix([[5, 6]])],
    [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
  ],
  [
    'reshape',
    [[1, 2, 3, 4]],
    () => [2, 2],
    [
      [1, 2],
      [3, 4],
    ],
  ],
  [
    'reverse',
    square,
    () => [],
    [
      [4, 3],
      [2, 1],
    ],
  ],
  [
    'sort',
    [
      [3, 1],
      [1, 2],
    ],
    () => [0, 'ascending'],
    [
      [1, 2],
      [3, 1],
    ],
  ],
])('matrix.%s turns %j into what is expected', (name, table, values, expected) => {
  const calls = collectionCalls();
  const own = calls.matrix(table);
  calls.call(`matrix.${name}`, own, ...values(calls));
  expect(contents(own)).toEqual(expected);
});

test.each<[string, readonly unknown[], RegExp]>([
  ['get', [2, 0], /no row 2/],
  ['col', [5], /no column 5/],
  ['reshape', [3, 2], /4 elements cannot stand in 3 × 2/],
  ['pow', [-1], /power -1/],
])('matrix.%s with %j stops the script in words', (name, values, message) => {
  const { call, matrix } = collectionCalls();
  expect(() => call(`matrix.${name}`, matrix(square), ...values)).toThrow(message);
});

test('shapes that do not fit are told', () => {
  const { call, matrix, array } = collectionCalls();
  expect(() => call('matrix.det', matrix([[1, 2]]))).toThrow(/square/);
  expect(() => call('matrix.mult', matrix(square), matrix([[1, 2]]))).toThrow(/2 columns .* 1 rows/);
  expect(() => call('matrix.add_row', matrix(square), 0, array(1))).toThrow(/array of 1 does not fit/);
  expect(() => call('matrix.sum', matrix(square), matrix([[1]]))).toThrow(/one shape/);
});

test('a matrix times an array is an array, and the Kronecker product has all pairs', () => {
  const { call, matrix, array } = collectionCalls();
  expect(contents(call('matrix.mult', matrix(square), array(1, 1)))).toEqual([3, 7]);
  expect(contents(call('matrix.kron', matrix([[1, 2]]), matrix([[1], [3]])))).toEqual([
    [1, 2],
    [3, 6],
  ]);
});

const entry = fc.integer({ min: -9, max: 9 });
const table = (rows: number, columns: number) =>
  fc.array(fc.array(entry, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows });
const squares = fc.integer({ min: 1, max: 5 }).chain((size) => table(size, size));

function near(a: unknown, b: Table, within: number): void {
  for (const [row, values] of (contents(a) as number[][]).entries()) {
    for (const [column, value] of values.entries()) {
      expect(Math.abs(value - (b[row]?.[column] ?? na))).toBeLessThanOrEqual(within);
    }
  }
}

test('a matrix times its inverse is one', () => {
  fc.assert(
    fc.property(squares, (rows) => {
      const { call, matrix } = collectionCalls();
      const own = matrix(rows);
      const inverse = call('matrix.inv', own) as PineMatrix | null;
      const isSingular = Math.abs(call('matrix.det', own) as number) < 1e-9;
      expect(inverse === null).toBe(isSingular);
      if (inverse === null) return;
      const one = rows.map((_, row) => rows.map((__, column) => (row === column ? 1 : 0)));
      near(call('matrix.mult', own, inverse), one, 1e-7);
    }),
  );
});

test('the determinant of a product is the product of the determinants', () => {
  fc.assert(
    fc.property(table(3, 3), table(3, 3), (a, b) => {
      const { call, matrix } = collectionCalls();
      const product = call('matrix.mult', matrix(a), matrix(b));
      const det = (of: unknown) => call('matrix.det', of) as number;
      expect(det(product)).toBeCloseTo(det(matrix(a)) * det(matrix(b)), 4);
    }),
  );
});

test('the pseudo-inverse gives the matrix back between two of it', () => {
  fc.assert(
    fc.property(
      fc
        .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
        .chain(([rows, columns]) => table(rows, columns)),
      (rows) => {
        const { call, matrix } = collectionCalls();
        const own = matrix(rows);
        const inverse = call('matrix.pinv', own);
        near(call('matrix.mult', call('matrix.mult', own, inverse), own), rows, 1e-7);
      },
    ),
  );
});

test('eigenvectors of symmetric matrices are turned into multiples of themselves', () => {
  fc.assert(
    fc.property(squares, (rows) => {
      const { call, matrix } = collectionCalls();
      const symmetric = rows.map((row, r) => row.map((value, c) => value + (rows[c]?.[r] ?? 0)));
      const own = matrix(symmetric);
      const values = contents(call('matrix.eigenvalues', own)) as number[];
      const vectors = contents(call('matrix.eigenvectors', own)) as number[][];
      for (const [index, value] of values.entries()) {
        const vector = vectors.map((row) => row[index] as number);
        for (const [row, line] of symmetric.entries()) {
          const turned = line.reduce((total, item, column) => total + item * (vector[column] as number), 0);
          expect(Math.abs(turned - value * (vector[row] as number))).toBeLessThan(1e-7);
        }
      }
    }),
  );
});

test('eigenvalues of other matrices add up to the trace', () => {
  fc.assert(
    fc.property(squares, (rows) => {
      const { call, matrix } = collectionCalls();
      const values = contents(call('matrix.eigenvalues', matrix(rows))) as number[];
      const trace = rows.reduce((total, row, index) => total + (row[index] as number), 0);
      expect(values.reduce((total, value) => total + value, 0)).toBeCloseTo(trace, 3);
    }),
  );
});

test('eigenvalues of a triangle are its diagonal', () => {
  const { call, matrix } = collectionCalls();
  const values = contents(
    call(
      'matrix.eigenvalues',
      matrix([
        [2, 5, 1],
        [0, 3, 7],
        [0, 0, -4],
      ]),
    ),
  ) as number[];
  expect(values.sort((a, b) => a - b).map((value) => Math.round(value * 1e6) / 1e6)).toEqual([-4, 2, 3]);
});

test('an open bar that runs again finds the matrix as it was', () => {
  const { context, call, matrix } = collectionCalls();
  const own = matrix(square);
  context.heap.begin();
  call('matrix.add_col', own, 0, undefined);
  call('matrix.set', own, 0, 0, 5);
  context.heap.rollBack();
  expect(contents(own)).toEqual(square);
});
