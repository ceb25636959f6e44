import { Window } from '../../../runtime/window.ts';
import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';

/** The weights are a bell curve over the window, so that each bar costs as many steps as the window is long. */
class Alma implements Stateful {
  readonly #length: Length;
  readonly #window: Window;
  /** Newest first; their sum is 1. Made anew when the arguments change. */
  readonly #weights: Float64Array;
  #weightedLength = 0;
  #offset = Number.NaN;
  #sigma = Number.NaN;
  #isFloored = false;

  constructor(length: Length) {
    this.#length = length;
    this.#window = new Window(length.longest);
    this.#weights = new Float64Array(length.longest);
  }

  next(source: number, length: number, offset: number, sigma: number, floor: boolean): number {
    const valid = this.#length.of(length);
    const window = this.#window;
    window.push(source);
    if (!(window.count >= valid)) return Number.NaN;
    const isFloored = floor === true;
    if (
      valid !== this.#weightedLength ||
      offset !== this.#offset ||
      sigma !== this.#sigma ||
      isFloored !== this.#isFloored
    ) {
      this.#weigh(valid, offset, sigma, isFloored);
    }
    const weights = this.#weights;
    let sum = 0;
    for (let ago = 0; ago < valid; ago += 1) sum += window.ago(ago) * (weights[ago] as number);
    return sum;
  }

  #weigh(length: number, offset: number, sigma: number, isFloored: boolean): void {
    const weights = this.#weights;
    const middle = isFloored ? Math.floor(offset * (length - 1)) : offset * (length - 1);
    const width = length / sigma;
    let sum = 0;
    for (let ago = 0; ago < length; ago += 1) {
      const distance = length - 1 - ago - middle;
      const weight = Math.exp(-(distance * distance) / (2 * width * width));
      weights[ago] = weight;
      sum += weight;
    }
    for (let ago = 0; ago < length; ago += 1) weights[ago] = (weights[ago] as number) / sum;
    this.#weightedLength = length;
    this.#offset = offset;
    this.#sigma = sigma;
    this.#isFloored = isFloored;
  }

  save(): void {
    this.#window.save();
  }

  restore(): void {
    this.#window.restore();
  }
}

export const alma = indicator(
  'alma',
  'Arnaud Legoux moving average: the last `length` values weighted by a bell curve. `offset` 0 to 1 says where in the window its middle lies (1 is the newest bar), `sigma` how narrow it is, `floor` rounds the middle down to a whole bar. na on the first length - 1 bars, and as long as a na value is in the window.',
  [
    '(series: series float, length: series int, offset: simple float, sigma: simple float, floor: simple bool = false) series float',
  ],
  (site) => new Alma(Length.of(site, 1)),
);
