import type { State } from '../../../runtime/state.ts';

/** A sum that only grows longer, with what rounding takes from it kept apart. Values must be finite. */
export class RunningTotal implements State {
  #high = 0;
  #low = 0;
  #savedHigh = 0;
  #savedLow = 0;

  add(value: number): number {
    const high = this.#high + value;
    const part = high - this.#high;
    this.#low += this.#high - (high - part) + (value - part);
    this.#high = high;
    return high + this.#low;
  }

  get total(): number {
    return this.#high + this.#low;
  }

  reset(): void {
    this.#high = 0;
    this.#low = 0;
  }

  save(): void {
    this.#savedHigh = this.#high;
    this.#savedLow = this.#low;
  }

  restore(): void {
    this.#high = this.#savedHigh;
    this.#low = this.#savedLow;
  }
}
