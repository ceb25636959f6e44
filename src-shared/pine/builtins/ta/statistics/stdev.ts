import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';
import { Variance } from './variance.ts';

class StandardDeviation implements Stateful {
  readonly #variance: Variance;

  constructor(length: Length) {
    this.#variance = new Variance(length);
  }

  next(source: number, length: number, biased: boolean): number {
    return Math.sqrt(this.#variance.next(source, length, biased));
  }

  save(): void {
    this.#variance.save();
  }

  restore(): void {
    this.#variance.restore();
  }
}

export const stdev = indicator(
  'stdev',
  'Standard deviation of the last `length` values, in the units of `source`: the root of `ta.variance`. Biased, as usual for bands, the squares are divided by `length`, else by length - 1. na values are left out; na where `source` is na and until `length` values are known.',
  ['(source: series float, length: series int, biased: series bool = true) series float'],
  (site) => new StandardDeviation(Length.of(site, 1)),
);
