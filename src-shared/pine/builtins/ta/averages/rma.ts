import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';
import { SmoothedAverage } from './smoothed-average.ts';

export class Rma implements Stateful {
  readonly #length: Length;
  readonly #average = new SmoothedAverage();

  constructor(length: Length) {
    this.#length = length;
  }

  next(source: number, length: number): number {
    const valid = this.#length.of(length);
    return this.#average.push(source, valid, 1 / valid);
  }

  save(): void {
    this.#average.save();
  }

  restore(): void {
    this.#average.restore();
  }
}

export const rma = indicator(
  'rma',
  'Wilder’s moving average, the one inside RSI and ATR: each value moves it by 1 / length of the distance. It starts with the mean of the first `length` values; before that, and where `source` is na, it is na. na values do not change it.',
  ['(source: series float, length: simple int) series float'],
  (site) => new Rma(Length.of(site, 1)),
);
