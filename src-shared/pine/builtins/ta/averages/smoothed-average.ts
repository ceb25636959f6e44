import type { State } from '../../../runtime/state.ts';
import { isKnown } from '../windows/is-known.ts';

/** An average that each value moves by a share of its distance; it starts with the mean of the first values. */
export class SmoothedAverage implements State {
  #seen = 0;
  /** The sum of the first values, then the average. */
  #value = 0;
  #savedSeen = 0;
  #savedValue = 0;

  /** NaN for na, which changes nothing, and before there are `length` values. */
  push(value: number, length: number, share: number): number {
    if (!isKnown(value)) return Number.NaN;
    if (this.#seen >= length) {
      this.#value += share * (value - this.#value);
      return this.#value;
    }
    this.#seen += 1;
    this.#value += value;
    if (this.#seen < length || Number.isNaN(length)) return Number.NaN;
    this.#value /= length;
    return this.#value;
  }

  save(): void {
    this.#savedSeen = this.#seen;
    this.#savedValue = this.#value;
  }

  restore(): void {
    this.#seen = this.#savedSeen;
    this.#value = this.#savedValue;
  }
}
