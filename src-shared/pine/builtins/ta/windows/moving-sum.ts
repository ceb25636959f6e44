import type { State } from '../../../runtime/state.ts';
import { Window } from '../../../runtime/window.ts';

/** Below this share of the value that left, what remains may be mostly rounding and is added up anew. */
const remainder = 1e-9;

/**
 * The sum of the last values, in constant time. It is kept as two numbers, the second holding what rounding took from the
 * first (Knuth's two-sum), so that neither millions of bars nor a stray huge value leave a trace. Values must be finite.
 */
export class MovingSum implements State {
  readonly #window: Window;
  #held = 0;
  #high = 0;
  #low = 0;
  #savedHeld = 0;
  #savedHigh = 0;
  #savedLow = 0;

  constructor(longest: number) {
    this.#window = new Window(longest + 1);
  }

  /** The sum of the last `length` values with this one; NaN while there are fewer, or when the length is NaN. */
  push(value: number, length: number): number {
    const window = this.#window;
    window.push(value);
    const before = this.#high;
    let high = before + value;
    let part = high - before;
    let low = this.#low + (before - (high - part)) + (value - part);
    if (this.#held === length) {
      const oldest = window.ago(length);
      const entered = high;
      high = entered - oldest;
      part = high - entered;
      low += entered - (high - part) - (oldest + part);
      this.#high = high;
      this.#low = low;
      const total = high + low;
      return Math.abs(total) >= Math.abs(oldest) * remainder ? total : this.#addUp(length);
    }
    this.#high = high;
    this.#low = low;
    this.#held += 1;
    return this.#settle(length);
  }

  /** While warming up, and when the length has changed. */
  #settle(length: number): number {
    const window = this.#window;
    const wanted = Math.min(Number.isNaN(length) ? 1 : length, window.count);
    if (wanted * 2 < this.#held) this.#addUp(wanted);
    while (this.#held > wanted) {
      this.#held -= 1;
      this.#add(-window.ago(this.#held));
    }
    while (this.#held < wanted) {
      this.#add(window.ago(this.#held));
      this.#held += 1;
    }
    const total = this.#high + this.#low;
    return this.#held === length ? total : Number.NaN;
  }

  #addUp(length: number): number {
    this.#high = 0;
    this.#low = 0;
    for (let ago = 0; ago < length; ago += 1) this.#add(this.#window.ago(ago));
    this.#held = length;
    return this.#high + this.#low;
  }

  #add(value: number): void {
    const high = this.#high + value;
    const part = high - this.#high;
    this.#low += this.#high - (high - part) + (value - part);
    this.#high = high;
  }

  save(): void {
    this.#window.save();
    this.#savedHeld = this.#held;
    this.#savedHigh = this.#high;
    this.#savedLow = this.#low;
  }

  restore(): void {
    this.#window.restore();
    this.#held = this.#savedHeld;
    this.#high = this.#savedHigh;
    this.#low = this.#savedLow;
  }
}
