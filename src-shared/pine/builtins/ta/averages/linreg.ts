import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';
import { RampSum } from '../windows/ramp-sum.ts';

class Linreg implements Stateful {
  readonly #length: Length;
  readonly #sums: RampSum;

  constructor(length: Length) {
    this.#length = length;
    this.#sums = new RampSum(length.longest);
  }

  next(source: number, length: number, offset: number): number {
    const valid = this.#length.of(length);
    if (!Number.isFinite(source) || !this.#sums.push(source, valid)) return Number.NaN;
    if (valid === 1) return source;
    const { sum, byAge } = this.#sums;
    // Places are counted from the middle of the window, where the line goes through the mean.
    const middle = (valid - 1) / 2;
    const slope = (valid * sum - byAge - middle * sum) / ((valid * (valid * valid - 1)) / 12);
    return sum / valid + slope * (middle - offset);
  }

  save(): void {
    this.#sums.save();
  }

  restore(): void {
    this.#sums.restore();
  }
}

export const linreg = indicator(
  'linreg',
  'The straight line that fits the last `length` values best (least squares): its value at the newest bar, or `offset` bars before it. na values are left out; na where `source` is na and until `length` values are known.',
  ['(source: series float, length: series int, offset: simple int) series float'],
  (site) => new Linreg(Length.of(site, 1)),
);
