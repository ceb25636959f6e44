import type { Context } from '../../runtime/context.ts';
import type { HeapObject } from '../../runtime/heap.ts';
import type { LoopSource } from '../../runtime/loop-source.ts';
import { newArray } from './pine-array.ts';

interface Shape {
  readonly rows: number;
  readonly columns: number;
  readonly items: unknown[];
}

/** A matrix of the language, row by row in one list. */
export class PineMatrix implements HeapObject, LoopSource {
  epoch: number;
  readonly context: Context;
  #shape: Shape;

  constructor(context: Context, rows: number, columns: number, items: unknown[]) {
    this.context = context;
    this.epoch = context.heap.epoch;
    this.#shape = { rows, columns, items };
  }

  get rows(): number {
    return this.#shape.rows;
  }

  get columns(): number {
    return this.#shape.columns;
  }

  /** To be read only. */
  get items(): readonly unknown[] {
    return this.#shape.items;
  }

  at(row: number, column: number): unknown {
    return this.#shape.items[row * this.#shape.columns + column];
  }

  put(row: number, column: number, value: unknown): void {
    this.context.heap.touch(this);
    this.#shape.items[row * this.#shape.columns + column] = value;
  }

  row(row: number): unknown[] {
    const { columns, items } = this.#shape;
    return items.slice(row * columns, (row + 1) * columns);
  }

  column(column: number): unknown[] {
    return Array.from({ length: this.rows }, (_, row) => this.at(row, column));
  }

  rowList(): unknown[][] {
    return Array.from({ length: this.rows }, (_, row) => this.row(row));
  }

  /** Replaces everything in it. */
  become(rows: number, columns: number, items: unknown[]): void {
    this.context.budget.spendElements(items.length, Math.max(0, items.length - this.items.length));
    this.context.heap.touch(this);
    this.#shape = { rows, columns, items };
  }

  loopSize(): number {
    return this.rows;
  }

  loopItem(n: number): unknown {
    return newArray(this.context, this.row(n));
  }

  loopKey(n: number): unknown {
    return n;
  }

  capture(): unknown {
    return { ...this.#shape, items: this.#shape.items.slice() };
  }

  revert(captured: unknown): void {
    this.#shape = captured as Shape;
  }
}

export function newMatrix(
  context: Context,
  rows: readonly (readonly unknown[])[],
  columns?: number,
): PineMatrix {
  const items = rows.flat();
  context.budget.spendElements(items.length, items.length);
  return new PineMatrix(context, rows.length, columns ?? rows[0]?.length ?? 0, items);
}
