import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';

class BarsSince implements Stateful {
  #bars = Number.NaN;
  #savedBars = Number.NaN;

  next(condition: boolean | null): number {
    this.#bars = condition === true ? 0 : this.#bars + 1;
    return this.#bars;
  }

  save(): void {
    this.#savedBars = this.#bars;
  }

  restore(): void {
    this.#bars = this.#savedBars;
  }
}

export const barssince = indicator(
  'barssince',
  'How many bars ago the condition was last true: 0 on a bar on which it is, na before it ever was. It counts its own evaluations, so it should be called on every bar.',
  ['(condition: series bool) series int'],
  () => new BarsSince(),
);
