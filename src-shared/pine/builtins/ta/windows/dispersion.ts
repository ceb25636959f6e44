import type { State } from '../../../runtime/state.ts';
import { Window } from '../../../runtime/window.ts';

/** Taken anew after so many steps and four lengths, and when so small a share of what was summed remains. */
const stepsAtLeast = 256;
const smallestShare = 1e-3;

/**
 * The sum of squared distances from the mean over the last values, in constant time. Values are counted from an origin near
 * their mean: squares of whole prices would leave no digits for the difference. The origin moves when the values have moved
 * away from it. A window of equal values gives exactly 0. Values must be finite.
 */
export class Dispersion implements State {
  readonly #window: Window;
  #held = 0;
  #steps = 0;
  #savedHeld = 0;
  #savedSteps = 0;
  /** Origin, sum and squares counted from it, and the largest squares since it was chosen; then the same as saved. */
  readonly #parts = new Float64Array(8);

  constructor(longest: number) {
    this.#window = new Window(longest + 1);
  }

  /** NaN while there are fewer than `length` values, or when it is NaN. */
  push(value: number, length: number): number {
    this.#steps += 1;
    if (this.#held !== length) {
      this.#window.push(value);
      this.#takeAnew(Math.min(Number.isNaN(length) ? 1 : length, this.#window.count));
    } else {
      const parts = this.#parts;
      const origin = parts[0] as number;
      const entering = value - origin;
      const leaving = this.#window.exchange(value, this.#held) - origin;
      const sum = (parts[1] as number) + (entering - leaving);
      const squares = (parts[2] as number) + (entering * entering - leaving * leaving);
      parts[1] = sum;
      parts[2] = squares;
      if (squares > (parts[3] as number)) parts[3] = squares;
      const isSure = squares * length - sum * sum >= (parts[3] as number) * smallestShare * length;
      if (!isSure || this.#steps > stepsAtLeast + 4 * length) this.#takeAnew(length);
    }
    return this.#held === length ? this.#distances(length) : Number.NaN;
  }

  /** Of the same values, once `push` gave a number. */
  get mean(): number {
    return (this.#parts[0] as number) + (this.#parts[1] as number) / this.#held;
  }

  #distances(length: number): number {
    const sum = this.#parts[1] as number;
    const distances = (this.#parts[2] as number) - (sum * sum) / length;
    return distances < 0 ? 0 : distances;
  }

  #takeAnew(length: number): void {
    const window = this.#window;
    const newest = window.ago(0);
    let sum = 0;
    for (let ago = 1; ago < length; ago += 1) sum += window.ago(ago) - newest;
    const origin = newest + sum / length;
    sum = 0;
    let squares = 0;
    for (let ago = 0; ago < length; ago += 1) {
      const distance = window.ago(ago) - origin;
      sum += distance;
      squares += distance * distance;
    }
    const parts = this.#parts;
    parts[0] = origin;
    parts[1] = sum;
    parts[2] = squares;
    parts[3] = squares;
    this.#held = length | 0;
    this.#steps = 0;
  }

  save(): void {
    this.#window.save();
    this.#savedHeld = this.#held;
    this.#savedSteps = this.#steps;
    for (let part = 0; part < 4; part += 1) this.#parts[part + 4] = this.#parts[part] as number;
  }

  restore(): void {
    this.#window.restore();
    this.#held = this.#savedHeld;
    this.#steps = this.#savedSteps;
    for (let part = 0; part < 4; part += 1) this.#parts[part] = this.#parts[part + 4] as number;
  }
}
