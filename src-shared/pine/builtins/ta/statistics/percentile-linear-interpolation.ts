import type { Context } from '../../../runtime/context.ts';
import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';
import { SortedWindow } from '../windows/sorted-window.ts';

class PercentileBetween implements Stateful {
  readonly #context: Context;
  readonly #length: Length;
  readonly #window: SortedWindow;

  constructor(context: Context, length: Length) {
    this.#context = context;
    this.#length = length;
    this.#window = new SortedWindow(length.longest);
  }

  next(source: number, length: number, percentage: number): number {
    const valid = this.#length.of(length);
    if (percentage < 0 || percentage > 100) {
      this.#context.fail(`“percentage” is ${percentage}; it must be between 0 and 100.`);
    }
    if (!this.#window.push(source, valid) || Number.isNaN(percentage)) return Number.NaN;
    const position = Math.min(Math.max((valid * percentage) / 100 + 0.5, 1), valid);
    const rank = Math.floor(position);
    const share = position - rank;
    const lower = this.#ranked(rank);
    return share === 0 ? lower : lower * (1 - share) + this.#ranked(rank + 1) * share;
  }

  /** na values stand behind all others. */
  #ranked(rank: number): number {
    return rank <= this.#window.size ? (this.#window.sorted[rank - 1] as number) : Number.NaN;
  }

  save(): void {
    this.#window.save();
  }

  restore(): void {
    this.#window.restore();
  }
}

export const percentileLinearInterpolation = indicator(
  'percentile_linear_interpolation',
  'The value below which `percentage` percent (0 to 100) of the last `length` values lie, interpolated between the two nearest. na values count as greater than all others. na on the first length - 1 bars.',
  ['(source: series float, length: series int, percentage: simple float) series float'],
  (site) => new PercentileBetween(site.context, Length.of(site, 1)),
);
