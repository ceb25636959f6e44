import type { State } from '../../../runtime/state.ts';

/** Added up anew after so many steps and as many more as it is long. */
const stepsAtLeast = 64;
/** And when it has come to more or less than so many times what it was then, since digits are lost on the way. */
const most = 16;
const least = 1 / 64;
/** So many values may be pushed while a bar is open before room has to be made. */
const slack = 32;
/** On closed bars nothing has to be kept for a rollback. */
const unlimited = 0x3fff_ffff;

/**
 * The sum of the last values, in constant time. It is corrected by what enters and leaves, and added up anew before rounding
 * can be seen: so neither millions of bars nor a stray huge value leave a trace. Values must be finite. It keeps its values
 * itself, since a window of its own would cost as much again.
 */
export class MovingSum implements State {
  readonly #longest: number;
  #values: Float64Array;
  #mask: number;
  /** Pushed in all. */
  #count = 0;
  /** Below so many pushes nothing but the correction is to be done: the smaller of the two after it. */
  #until = 0;
  /** The pushes at which it is added up anew, and those at which values still needed after a rollback would be overwritten. */
  #due = 0;
  #limit = unlimited;
  /** How many values are in it: a whole number also for the engine below, since it counts places. */
  #held = 0;
  /** The sum, the least and most that its size may be, then all as saved: numbers in an array are written without boxes. */
  readonly #parts = new Float64Array(6);
  #savedCount = 0;
  #savedDue = 0;
  #savedHeld = 0;

  constructor(longest: number) {
    this.#longest = longest + 1;
    let capacity = 64;
    while (capacity < this.#longest + slack) capacity *= 2;
    this.#values = new Float64Array(capacity);
    this.#mask = capacity - 1;
  }

  /** How many values are in the sum. */
  get held(): number {
    return this.#held;
  }

  /** The sum of the last `length` values with this one; NaN while there are fewer, or when the length is NaN. */
  push(value: number, length: number): number {
    const count = this.#count;
    const parts = this.#parts;
    if (count < this.#until && this.#held === length) {
      const values = this.#values;
      const mask = this.#mask;
      values[count & mask] = value;
      this.#count = count + 1;
      const sum = (parts[0] as number) + (value - (values[(count - this.#held) & mask] as number));
      const size = Math.abs(sum);
      parts[0] = sum;
      // Sums that have overflowed are neither.
      const isSure = size >= (parts[1] as number) && size <= (parts[2] as number);
      if (!isSure) this.#addUp(this.#held);
    } else {
      this.#settle(value, length);
      if (this.#held !== length) return Number.NaN;
    }
    // Read back, since what other functions give would be boxed, and with it every sum.
    return parts[0] as number;
  }

  /** While warming up, when the length has changed, and when it is time to look more closely. */
  #settle(value: number, length: number): void {
    if (this.#count >= this.#limit) this.#grow();
    this.#values[this.#count & this.#mask] = value;
    this.#count += 1;
    const parts = this.#parts;
    const wanted = Math.min(Number.isNaN(length) ? 1 : length, this.#count);
    let held = this.#held + 1;
    let sum = (parts[0] as number) + value;
    const distance = Math.abs(wanted - held);
    this.#due = (this.#due - distance) | 0;
    for (; held > wanted && distance * 2 <= wanted; held -= 1) sum -= this.#ago(held - 1);
    for (; held < wanted && distance * 2 <= wanted; held += 1) sum += this.#ago(held);
    const size = Math.abs(sum);
    parts[0] = sum;
    this.#held = held | 0;
    const isSure =
      held === wanted &&
      this.#count < this.#due &&
      size >= (parts[1] as number) &&
      size <= (parts[2] as number);
    if (!isSure) this.#addUp(wanted);
    this.#until = Math.min(this.#due, this.#limit);
  }

  #addUp(length: number): void {
    let sum = 0;
    for (let ago = length - 1; ago >= 0; ago -= 1) sum += this.#ago(ago);
    const size = Math.abs(sum);
    this.#parts[0] = sum;
    this.#parts[1] = size * least;
    this.#parts[2] = Math.min(size * most, Number.MAX_VALUE);
    this.#held = length | 0;
    this.#due = (this.#count + stepsAtLeast + length) | 0;
    this.#until = Math.min(this.#due, this.#limit);
  }

  #ago(n: number): number {
    return this.#values[(this.#count - 1 - n) & this.#mask] as number;
  }

  #grow(): void {
    const values = new Float64Array(this.#values.length * 2);
    const mask = values.length - 1;
    for (let at = Math.max(0, this.#count - this.#values.length); at < this.#count; at += 1)
      values[at & mask] = this.#values[at & this.#mask] as number;
    this.#values = values;
    this.#mask = mask;
    this.#limit = this.#savedCount + values.length - this.#longest;
  }

  save(): void {
    this.#savedCount = this.#count;
    this.#savedDue = this.#due;
    this.#savedHeld = this.#held;
    this.#limit = this.#count + this.#values.length - this.#longest;
    this.#until = Math.min(this.#due, this.#limit);
    this.#parts.copyWithin(3, 0, 3);
  }

  restore(): void {
    this.#count = this.#savedCount;
    this.#due = this.#savedDue;
    this.#held = this.#savedHeld;
    this.#until = Math.min(this.#due, this.#limit);
    this.#parts.copyWithin(0, 3, 6);
  }
}
