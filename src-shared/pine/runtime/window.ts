import type { State } from './state.ts';

/** So many values may be pushed while a bar is open before the window has to grow. */
const slack = 32;
/** On closed bars nothing has to be kept for a rollback. */
const unlimited = 0x3fff_ffff;

/**
 * The last values that were pushed, at least `length` of them: the memory of every moving built-in. Rolling back is moving
 * one index, because the slots beyond `length` are spare.
 */
export class Window implements State {
  #values: Float64Array;
  #mask: number;
  /** Pushed in all. */
  count = 0;
  #saved = 0;
  /** The number of pushes at which values still needed after a rollback would be overwritten. */
  #limit = unlimited;
  #length: number;

  constructor(length: number) {
    const capacity = capacityFor(length);
    this.#length = length;
    this.#values = new Float64Array(capacity);
    this.#mask = capacity - 1;
  }

  push(value: number): void {
    if (this.count >= this.#limit) this.#resize(this.#values.length * 2);
    this.#values[this.count & this.#mask] = value;
    this.count += 1;
  }

  /** Pushes a value, and gives the one pushed `n` pushes before it, which must be kept still: `n` below the length and pushed. */
  exchange(value: number, n: number): number {
    const { count } = this;
    if (count >= this.#limit) this.#resize(this.#values.length * 2);
    const values = this.#values;
    const mask = this.#mask;
    values[count & mask] = value;
    this.count = count + 1;
    return values[(count - n) & mask] as number;
  }

  /** The value pushed `n` pushes ago, 0 for the newest; NaN before the first. `n` must be below the length. */
  ago(n: number): number {
    return n < this.count ? (this.#values[(this.count - 1 - n) & this.#mask] as number) : Number.NaN;
  }

  /** Replaces the value pushed `n` pushes ago. Not undone by a rollback unless it was pushed since. */
  replace(n: number, value: number): void {
    this.#values[(this.count - 1 - n) & this.#mask] = value;
  }

  /** From now on at least so many values are kept; those already forgotten are NaN. Where a length is not fixed, begin with the
   * longest history the language allows (5,000) instead. */
  ensure(length: number): void {
    if (length <= this.#length) return;
    this.#length = length;
    if (capacityFor(length) > this.#values.length) this.#resize(capacityFor(length));
  }

  save(): void {
    this.#saved = this.count;
    this.#limit = this.#saved + this.#values.length - this.#length;
  }

  restore(): void {
    this.count = this.#saved;
  }

  #resize(capacity: number): void {
    const values = new Float64Array(capacity).fill(Number.NaN);
    const kept = Math.min(this.count, this.#values.length);
    for (let n = 0; n < kept; n += 1) {
      const at = this.count - 1 - n;
      values[at & (capacity - 1)] = this.#values[at & this.#mask] as number;
    }
    this.#values = values;
    this.#mask = capacity - 1;
    if (this.#limit !== unlimited) this.#limit = this.#saved + capacity - this.#length;
  }
}

function capacityFor(length: number): number {
  let capacity = 64;
  while (capacity < length + slack) capacity *= 2;
  return capacity;
}
