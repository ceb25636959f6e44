import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';
import { SortedWindow } from '../windows/sorted-window.ts';

class PercentileOfRank implements Stateful {
  readonly #length: Length;
  readonly #window: SortedWindow;

  constructor(length: Length) {
    this.#length = length;
    this.#window = new SortedWindow(length.longest);
  }

  next(source: number, length: number, percentage: number): number {
    const valid = this.#length.of(length);
    if (!this.#window.push(source, valid)) return Number.NaN;
    const share = Number.isNaN(percentage) ? 0 : percentage;
    const rank = Math.min(Math.max(Math.ceil((share / 100) * valid), 1), valid);
    return rank <= this.#window.size ? (this.#window.sorted[rank - 1] as number) : Number.NaN;
  }

  save(): void {
    this.#window.save();
  }

  restore(): void {
    this.#window.restore();
  }
}

export const percentileNearestRank = indicator(
  'percentile_nearest_rank',
  'The smallest of the last `length` values that at least `percentage` percent (0 to 100) of them do not exceed; always one of the values. na values count as greater than all others, a na percentage as 0. na on the first length - 1 bars.',
  ['(source: series float, length: series int, percentage: simple float) series float'],
  (site) => new PercentileOfRank(Length.of(site, 1)),
);
