import type { State } from './state.ts';

/** `var` variables that are numbers, and which of them have been set. */
export class NumberSlots implements State {
  readonly values: Float64Array;
  readonly #saved: Float64Array;

  constructor(count: number) {
    this.values = new Float64Array(count);
    this.#saved = new Float64Array(count);
  }

  save(): void {
    this.#saved.set(this.values);
  }

  restore(): void {
    this.values.set(this.#saved);
  }
}

/** The others; what they refer to comes back with the heap. */
export class ReferenceSlots implements State {
  readonly values: unknown[];
  readonly #saved: unknown[];

  constructor(count: number) {
    this.values = new Array<unknown>(count).fill(null);
    this.#saved = new Array<unknown>(count).fill(null);
  }

  save(): void {
    for (let at = 0; at < this.values.length; at += 1) this.#saved[at] = this.values[at];
  }

  restore(): void {
    for (let at = 0; at < this.values.length; at += 1) this.values[at] = this.#saved[at];
  }
}
