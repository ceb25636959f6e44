import type { Stateful } from '../../builtin.ts';
import { Rma } from '../averages/rma.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';

export class Rsi implements Stateful {
  readonly #gains: Rma;
  readonly #losses: Rma;
  #before = Number.NaN;
  #savedBefore = Number.NaN;

  constructor(length: Length) {
    this.#gains = new Rma(length);
    this.#losses = new Rma(length);
  }

  next(source: number, length: number): number {
    const change = source - this.#before;
    this.#before = source;
    const gain = this.#gains.next(Math.max(change, 0), length);
    const loss = this.#losses.next(Math.max(-change, 0), length);
    if (loss === 0) return 100;
    if (gain === 0) return 0;
    return 100 - 100 / (1 + gain / loss);
  }

  save(): void {
    this.#gains.save();
    this.#losses.save();
    this.#savedBefore = this.#before;
  }

  restore(): void {
    this.#gains.restore();
    this.#losses.restore();
    this.#before = this.#savedBefore;
  }
}

export const rsi = indicator(
  'rsi',
  'Relative strength index, 0 to 100: how much of the recent movement was upwards, gains and losses each averaged with `ta.rma`. 100 when nothing was lost, 0 when nothing was gained. The first value comes on bar `length`; na where `source` or the value before it is na.',
  ['(source: series float, length: simple int) series float'],
  (site) => new Rsi(Length.of(site, 1)),
);
