import { chunkOf } from './bar-buffer.ts';

/** What a requested expression gave, by bar of its own series. */
export interface Result {
  set(bar: number, value: unknown): void;
  /** Before the first bar, and where nothing was given yet: na. */
  at(bar: number): unknown;
}

class NumberResult implements Result {
  #values: Float64Array;

  constructor(capacity: number) {
    this.#values = new Float64Array(capacity).fill(Number.NaN);
  }

  set(bar: number, value: number): void {
    if (bar >= this.#values.length) {
      const values = new Float64Array(bar + chunkOf(bar)).fill(Number.NaN);
      values.set(this.#values);
      this.#values = values;
    }
    this.#values[bar] = value;
  }

  at(bar: number): number {
    return bar >= 0 && bar < this.#values.length ? (this.#values[bar] as number) : Number.NaN;
  }
}

class ReferenceResult implements Result {
  readonly #values: unknown[] = [];
  readonly #none: unknown;

  constructor(none: unknown) {
    this.#none = none;
  }

  set(bar: number, value: unknown): void {
    this.#values[bar] = value;
  }

  at(bar: number): unknown {
    const value = this.#values[bar];
    return value === undefined ? this.#none : value;
  }
}

export function createResult(isNumber: boolean, none: unknown, capacity: number): Result {
  return isNumber ? new NumberResult(capacity) : new ReferenceResult(none);
}
