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
  #origin = 0;
  #sum = 0;
  #squares = 0;
  #peak = 0;
  readonly #saved = new Float64Array(6);

  constructor(longest: number) {
    this.#window = new Window(longest + 1);
  }

  /** NaN while there are fewer than `length` values, or when it is NaN. */
  push(value: number, length: number): number {
    this.#window.push(value);
    this.#steps += 1;
    if (this.#held !== length) {
      const wanted = Math.min(Number.isNaN(length) ? 1 : length, this.#window.count);
      this.#takeAnew(wanted);
      return wanted === length ? this.#distances(length) : Number.NaN;
    }
    const entering = value - this.#origin;
    const leaving = this.#window.ago(length) - this.#origin;
    this.#sum += entering - leaving;
    this.#squares += entering * entering - leaving * leaving;
    if (this.#squares > this.#peak) this.#peak = this.#squares;
    const distances = this.#distances(length);
    if (this.#steps <= stepsAtLeast + 4 * length && distances >= this.#peak * smallestShare) return distances;
    this.#takeAnew(length);
    return this.#distances(length);
  }

  #distances(length: number): number {
    const distances = this.#squares - (this.#sum * this.#sum) / length;
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
    this.#origin = origin;
    this.#sum = sum;
    this.#squares = squares;
    this.#peak = squares;
    this.#held = length;
    this.#steps = 0;
  }

  save(): void {
    this.#window.save();
    const saved = this.#saved;
    saved[0] = this.#held;
    saved[1] = this.#steps;
    saved[2] = this.#origin;
    saved[3] = this.#sum;
    saved[4] = this.#squares;
    saved[5] = this.#peak;
  }

  restore(): void {
    this.#window.restore();
    const saved = this.#saved;
    this.#held = saved[0] as number;
    this.#steps = saved[1] as number;
    this.#origin = saved[2] as number;
    this.#sum = saved[3] as number;
    this.#squares = saved[4] as number;
    this.#peak = saved[5] as number;
  }
}
