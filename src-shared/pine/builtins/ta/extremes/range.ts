import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Extreme } from '../windows/extreme.ts';
import { Length } from '../windows/length.ts';

class Range implements Stateful {
  readonly #length: Length;
  readonly #highest: Extreme;
  readonly #lowest: Extreme;

  constructor(length: Length) {
    this.#length = length;
    this.#highest = new Extreme(length.longest, 1);
    this.#lowest = new Extreme(length.longest, -1);
  }

  next(source: number, length: number): number {
    const valid = this.#length.of(length);
    this.#highest.push(source);
    this.#lowest.push(source);
    return this.#highest.best(valid) - this.#lowest.best(valid);
  }

  save(): void {
    this.#highest.save();
    this.#lowest.save();
  }

  restore(): void {
    this.#highest.restore();
    this.#lowest.restore();
  }
}

export const range = indicator(
  'range',
  'The largest less the smallest value of the last `length` bars, in the units of `source`. na values are passed over. na on the first length - 1 bars.',
  [
    '(source: series int, length: series int) series int',
    '(source: series float, length: series int) series float',
  ],
  (site) => new Range(Length.of(site, 1)),
);
