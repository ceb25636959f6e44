import { Window } from '../../../runtime/window.ts';
import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';

/** Every distance changes with the mean, so that each bar costs as many steps as the window is long. */
export class MeanDeviation implements Stateful {
  readonly #length: Length;
  readonly #window: Window;
  /** Of the window that was answered last. */
  mean = Number.NaN;

  constructor(length: Length) {
    this.#length = length;
    this.#window = new Window(length.longest);
  }

  next(source: number, length: number): number {
    const valid = this.#length.of(length);
    if (!Number.isFinite(source)) return Number.NaN;
    const window = this.#window;
    window.push(source);
    if (!(window.count >= valid)) return Number.NaN;
    // Around the newest value: exact where all are equal.
    let sum = 0;
    for (let ago = 1; ago < valid; ago += 1) sum += window.ago(ago) - source;
    const mean = source + sum / valid;
    let distances = 0;
    for (let ago = 0; ago < valid; ago += 1) distances += Math.abs(window.ago(ago) - mean);
    this.mean = mean;
    return distances / valid;
  }

  save(): void {
    this.#window.save();
  }

  restore(): void {
    this.#window.restore();
  }
}

export const dev = indicator(
  'dev',
  'Mean absolute deviation: how far the last `length` values are from their mean on average, in the units of `source`. na values are left out; na where `source` is na and until `length` values are known.',
  ['(source: series float, length: series int) series float'],
  (site) => new MeanDeviation(Length.of(site, 1)),
);
