import type { State } from '../../../runtime/state.ts';
import { isKnown } from './is-known.ts';

/** So many values may be pushed while a bar is open before room has to be made. */
const slack = 32;
/** On closed bars nothing has to be kept for a rollback. */
const unlimited = 0x3fff_ffff;
/** Places in the memory: the sum since the joint, the same as saved, then the values. The sums behind the joint follow them. */
const since = 0;
const savedSince = 1;
const values = 2;

/**
 * The sum of the last values, in constant time, made of two parts that meet at a joint: what was pushed since the joint, added
 * up as it comes, and the sums from each place before it up to the joint, made once when the joint is set. Nothing is ever
 * subtracted, so that no digits are lost, however large a value was that has left the window. The joint moves on when the
 * window no longer reaches behind it, once in a window's length. It keeps its values itself, since a window of its own would
 * cost as much again, and all numbers in one array, where they are written without boxes.
 */
export class MovingSum implements State {
  readonly #longest: number;
  /** Values and sums lie in rings of one size, which is a power of 2. */
  #memory: Float64Array;
  #mask: number;
  /** Pushed in all. */
  #count = 0;
  /** Counted as pushes. From `#first` up to the joint the sums behind it are known. */
  #joint = 0;
  #first = 0;
  /** Below so many pushes the joint stays and no value is overwritten that is needed after a rollback. */
  #until = 0;
  #limit = unlimited;
  /** How many values are in it: a whole number also for the engine below, since it counts places. */
  #held = 1;
  #savedCount = 0;
  #savedJoint = 0;
  #savedFirst = 0;
  #savedHeld = 1;

  constructor(longest: number) {
    this.#longest = longest + 1;
    let size = 64;
    while (size < this.#longest + slack) size *= 2;
    this.#memory = new Float64Array(values + 2 * size);
    this.#mask = size - 1;
  }

  /** Whether `advance` may take this value: nearly always, once the window is full and where its length does not change. */
  isReady(value: number, length: number): boolean {
    return this.#count < this.#until && this.#held === length && isKnown(value);
  }

  /** `push`, where it is ready. */
  advance(value: number): number {
    const count = this.#count;
    const memory = this.#memory;
    const mask = this.#mask;
    memory[values + (count & mask)] = value;
    this.#count = count + 1;
    const sum = (memory[since] as number) + value;
    memory[since] = sum;
    return sum + (memory[values + 1 + mask + ((count + 1 - this.#held) & mask)] as number);
  }

  /**
   * The sum of the last `length` values with this one; NaN while there are fewer, when the length is NaN, and where the value
   * is na or infinite, which then is left out.
   */
  push(value: number, length: number): number {
    if (this.isReady(value, length)) return this.advance(value);
    return isKnown(value) ? this.#settle(value, length) : Number.NaN;
  }

  /** While warming up, when the length has changed, and when the joint has to move. */
  #settle(value: number, length: number): number {
    if (this.#count >= this.#limit) this.#grow();
    const before = this.#count;
    const held = Math.min(Number.isNaN(length) ? 1 : length, before + 1) | 0;
    const oldest = before + 1 - held;
    this.#memory[values + (before & this.#mask)] = value;
    this.#count = before + 1;
    this.#held = held;
    if (oldest > this.#joint) {
      this.#memory[since] = 0;
      this.#setJoint(before);
    }
    if (oldest < this.#first) this.#reach(oldest);
    this.#until = Math.min(this.#joint + held, this.#limit);
    const sum = (this.#memory[since] as number) + value;
    this.#memory[since] = sum;
    return held === length ? sum + (this.#memory[this.#placeOfSum(oldest)] as number) : Number.NaN;
  }

  #placeOfSum(at: number): number {
    return values + 1 + this.#mask + (at & this.#mask);
  }

  #setJoint(joint: number): void {
    this.#joint = joint;
    this.#first = joint;
    this.#memory[this.#placeOfSum(joint)] = 0;
  }

  /** Adds up from the first place that is known back to an older one. */
  #reach(oldest: number): void {
    const memory = this.#memory;
    const mask = this.#mask;
    let sum = memory[this.#placeOfSum(this.#first)] as number;
    for (let at = this.#first - 1; at >= oldest; at -= 1) {
      sum += memory[values + (at & mask)] as number;
      memory[values + 1 + mask + (at & mask)] = sum;
    }
    this.#first = oldest;
  }

  #grow(): void {
    const [old, mask] = [this.#memory, this.#mask];
    const size = 2 * (mask + 1);
    this.#memory = new Float64Array(values + 2 * size);
    this.#mask = size - 1;
    this.#memory.set(old.subarray(0, values));
    for (let at = Math.max(0, this.#count - mask - 1); at < this.#count; at += 1)
      this.#memory[values + (at & this.#mask)] = old[values + (at & mask)] as number;
    for (let at = this.#first; at <= this.#joint; at += 1)
      this.#memory[this.#placeOfSum(at)] = old[values + 1 + mask + (at & mask)] as number;
    this.#limit = this.#savedCount + size - this.#longest;
  }

  save(): void {
    this.#savedCount = this.#count;
    this.#savedJoint = this.#joint;
    this.#savedFirst = this.#first;
    this.#savedHeld = this.#held;
    this.#memory[savedSince] = this.#memory[since] as number;
    this.#limit = this.#count + this.#mask + 1 - this.#longest;
    this.#until = Math.min(this.#joint + this.#held, this.#limit);
  }

  restore(): void {
    this.#count = this.#savedCount;
    this.#held = this.#savedHeld;
    this.#memory[since] = this.#memory[savedSince] as number;
    if (this.#joint !== this.#savedJoint) {
      this.#setJoint(this.#savedJoint);
      // Older values may be overwritten, and cannot be asked for any more.
      this.#reach(Math.max(this.#savedFirst, Math.min(this.#joint, this.#count + 1 - this.#longest)));
    }
    this.#until = Math.min(this.#joint + this.#held, this.#limit);
  }
}
