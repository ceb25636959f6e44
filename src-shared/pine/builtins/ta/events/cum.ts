import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { RunningTotal } from '../windows/running-total.ts';

class Cumulated implements Stateful {
  readonly #total = new RunningTotal();

  next(source: number): number {
    return Number.isFinite(source) ? this.#total.add(source) : Number.NaN;
  }

  save(): void {
    this.#total.save();
  }

  restore(): void {
    this.#total.restore();
  }
}

export const cum = indicator(
  'cum',
  'The sum of all values since the first bar. na values are left out; na where `source` is na.',
  ['(source: series float) series float'],
  () => new Cumulated(),
);
