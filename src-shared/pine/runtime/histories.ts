import { ScriptError } from './budget.ts';
import type { State } from './state.ts';

/**
 * What a variable of a block or a function was, by evaluation: one value for each bar on which it was evaluated, the last
 * one of that bar. Values are only ever appended, so rolling back is forgetting the newest.
 */
export class NumberHistory implements State {
  #values = new Float64Array(16);
  #count = 0;
  #bar = -1;
  #savedCount = 0;
  #savedBar = -1;

  set(bar: number, value: number): void {
    if (bar !== this.#bar) {
      this.#bar = bar;
      if (this.#count === this.#values.length) this.#grow();
      this.#count += 1;
    }
    this.#values[this.#count - 1] = value;
  }

  /** The value so many evaluated bars before this bar; with 0 what it is now. */
  ago(bar: number, offset: number): number {
    const at = slotAgo(this.#count, this.#bar === bar, offset);
    return at < 0 ? Number.NaN : (this.#values[at] as number);
  }

  at(bar: number, value: number, offset: number): number {
    this.set(bar, value);
    return this.ago(bar, offset);
  }

  save(): void {
    this.#savedCount = this.#count;
    this.#savedBar = this.#bar;
  }

  restore(): void {
    this.#count = this.#savedCount;
    this.#bar = this.#savedBar;
  }

  #grow(): void {
    const values = new Float64Array(this.#values.length * 2);
    values.set(this.#values);
    this.#values = values;
  }
}

/** The same for everything that is not a number. */
export class ReferenceHistory implements State {
  readonly #values: unknown[] = [];
  readonly #none: unknown;
  #count = 0;
  #bar = -1;
  #savedCount = 0;
  #savedBar = -1;

  /** `none` is what stands before the first value. */
  constructor(none: unknown) {
    this.#none = none;
  }

  set(bar: number, value: unknown): void {
    if (bar !== this.#bar) {
      this.#bar = bar;
      this.#count += 1;
    }
    this.#values[this.#count - 1] = value;
  }

  ago(bar: number, offset: number): unknown {
    const at = slotAgo(this.#count, this.#bar === bar, offset);
    return at < 0 ? this.#none : this.#values[at];
  }

  at(bar: number, value: unknown, offset: number): unknown {
    this.set(bar, value);
    return this.ago(bar, offset);
  }

  save(): void {
    this.#savedCount = this.#count;
    this.#savedBar = this.#bar;
  }

  restore(): void {
    this.#count = this.#savedCount;
    this.#bar = this.#savedBar;
  }
}

function slotAgo(count: number, isOnThisBar: boolean, offset: number): number {
  if (offset < 0) throw negativeOffset();
  // Where this bar has no value of its own yet, the newest is one bar old.
  const whole = Math.trunc(offset);
  const at = isOnThisBar ? count - 1 - whole : count - Math.max(whole, 1);
  return at >= 0 ? at : -1;
}

/** Index of the bar so many before, or -1 where there is none. */
export function barAgo(bar: number, offset: number): number {
  if (offset < 0) throw negativeOffset();
  const at = bar - Math.trunc(offset);
  return at >= 0 ? at : -1;
}

function negativeOffset(): ScriptError {
  return new ScriptError('The history operator looks back; its number of bars cannot be negative.');
}
