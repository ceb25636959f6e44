import type { State } from '../../../runtime/state.ts';
import { isKnown } from './is-known.ts';

/**
 * The largest (sign 1) or smallest (sign -1) of the last values and where it is: a queue of those values that no younger one
 * has beaten, largest first. Any length up to `longest` can be asked for. Among equal values the oldest counts.
 */
export class Extreme implements State {
  readonly #sign: 1 | -1;
  readonly #longest: number;
  readonly #keys: Float64Array;
  readonly #places: Float64Array;
  readonly #mask: number;
  /** Values seen; the newest has the place before it. */
  count = 0;
  #head = 0;
  #tail = 0;
  #savedCount = 0;
  #savedHead = 0;
  #savedTail = 0;
  /** What was overwritten since the save: slot, key, place. */
  #journal: Float64Array | undefined;
  #written = 0;

  constructor(longest: number, sign: 1 | -1) {
    this.#sign = sign;
    this.#longest = longest;
    let capacity = 8;
    while (capacity < longest + 1) capacity *= 2;
    this.#keys = new Float64Array(capacity);
    this.#places = new Float64Array(capacity);
    this.#mask = capacity - 1;
  }

  /** na takes a place, but is never the extreme. */
  push(value: number): void {
    const place = this.count;
    this.count = place + 1;
    const mask = this.#mask;
    const keys = this.#keys;
    const places = this.#places;
    let head = this.#head;
    let tail = this.#tail;
    if (head < tail && (places[head & mask] as number) <= place - this.#longest) {
      head += 1;
      this.#head = head;
    }
    if (!isKnown(value)) return;
    const key = value * this.#sign;
    while (tail > head && (keys[(tail - 1) & mask] as number) < key) tail -= 1;
    const slot = tail & mask;
    if (this.#journal !== undefined) this.#remember(slot);
    keys[slot] = key;
    places[slot] = place;
    this.#tail = tail + 1;
  }

  /** NaN while there are fewer values than `length`, and when all of them are na. */
  best(length: number): number {
    const found = this.#find(length);
    return found < 0 ? Number.NaN : (this.#keys[found & this.#mask] as number) * this.#sign + 0;
  }

  /** 0 for the newest value, -1 for the one before; NaN as above. */
  offset(length: number): number {
    const found = this.#find(length);
    return found < 0 ? Number.NaN : (this.#places[found & this.#mask] as number) - this.count + 1;
  }

  #find(length: number): number {
    if (!(this.count >= length)) return -1;
    const oldest = this.count - length;
    let low = this.#head;
    let high = this.#tail;
    if (low === high) return -1;
    if ((this.#places[low & this.#mask] as number) >= oldest) return low;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#places[middle & this.#mask] as number) < oldest) low = middle + 1;
      else high = middle;
    }
    return low === this.#tail ? -1 : low;
  }

  #remember(slot: number): void {
    let journal = this.#journal as Float64Array;
    if (this.#written + 3 > journal.length) {
      const larger = new Float64Array(journal.length * 2);
      larger.set(journal);
      journal = larger;
      this.#journal = larger;
    }
    journal[this.#written] = slot;
    journal[this.#written + 1] = this.#keys[slot] as number;
    journal[this.#written + 2] = this.#places[slot] as number;
    this.#written += 3;
  }

  save(): void {
    this.#journal ??= new Float64Array(24);
    this.#written = 0;
    this.#savedCount = this.count;
    this.#savedHead = this.#head;
    this.#savedTail = this.#tail;
  }

  restore(): void {
    const journal = this.#journal as Float64Array;
    while (this.#written > 0) {
      this.#written -= 3;
      const slot = journal[this.#written] as number;
      this.#keys[slot] = journal[this.#written + 1] as number;
      this.#places[slot] = journal[this.#written + 2] as number;
    }
    this.count = this.#savedCount;
    this.#head = this.#savedHead;
    this.#tail = this.#savedTail;
  }
}
