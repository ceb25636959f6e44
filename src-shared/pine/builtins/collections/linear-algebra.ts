/*
 * Linear algebra on plain rows of numbers. Methods as in Golub and Van Loan, Matrix Computations, 4th ed.: elimination with
 * partial pivoting (3.4), one-sided Jacobi for singular values (8.6), Jacobi for symmetric eigenvalues (8.5), Hessenberg form
 * and shifted QR steps for others (7.4, 7.5).
 */

export type Rows = readonly (readonly number[])[];

const at = (rows: Rows, row: number, column: number) => rows[row]?.[column] ?? Number.NaN;
const copyOf = (rows: Rows) => rows.map((row) => row.slice());

export function identity(size: number): number[][] {
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => (row === column ? 1 : 0)),
  );
}

export function transposed(rows: Rows): number[][] {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? Number.NaN));
}

export function product(a: Rows, b: Rows): number[][] {
  const columns = transposed(b);
  return a.map((row) => columns.map((column) => dot(row, column)));
}

export function dot(a: readonly number[], b: readonly number[]): number {
  let total = 0;
  for (let index = 0; index < a.length; index += 1) total += (a[index] as number) * (b[index] ?? Number.NaN);
  return total;
}

interface Elimination {
  readonly rows: number[][];
  readonly right: number[][];
  readonly sign: number;
}

/** Upper triangle of a square matrix, and what the same steps make of the right side. */
function eliminate(square: Rows, rightSide: Rows): Elimination {
  const rows = copyOf(square);
  const right = copyOf(rightSide);
  let sign = 1;
  for (let pivot = 0; pivot < rows.length; pivot += 1) {
    let best = pivot;
    for (let row = pivot + 1; row < rows.length; row += 1) {
      if (Math.abs(at(rows, row, pivot)) > Math.abs(at(rows, best, pivot))) best = row;
    }
    if (best !== pivot) {
      swap(rows, best, pivot);
      swap(right, best, pivot);
      sign = -sign;
    }
    const value = at(rows, pivot, pivot);
    if (value === 0) continue;
    for (let row = pivot + 1; row < rows.length; row += 1) {
      const factor = at(rows, row, pivot) / value;
      if (factor === 0) continue;
      subtract(rows[row], rows[pivot], factor, pivot);
      subtract(right[row], right[pivot], factor, 0);
    }
  }
  return { rows, right, sign };
}

function swap<T>(rows: T[], a: number, b: number): void {
  [rows[a], rows[b]] = [rows[b] as T, rows[a] as T];
}

function subtract(
  from: number[] | undefined,
  what: readonly number[] | undefined,
  factor: number,
  start: number,
): void {
  if (from === undefined || what === undefined) return;
  for (let column = start; column < from.length; column += 1) {
    from[column] = (from[column] as number) - factor * (what[column] as number);
  }
}

export function determinant(square: Rows): number {
  const { rows, sign } = eliminate(
    square,
    square.map(() => []),
  );
  return rows.reduce((total, row, index) => total * (row[index] as number), sign);
}

/** Undefined when the matrix is singular. */
export function inverse(square: Rows): number[][] | undefined {
  const size = square.length;
  const { rows, right } = eliminate(square, identity(size));
  const largest = Math.max(...square.flat().map(Math.abs), 0);
  for (let pivot = size - 1; pivot >= 0; pivot -= 1) {
    const value = at(rows, pivot, pivot);
    if (!(Math.abs(value) > largest * Number.EPSILON * size)) return undefined;
    const own = right[pivot] as number[];
    for (let column = 0; column < size; column += 1) own[column] = (own[column] as number) / value;
    for (let row = 0; row < pivot; row += 1) subtract(right[row], own, at(rows, row, pivot), 0);
  }
  return right;
}

interface SingularValues {
  /** Orthogonal columns, as long as their singular values. */
  readonly columns: number[][];
  readonly values: number[];
  /** Orthonormal, by column. */
  readonly right: number[][];
}

const sweeps = 60;

