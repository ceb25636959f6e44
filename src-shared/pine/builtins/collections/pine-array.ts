import type { Context } from '../../runtime/context.ts';
import type { HeapObject } from '../../runtime/heap.ts';
import type { LoopSource } from '../../runtime/loop-source.ts';

/**
 * An array of the language. All changes go through `put` and `splice`, which keep rollback and limits; a slice has the same
 * methods and works on the array it was cut from.
 */
export class PineArray implements HeapObject, LoopSource {
  epoch: number;
  protected readonly context: Context;
  #items: unknown[];

  constructor(context: Context, items: unknown[]) {
    this.context = context;
    this.epoch = context.heap.epoch;
    this.#items = items;
  }

  get size(): number {
    return this.#items.length;
  }

  /** Its elements; to be read only, and of a slice a copy. */
  get items(): readonly unknown[] {
    return this.#items;
  }

  at(index: number): unknown {
    return this.#items[index];
  }

  put(index: number, value: unknown): void {
    this.context.heap.touch(this);
    this.#items[index] = value;
  }

  /** Takes so many elements out at a place and puts others in. */
  splice(index: number, count: number, ...added: unknown[]): void {
    this.context.budget.spendElements(this.#items.length - count + added.length, added.length);
    this.context.heap.touch(this);
    if (count === 0 && index === this.#items.length && added.length === 1) this.#items.push(added[0]);
    else if (count === 1 && added.length === 0 && index === this.#items.length - 1) this.#items.pop();
    else this.#items.splice(index, count, ...added);
  }

  loopSize(): number {
    return this.size;
  }

  loopItem(n: number): unknown {
    return this.at(n);
  }

  loopKey(n: number): unknown {
    return n;
  }

  capture(): unknown {
    return this.#items.slice();
  }

  revert(captured: unknown): void {
    this.#items = captured as unknown[];
  }
}

/** Elements of another array from one place to before another; it grows and shrinks with what is done through it. */
export class ArraySlice extends PineArray {
  readonly #origin: PineArray;
  #from: number;
  #to: number;

  constructor(context: Context, origin: PineArray, from: number, to: number) {
    super(context, []);
    this.#origin = origin;
    this.#from = from;
    this.#to = to;
  }

  override get size(): number {
    return Math.max(0, Math.min(this.#to, this.#origin.size) - this.#from);
  }

  override get items(): readonly unknown[] {
    return this.#origin.items.slice(this.#from, this.#from + this.size);
  }

  override at(index: number): unknown {
    return this.#origin.at(this.#from + index);
  }

  override put(index: number, value: unknown): void {
    this.#origin.put(this.#from + index, value);
  }

  override splice(index: number, count: number, ...added: unknown[]): void {
    this.context.heap.touch(this);
    this.#origin.splice(this.#from + index, count, ...added);
    this.#to += added.length - count;
  }

  override capture(): unknown {
    return [this.#from, this.#to];
  }

  override revert(captured: unknown): void {
    [this.#from, this.#to] = captured as [number, number];
  }
}

export function newArray(context: Context, items: unknown[]): PineArray {
  context.budget.spendElements(items.length, items.length);
  return new PineArray(context, items);
}
