import type { State } from '../../../runtime/state.ts';
import { Window } from '../../../runtime/window.ts';

/** Added up anew after so many steps and four lengths, and when the value that left was so many times what remains. */
const stepsAtLeast = 256;
const largestLeaving = 1e4;

/**
 * The sum of the last values, and the sum in which each counts as often as it is old (the newest once, the oldest `length`
 * times), in constant time. All linearly weighted built-ins are made of these two. Values must be finite.
 */
export class RampSum implements State {
  readonly window: Window;
  sum = 0;
  byAge = 0;
  #held = 0;
  #steps = 0;
  #savedSum = 0;
  #savedByAge = 0;
  #savedHeld = 0;
  #savedSteps = 0;

  constructor(longest: number) {
    this.window = new Window(longest + 1);
  }

  /** False while there are fewer values than `length`, or when it is NaN. */
  push(value: number, length: number): boolean {
    this.window.push(value);
    this.byAge += this.sum + value;
    this.sum += value;
    this.#steps += 1;
    if (this.#held !== length) {
      this.#held += 1;
      return this.#settle(length);
    }
    const leaving = this.window.ago(length);
    this.sum -= leaving;
    this.byAge -= leaving * (length + 1);
    if (
      this.#steps > stepsAtLeast + 4 * length ||
      !(Math.abs(this.byAge) * largestLeaving >= Math.abs(leaving) * length)
    ) {
      this.#addUp(length);
    }
    return true;
  }

  #settle(length: number): boolean {
    const wanted = Math.min(Number.isNaN(length) ? 1 : length, this.window.count);
    if (this.#held !== wanted) this.#addUp(wanted);
    return this.#held === length;
  }

  #addUp(length: number): void {
    let sum = 0;
    let byAge = 0;
    for (let ago = 0; ago < length; ago += 1) {
      const value = this.window.ago(ago);
      sum += value;
      byAge += value * (ago + 1);
    }
    this.sum = sum;
    this.byAge = byAge;
    this.#held = length;
    this.#steps = 0;
  }

  save(): void {
    this.window.save();
    this.#savedSum = this.sum;
    this.#savedByAge = this.byAge;
    this.#savedHeld = this.#held;
    this.#savedSteps = this.#steps;
  }

  restore(): void {
    this.window.restore();
    this.sum = this.#savedSum;
    this.byAge = this.#savedByAge;
    this.#held = this.#savedHeld;
    this.#steps = this.#savedSteps;
  }
}
