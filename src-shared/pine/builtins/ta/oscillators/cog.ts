import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';
import { RampSum } from '../windows/ramp-sum.ts';
import { divide } from '../windows/tolerance.ts';

class CentreOfGravity implements Stateful {
  readonly #length: Length;
  readonly #sums: RampSum;

  constructor(length: Length) {
    this.#length = length;
    this.#sums = new RampSum(length.longest);
  }

  next(source: number, length: number): number {
    const valid = this.#length.of(length);
    if (!Number.isFinite(source) || !this.#sums.push(source, valid)) return Number.NaN;
    return divide(-this.#sums.byAge, this.#sums.sum);
  }

  save(): void {
    this.#sums.save();
  }

  restore(): void {
    this.#sums.restore();
  }
}

export const cog = indicator(
  'cog',
  'Centre of gravity: where in the window the values have their weight, as a negative number of bars; the newest of the last `length` values counts as -1, the oldest as -length. na values are left out; na where `source` is na and until `length` values are known.',
  ['(source: series float, length: series int) series float'],
  (site) => new CentreOfGravity(Length.of(site, 1)),
);