/** One-sided Jacobi: columns are turned in pairs until all are at right angles. */
function singularValues(matrix: Rows): SingularValues {
  const columns = transposed(matrix);
  const right = identity(columns.length);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    let isDone = true;
    for (let p = 0; p < columns.length; p += 1) {
      for (let q = p + 1; q < columns.length; q += 1) {
        const [a, b] = [columns[p] as number[], columns[q] as number[]];
        const [alpha, beta, gamma] = [dot(a, a), dot(b, b), dot(a, b)];
        if (Math.abs(gamma) <= 1e-15 * Math.sqrt(alpha * beta)) continue;
        isDone = false;
        const zeta = (beta - alpha) / (2 * gamma);
        const t = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
        const c = 1 / Math.sqrt(1 + t * t);
        turn(a, b, c, c * t);
        turn(right[p] as number[], right[q] as number[], c, c * t);
      }
    }
    if (isDone) break;
  }
  return { columns, right, values: columns.map((column) => Math.sqrt(dot(column, column))) };
}

function turn(a: number[], b: number[], c: number, s: number): void {
  for (let index = 0; index < a.length; index += 1) {
    const [x, y] = [a[index] as number, b[index] as number];
    a[index] = c * x - s * y;
    b[index] = s * x + c * y;
  }
}

/** Below this a singular value counts as 0. */
const tolerance = (matrix: Rows, values: readonly number[]) =>
  Math.max(matrix.length, matrix[0]?.length ?? 0) * Number.EPSILON * Math.max(...values, 0) * 4;

export function rank(matrix: Rows): number {
  if (matrix.length === 0) return 0;
  const { values } = singularValues(matrix);
  const least = tolerance(matrix, values);
  return values.filter((value) => value > least).length;
}

export function pseudoInverse(matrix: Rows): number[][] {
  if (matrix.length < (matrix[0]?.length ?? 0)) return transposed(pseudoInverse(transposed(matrix)));
  const { columns, values, right } = singularValues(matrix);
  const least = tolerance(matrix, values);
  const scaled = columns.map((column, index) => {
    const value = values[index] as number;
    return column.map((entry) => (value > least ? entry / (value * value) : 0));
  });
  // V · Σ⁺ · Uᵀ, where a column divided by its value twice is Σ⁺·Uᵀ's row.
  return product(transposed(right), scaled);
}

export function isSymmetric(rows: Rows): boolean {
  const largest = Math.max(...rows.flat().map(Math.abs), 0);
  return rows.every((row, index) =>
    row.every((value, other) => Math.abs(value - at(rows, other, index)) <= 1e-12 * largest),
  );
}

interface Eigen {
  readonly values: number[];
  /** By column. */
  readonly vectors: number[][];
}

/** Real eigenvalues, largest first for symmetric matrices; of a pair of complex ones the real part. */
export function eigen(square: Rows): Eigen {
  if (isSymmetric(square)) return symmetricEigen(square);
  const values = generalEigenvalues(square);
  const vectors = values.map((value) => eigenvector(square, value));
  return { values, vectors: transposed(vectors) };
}

function symmetricEigen(square: Rows): Eigen {
  const rows = copyOf(square);
  const vectors = identity(rows.length);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    let off = 0;
    for (let p = 0; p < rows.length; p += 1) {
      for (let q = p + 1; q < rows.length; q += 1) off += at(rows, p, q) ** 2;
    }
    if (off < 1e-300) break;
    for (let p = 0; p < rows.length; p += 1) {
      for (let q = p + 1; q < rows.length; q += 1) rotate(rows, vectors, p, q);
    }
  }
  const order = rows.map((_, index) => index).sort((a, b) => at(rows, b, b) - at(rows, a, a));
  return {
    values: order.map((index) => at(rows, index, index)),
    vectors: vectors.map((row) => order.map((index) => row[index] as number)),
  };
}

function rotate(rows: number[][], vectors: number[][], p: number, q: number): void {
  const apq = at(rows, p, q);
  if (apq === 0) return;
  const theta = (at(rows, q, q) - at(rows, p, p)) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (const row of rows) turnPair(row, p, q, c, s);
  const [rowP, rowQ] = [rows[p] as number[], rows[q] as number[]];
  turn(rowP, rowQ, c, s);
  for (const row of vectors) turnPair(row, p, q, c, s);
}

function turnPair(row: number[], p: number, q: number, c: number, s: number): void {
  const [x, y] = [row[p] as number, row[q] as number];
  row[p] = c * x - s * y;
  row[q] = s * x + c * y;
}

