import type { Stateful } from '../../builtin.ts';
import type { Length } from '../windows/length.ts';
import { tolerance } from '../windows/tolerance.ts';

/** Counts steps in one direction (1 up, -1 down) without an interruption. */
export class Run implements Stateful {
  readonly #length: Length;
  readonly #sign: 1 | -1;
  #before = Number.NaN;
  #steps = 0;
  #savedBefore = Number.NaN;
  #savedSteps = 0;

  constructor(length: Length, sign: 1 | -1) {
    this.#length = length;
    this.#sign = sign;
  }

  next(source: number, length: number): boolean {
    const valid = this.#length.of(length);
    if (!Number.isFinite(source)) return false;
    this.#steps = (source - this.#before) * this.#sign > tolerance ? this.#steps + 1 : 0;
    this.#before = source;
    return this.#steps >= valid;
  }

  save(): void {
    this.#savedBefore = this.#before;
    this.#savedSteps = this.#steps;
  }

  restore(): void {
    this.#before = this.#savedBefore;
    this.#steps = this.#savedSteps;
  }
}
