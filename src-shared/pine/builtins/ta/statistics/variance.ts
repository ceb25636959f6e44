import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Dispersion } from '../windows/dispersion.ts';
import { isKnown } from '../windows/is-known.ts';
import { Length } from '../windows/length.ts';
import { divide } from '../windows/tolerance.ts';

export class Variance implements Stateful {
  readonly #length: Length;
  readonly #dispersion: Dispersion;

  constructor(length: Length) {
    this.#length = length;
    this.#dispersion = new Dispersion(length.longest);
  }

  next(source: number, length: number, biased: boolean): number {
    const valid = this.#length.of(length);
    if (!isKnown(source)) return Number.NaN;
    return divide(this.#dispersion.push(source, valid), biased ? valid : valid - 1);
  }

  save(): void {
    this.#dispersion.save();
  }

  restore(): void {
    this.#dispersion.restore();
  }
}

export const variance = indicator(
  'variance',
  'Variance of the last `length` values: the mean square of their distance from their mean. Unbiased, the squares are divided by length - 1. na values are left out; na where `source` is na, until `length` values are known, and unbiased over one value.',
  ['(source: series float, length: series int, biased: series bool = true) series float'],
  (site) => new Variance(Length.of(site, 1)),
);