function generalEigenvalues(square: Rows): number[] {
  const h = hessenberg(square);
  const values: number[] = [];
  let size = h.length;
  let tries = 0;
  while (size > 0) {
    if (size === 1) {
      values.push(at(h, 0, 0));
      break;
    }
    let low = size - 1;
    while (low > 0) {
      const near = Math.abs(at(h, low - 1, low - 1)) + Math.abs(at(h, low, low));
      if (Math.abs(at(h, low, low - 1)) <= Number.EPSILON * (near === 0 ? 1 : near)) break;
      low -= 1;
    }
    if (low === size - 1) {
      values.push(at(h, low, low));
      size -= 1;
      tries = 0;
    } else if (low === size - 2 && isSettled(h, low)) {
      values.push(...pair(h, low));
      size -= 2;
      tries = 0;
    } else {
      tries += 1;
      if (tries > 500) {
        for (let index = 0; index < size; index += 1) values.push(at(h, index, index));
        break;
      }
      shiftedStep(h, low, size, tries);
    }
  }
  return values.reverse();
}

/** Whether the lowest two by two have complex values, which no real step takes apart. */
function isSettled(h: Rows, low: number): boolean {
  const [a, b, c, d] = [at(h, low, low), at(h, low, low + 1), at(h, low + 1, low), at(h, low + 1, low + 1)];
  return ((a - d) / 2) ** 2 + b * c < 0;
}

function pair(h: Rows, low: number): [number, number] {
  const middle = (at(h, low, low) + at(h, low + 1, low + 1)) / 2;
  return [middle, middle];
}

function hessenberg(square: Rows): number[][] {
  const h = copyOf(square);
  for (let column = 0; column < h.length - 2; column += 1) {
    let best = column + 1;
    for (let row = column + 2; row < h.length; row += 1) {
      if (Math.abs(at(h, row, column)) > Math.abs(at(h, best, column))) best = row;
    }
    if (at(h, best, column) === 0) continue;
    swap(h, best, column + 1);
    for (const row of h) swap(row, best, column + 1);
    for (let row = column + 2; row < h.length; row += 1) {
      const factor = at(h, row, column) / at(h, column + 1, column);
      if (factor === 0) continue;
      subtract(h[row], h[column + 1], factor, 0);
      for (const line of h) line[column + 1] = (line[column + 1] as number) + factor * (line[row] as number);
    }
  }
  return h;
}

/** One QR step with a shift, on the rows and columns from `low` to before `size`. */
function shiftedStep(h: number[][], low: number, size: number, tries: number): void {
  const shift = tries % 11 === 10 ? Math.abs(at(h, size - 1, size - 2)) : wilkinson(h, size);
  for (let index = low; index < size; index += 1) addTo(h, index, -shift);
  const turns: [number, number][] = [];
  for (let index = low; index < size - 1; index += 1) {
    const [x, y] = [at(h, index, index), at(h, index + 1, index)];
    const length = Math.hypot(x, y);
    const [c, s] = length === 0 ? [1, 0] : [x / length, -y / length];
    turns.push([c, s]);
    turn(h[index] as number[], h[index + 1] as number[], c, s);
  }
  for (const [offset, [c, s]] of turns.entries()) {
    for (let row = 0; row < size; row += 1)
      turnPair(h[row] as number[], low + offset, low + offset + 1, c, s);
  }
  for (let index = low; index < size; index += 1) addTo(h, index, shift);
}

function addTo(h: number[][], index: number, value: number): void {
  const row = h[index] as number[];
  row[index] = (row[index] as number) + value;
}

/** The value of the last two by two that is nearer to the last element, or its middle where they are complex. */
function wilkinson(h: Rows, size: number): number {
  const [a, b] = [at(h, size - 2, size - 2), at(h, size - 2, size - 1)];
  const [c, d] = [at(h, size - 1, size - 2), at(h, size - 1, size - 1)];
  const half = (a - d) / 2;
  const root = half * half + b * c;
  if (root < 0) return (a + d) / 2;
  const spread = Math.sqrt(root);
  const [first, second] = [(a + d) / 2 + spread, (a + d) / 2 - spread];
  return Math.abs(first - d) < Math.abs(second - d) ? first : second;
}

/** By inverse iteration from a shift beside the value. */
function eigenvector(square: Rows, value: number): number[] {
  const scale = Math.max(...square.flat().map(Math.abs), 1);
  const shifted = square.map((row, index) =>
    row.map((entry, column) => (index === column ? entry - value - scale * 1e-10 : entry)),
  );
  const solver = inverse(shifted) ?? pseudoInverse(shifted);
  let vector = square.map((_, index) => 1 + index * 0.1);
  for (let round = 0; round < 8; round += 1) {
    vector = solver.map((row) => dot(row, vector));
    const length = Math.sqrt(dot(vector, vector));
    vector = vector.map((entry) => entry / length);
  }
  return vector;
}
