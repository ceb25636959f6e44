import type { State } from '../../../runtime/state.ts';
import { Window } from '../../../runtime/window.ts';

/** Up to so many values are moved one by one, more by copyWithin. */
const shortMove = 48;
/** A length that changes by more is met by sorting anew. */
const fewChanges = 64;

/**
 * The last values in order of size. A step finds its places by halving and moves what lies between: 40 kB of memory in the
 * worst case of 5,000 values, which takes about a microsecond. na takes a place in the window, but none in the order.
 */
export class SortedWindow implements State {
  readonly window: Window;
  /** Ascending; the first `size` are valid. */
  readonly sorted: Float64Array;
  size = 0;
  #held = 0;
  #savedHeld = 0;
  /** Since the save: values that came in, and NaN-free values that went out, in turn with their direction. */
  #journal: Float64Array | undefined;
  #written = 0;
  #isAnew = false;

  constructor(longest: number) {
    this.window = new Window(longest + 1);
    this.sorted = new Float64Array(longest + 1);
  }

  /** False while there are fewer values than `length`, or when it is NaN. */
  push(value: number, length: number): boolean {
    const { window } = this;
    window.push(value);
    if (this.#held === length) {
      this.#remove(window.ago(length));
      this.#insert(value);
      return true;
    }
    const wanted = Math.min(Number.isNaN(length) ? 1 : length, window.count);
    if (Math.abs(wanted - this.#held) > fewChanges) {
      this.#sortAnew(wanted);
      this.#isAnew = true;
    } else {
      while (this.#held >= wanted) {
        this.#remove(window.ago(this.#held));
        this.#held -= 1;
      }
      this.#insert(value);
      this.#held += 1;
      while (this.#held < wanted) {
        this.#insert(window.ago(this.#held));
        this.#held += 1;
      }
    }
    return this.#held === length;
  }

  /** How many values are smaller than this one. */
  countBelow(value: number): number {
    const { sorted } = this;
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** How many values are not greater than this one. */
  countUpTo(value: number): number {
    const { sorted } = this;
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] as number) <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #insert(value: number): void {
    if (!Number.isFinite(value)) return;
    if (this.#journal !== undefined) this.#note(value, 1);
    this.#putIn(value);
  }

  #remove(value: number): void {
    if (!Number.isFinite(value)) return;
    if (this.#journal !== undefined) this.#note(value, -1);
    this.#takeOut(value);
  }

  #putIn(value: number): void {
    const { sorted, size } = this;
    const place = this.countUpTo(value);
    if (size - place > shortMove) sorted.copyWithin(place + 1, place, size);
    else for (let at = size; at > place; at -= 1) sorted[at] = sorted[at - 1] as number;
    sorted[place] = value;
    this.size = size + 1;
  }

  #takeOut(value: number): void {
    const { sorted, size } = this;
    const place = this.countBelow(value);
    if (size - place > shortMove) sorted.copyWithin(place, place + 1, size);
    else for (let at = place + 1; at < size; at += 1) sorted[at - 1] = sorted[at] as number;
    this.size = size - 1;
  }

  #sortAnew(held: number): void {
    let size = 0;
    for (let ago = 0; ago < held; ago += 1) {
      const value = this.window.ago(ago);
      if (!Number.isFinite(value)) continue;
      this.sorted[size] = value;
      size += 1;
    }
    this.sorted.subarray(0, size).sort();
    this.size = size;
    this.#held = held;
  }

  #note(value: number, direction: 1 | -1): void {
    let journal = this.#journal as Float64Array;
    if (this.#written === journal.length) {
      const larger = new Float64Array(journal.length * 2);
      larger.set(journal);
      journal = larger;
      this.#journal = larger;
    }
    journal[this.#written] = value;
    journal[this.#written + 1] = direction;
    this.#written += 2;
  }

  save(): void {
    this.window.save();
    this.#savedHeld = this.#held;
    this.#journal ??= new Float64Array(16);
    this.#written = 0;
    this.#isAnew = false;
  }

  restore(): void {
    this.window.restore();
    if (this.#isAnew) this.#sortAnew(this.#savedHeld);
    else {
      const journal = this.#journal as Float64Array;
      for (let at = this.#written - 2; at >= 0; at -= 2) {
        if (journal[at + 1] === 1) this.#takeOut(journal[at] as number);
        else this.#putIn(journal[at] as number);
      }
      this.#held = this.#savedHeld;
    }
    this.#written = 0;
    this.#isAnew = false;
  }
}
