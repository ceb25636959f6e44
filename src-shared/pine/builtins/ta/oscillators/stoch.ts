import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Extreme } from '../windows/extreme.ts';
import { Length } from '../windows/length.ts';
import { divide } from '../windows/tolerance.ts';

class Stochastic implements Stateful {
  readonly #length: Length;
  readonly #highest: Extreme;
  readonly #lowest: Extreme;

  constructor(length: Length) {
    this.#length = length;
    this.#highest = new Extreme(length.longest, 1);
    this.#lowest = new Extreme(length.longest, -1);
  }

  next(source: number, high: number, low: number, length: number): number {
    const valid = this.#length.of(length);
    this.#highest.push(high);
    this.#lowest.push(low);
    const lowest = this.#lowest.best(valid);
    return divide(100 * (source - lowest), this.#highest.best(valid) - lowest);
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

export const stoch = indicator(
  'stoch',
  'Stochastic: where `source` lies between the lowest `low` (0) and the highest `high` (100) of the last `length` bars; beyond both when it lies outside. na on the first length - 1 bars, where `source` is na and where the range is 0.',
  ['(source: series float, high: series float, low: series float, length: series int) series float'],
  (site) => new Stochastic(Length.of(site, 3)),
);
