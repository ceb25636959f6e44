import type { Context } from '../../runtime/context.ts';
import type { HeapObject } from '../../runtime/heap.ts';
import type { LoopSource } from '../../runtime/loop-source.ts';

export const mostPairs = 50_000;

/** A map of the language; pairs keep the order in which their keys came. Host objects' own keys play no part (S2). */
export class PineMap implements HeapObject, LoopSource {
  epoch: number;
  readonly #context: Context;
  #pairs: Map<unknown, unknown>;
  /** The pairs as a list while somebody walks over them. */
  #walked: (readonly [unknown, unknown])[] | undefined;

  constructor(context: Context, pairs: Map<unknown, unknown>) {
    this.#context = context;
    this.epoch = context.heap.epoch;
    this.#pairs = pairs;
  }

  get pairs(): ReadonlyMap<unknown, unknown> {
    return this.#pairs;
  }

  put(key: unknown, value: unknown): unknown {
    const before = this.#pairs.get(key);
    if (!this.#pairs.has(key)) {
      if (this.#pairs.size >= mostPairs) this.#context.fail('A map may have 50,000 pairs.');
      this.#context.budget.spendElements(this.#pairs.size + 1, 1);
    }
    this.#change().set(key, value);
    return before;
  }

  remove(key: unknown): unknown {
    const before = this.#pairs.get(key);
    if (this.#pairs.has(key)) this.#change().delete(key);
    return before;
  }

  clear(): void {
    this.#change().clear();
  }

  loopSize(): number {
    return this.#pairs.size;
  }

  loopItem(n: number): unknown {
    return this.#list()[n]?.[1];
  }

  loopKey(n: number): unknown {
    return this.#list()[n]?.[0];
  }

  capture(): unknown {
    return new Map(this.#pairs);
  }

  revert(captured: unknown): void {
    this.#pairs = captured as Map<unknown, unknown>;
    this.#walked = undefined;
  }

  #change(): Map<unknown, unknown> {
    this.#context.heap.touch(this);
    this.#walked = undefined;
    return this.#pairs;
  }

  #list(): (readonly [unknown, unknown])[] {
    this.#walked ??= [...this.#pairs];
    return this.#walked;
  }
}
