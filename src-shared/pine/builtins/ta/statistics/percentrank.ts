import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';
import { SortedWindow } from '../windows/sorted-window.ts';

class PercentRank implements Stateful {
  readonly #length: Length;
  /** One longer than asked for: this bar's value is in it. */
  readonly #window: SortedWindow;

  constructor(length: Length) {
    this.#length = length;
    this.#window = new SortedWindow(length.longest + 1);
  }

  next(source: number, length: number): number {
    const valid = this.#length.of(length);
    if (!this.#window.push(source, valid + 1) || !Number.isFinite(source)) return Number.NaN;
    return ((this.#window.countUpTo(source) - 1) / valid) * 100;
  }

  save(): void {
    this.#window.save();
  }

  restore(): void {
    this.#window.restore();
  }
}

export const percentrank = indicator(
  'percentrank',
  'How many percent of the `length` values before this one are not greater than it, 0 to 100. na values count as greater. na on the first `length` bars and where `source` is na.',
  ['(source: series float, length: series int) series float'],
  (site) => new PercentRank(Length.of(site, 1)),
);
