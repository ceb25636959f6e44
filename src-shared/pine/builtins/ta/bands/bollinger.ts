import type { State } from '../../../runtime/state.ts';
import { Sma } from '../averages/sma.ts';
import { Variance } from '../statistics/variance.ts';
import type { Length } from '../windows/length.ts';

/** The middle and the width of Bollinger’s bands. */
export class Bollinger implements State {
  readonly #average: Sma;
  readonly #variance: Variance;
  middle = Number.NaN;
  /** From the middle to either band. */
  width = Number.NaN;

  constructor(length: Length) {
    this.#average = new Sma(length);
    this.#variance = new Variance(length);
  }

  advance(source: number, length: number, multiplier: number): void {
    this.middle = this.#average.next(source, length);
    this.width = multiplier * Math.sqrt(this.#variance.next(source, length, true));
  }

  save(): void {
    this.#average.save();
    this.#variance.save();
  }

  restore(): void {
    this.#average.restore();
    this.#variance.restore();
  }
}
