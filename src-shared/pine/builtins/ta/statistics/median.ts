import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';
import { SortedWindow } from '../windows/sorted-window.ts';

class Median implements Stateful {
  readonly #length: Length;
  readonly #window: SortedWindow;
  readonly #isWhole: boolean;

  constructor(length: Length, isWhole: boolean) {
    this.#length = length;
    this.#window = new SortedWindow(length.longest);
    this.#isWhole = isWhole;
  }

  next(source: number, length: number): number {
    const valid = this.#length.of(length);
    if (!Number.isFinite(source) || !this.#window.push(source, valid)) return Number.NaN;
    const { sorted } = this.#window;
    const middle = valid >> 1;
    const upper = sorted[middle] as number;
    if ((valid & 1) === 1) return upper;
    const lower = sorted[middle - 1] as number;
    return this.#isWhole ? lower : (lower + upper) / 2;
  }

  save(): void {
    this.#window.save();
  }

  restore(): void {
    this.#window.restore();
  }
}

export const median = indicator(
  'median',
  'The middle one of the last `length` values by size; of an even number, the mean of the two middle ones (of ints, the lower one). na values are left out; na where `source` is na and until `length` values are known.',
  [
    '(source: series int, length: series int) series int',
    '(source: series float, length: series int) series float',
  ],
  (site) => new Median(Length.of(site, 1), site.signature === 0),
);
