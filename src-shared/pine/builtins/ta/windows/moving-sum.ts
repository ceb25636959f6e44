import type { State } from '../../../runtime/state.ts';
import { Window } from '../../../runtime/window.ts';

/** Added up anew after so many steps and four lengths, and when so small a share of what was summed remains. */
const stepsAtLeast = 256;
const smallestShare = 1e-3;

/**
 * The sum of the last values, in constant time. It is corrected by what enters and leaves, and added up anew before rounding
 * can be seen: so neither millions of bars nor a stray huge value leave a trace. Values must be finite.
 */
export class MovingSum implements State {
  readonly #window: Window;
  /** The sum and its largest size since it was added up, then both as saved: numbers in an array are written without boxes. */
  readonly #parts = new Float64Array(4);
  /** How many values are in it: a whole number also for the engine below, since it counts places. */
  #held = 0;
  /** Steps until it is added up again. */
  #left = stepsAtLeast;
  #savedHeld = 0;
  #savedLeft = 0;

  constructor(longest: number) {
    this.#window = new Window(longest + 1);
  }

  /** The sum of the last `length` values with this one; NaN while there are fewer, or when the length is NaN. */
  push(value: number, length: number): number {
    const parts = this.#parts;
    if (this.#held !== length) {
      this.#settle(value, length);
    } else {
      const sum = (parts[0] as number) + (value - this.#window.exchange(value, this.#held));
      const size = Math.abs(sum);
      parts[0] = sum;
      if (size > (parts[1] as number)) parts[1] = size;
      this.#left -= 1;
      // The difference is NaN where the sum has overflowed.
      const isSure = this.#left > 0 && size - (parts[1] as number) * smallestShare >= 0;
      if (!isSure) this.#addUp(length);
    }
    // Read back, since what other functions give would be boxed, and with it every sum.
    return this.#held === length ? (parts[0] as number) : Number.NaN;
  }

  /** While warming up, and when the length has changed. */
  #settle(value: number, length: number): void {
    const window = this.#window;
    window.push(value);
    const parts = this.#parts;
    const wanted = Math.min(Number.isNaN(length) ? 1 : length, window.count);
    let held = this.#held + 1;
    let sum = (parts[0] as number) + value;
    const distance = Math.abs(wanted - held);
    this.#left = (this.#left - distance - 1) | 0;
    for (; held > wanted && distance * 2 <= wanted; held -= 1) sum -= window.ago(held - 1);
    for (; held < wanted && distance * 2 <= wanted; held += 1) sum += window.ago(held);
    const size = Math.abs(sum);
    parts[0] = sum;
    if (size > (parts[1] as number)) parts[1] = size;
    this.#held = held | 0;
    const isSure = held === wanted && this.#left > 0 && size - (parts[1] as number) * smallestShare >= 0;
    if (!isSure) this.#addUp(wanted);
  }

  #addUp(length: number): void {
    const window = this.#window;
    let sum = 0;
    for (let ago = length - 1; ago >= 0; ago -= 1) sum += window.ago(ago);
    this.#parts[0] = sum;
    this.#parts[1] = Math.abs(sum);
    this.#held = length | 0;
    this.#left = (stepsAtLeast + 4 * length) | 0;
  }

  save(): void {
    this.#window.save();
    this.#savedHeld = this.#held;
    this.#savedLeft = this.#left;
    this.#parts[2] = this.#parts[0] as number;
    this.#parts[3] = this.#parts[1] as number;
  }

  restore(): void {
    this.#window.restore();
    this.#held = this.#savedHeld;
    this.#left = this.#savedLeft;
    this.#parts[0] = this.#parts[2] as number;
    this.#parts[1] = this.#parts[3] as number;
  }
}
