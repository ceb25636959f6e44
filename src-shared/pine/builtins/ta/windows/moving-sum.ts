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
  /** The sum, what rounding took from it, and both as saved: an array, since numbers in it are written without boxes. */
  readonly #parts = new Float64Array(4);
  #held = 0;
  #savedHeld = 0;

  constructor(longest: number) {
    this.#window = new Window(longest + 1);
  }

  /** The sum of the last `length` values with this one; NaN while there are fewer, or when the length is NaN. */
  push(value: number, length: number): number {
    const window = this.#window;
    window.push(value);
    const parts = this.#parts;
    const before = parts[0] as number;
    let high = before + value;
    let part = high - before;
    let low = (parts[1] as number) + (before - (high - part)) + (value - part);
    if (this.#held === length) {
      const oldest = window.ago(length);
      const entered = high;
      high = entered - oldest;
      part = high - entered;
      low += entered - (high - part) - (oldest + part);
      parts[0] = high;
      parts[1] = low;
      const total = high + low;
      return Math.abs(total) >= Math.abs(oldest) * remainder ? total : this.#addUp(length);
    }
    parts[0] = high;
    parts[1] = low;
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
    return this.#held === length ? (this.#parts[0] as number) + (this.#parts[1] as number) : Number.NaN;
  }

  #addUp(length: number): number {
    this.#parts[0] = 0;
    this.#parts[1] = 0;
    for (let ago = 0; ago < length; ago += 1) this.#add(this.#window.ago(ago));
    this.#held = length;
    return (this.#parts[0] as number) + (this.#parts[1] as number);
  }

  #add(value: number): void {
    const parts = this.#parts;
    const before = parts[0] as number;
    const high = before + value;
    const part = high - before;
    parts[0] = high;
    parts[1] = (parts[1] as number) + (before - (high - part) + (value - part));
  }

  save(): void {
    this.#window.save();
    this.#savedHeld = this.#held;
    this.#parts[2] = this.#parts[0] as number;
    this.#parts[3] = this.#parts[1] as number;
  }

  restore(): void {
    this.#window.restore();
    this.#held = this.#savedHeld;
    this.#parts[0] = this.#parts[2] as number;
    this.#parts[1] = this.#parts[3] as number;
  }
}
