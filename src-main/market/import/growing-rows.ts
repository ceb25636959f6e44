import { Failure } from '../../../src-shared/domain/failure.ts';

/** Rows in columns that grow by doubling, with the line each came from. The first column is the time. */
export class GrowingRows {
  length = 0;
  /** True while every time so far came after the one before it, or together with it. */
  isAscending = true;
  readonly #most: number;
  readonly #columns: Float64Array[];
  #lines: Uint32Array;
  #capacity: number;
  #lastTime = Number.NEGATIVE_INFINITY;

  constructor(columnCount: number, mostRows: number) {
    this.#most = mostRows;
    this.#capacity = Math.min(8192, mostRows);
    this.#columns = Array.from({ length: columnCount }, () => new Float64Array(this.#capacity));
    this.#lines = new Uint32Array(this.#capacity);
  }

  /** @throws Failure `invalid` when there are more rows than an import may have. */
  push(row: Float64Array, line: number): void {
    const { length } = this;
    if (length === this.#capacity) this.#grow();
    const columns = this.#columns;
    for (let index = 0; index < columns.length; index++) {
      (columns[index] as Float64Array)[length] = row[index] as number;
    }
    this.#lines[length] = line;
    this.length = length + 1;
    const time = row[0] as number;
    if (time < this.#lastTime) this.isAscending = false;
    this.#lastTime = time;
  }

  /** The filled part of each column, as views. */
  get columns(): Float64Array[] {
    return this.#columns.map((column) => column.subarray(0, this.length));
  }

  get lines(): Uint32Array {
    return this.#lines.subarray(0, this.length);
  }

  #grow(): void {
    if (this.#capacity === this.#most) {
      throw new Failure(
        'invalid',
        `The file has more than ${this.#most.toLocaleString('en-US')} rows. Split it and import the parts.`,
      );
    }
    this.#capacity = Math.min(this.#capacity * 2, this.#most);
    for (const [index, column] of this.#columns.entries()) {
      const larger = new Float64Array(this.#capacity);
      larger.set(column);
      this.#columns[index] = larger;
    }
    const lines = new Uint32Array(this.#capacity);
    lines.set(this.#lines);
    this.#lines = lines;
  }
}
