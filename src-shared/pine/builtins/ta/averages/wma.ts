import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';
import { RampSum } from '../windows/ramp-sum.ts';

export class Wma implements Stateful {
  readonly #length: Length;
  readonly #sums: RampSum;

  constructor(length: Length) {
    this.#length = length;
    this.#sums = new RampSum(length.longest);
  }

  next(source: number, length: number): number {
    const valid = this.#length.of(length);
    const sums = this.#sums;
    if (!Number.isFinite(source)) {
      if (sums.window.count > 0) sums.push(sums.window.ago(0), valid);
      return Number.NaN;
    }
    if (!sums.push(source, valid)) return Number.NaN;
    return ((valid + 1) * sums.sum - sums.byAge) / ((valid * (valid + 1)) / 2);
  }

  save(): void {
    this.#sums.save();
  }

  restore(): void {
    this.#sums.restore();
  }
}

export const wma = indicator(
  'wma',
  'Weighted moving average: the newest of the last `length` values counts `length` times, the oldest once. A na value gives na on its bar, and later windows have the value before it in its place. na until `length` values are known.',
  ['(source: series float, length: series int) series float'],
  (site) => new Wma(Length.of(site, 1)),
);
