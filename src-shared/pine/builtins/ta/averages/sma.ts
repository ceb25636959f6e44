import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { summedAhead } from '../windows/column-sums.ts';
import { Length } from '../windows/length.ts';
import { MovingSum } from '../windows/moving-sum.ts';

export class Sma implements Stateful {
  readonly #length: Length;
  readonly #sum: MovingSum;

  constructor(length: Length) {
    this.#length = length;
    this.#sum = new MovingSum(length.longest);
  }

  next(source: number, length: number): number {
    const sum = this.#sum;
    // A length that the sum has already was looked at when it came.
    if (sum.isReady(source, length)) return sum.advance(source) / length;
    const valid = this.#length.of(length);
    return sum.push(source, valid) / valid;
  }

  save(): void {
    this.#sum.save();
  }

  restore(): void {
    this.#sum.restore();
  }
}

export const sma = indicator(
  'sma',
  'Simple moving average: the mean of the last `length` values, in the units of `source`. na values are left out, so that the window reaches back further; on a bar where `source` is na the result is na, as it is until `length` values are known.',
  ['(source: series float, length: series int) series float'],
  (site) => summedAhead(site, 'mean', new Sma(Length.of(site, 1))),
);
