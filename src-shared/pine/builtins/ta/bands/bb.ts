import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';
import { Bollinger } from './bollinger.ts';

class BollingerBands implements Stateful {
  readonly #bands: Bollinger;
  readonly #lines: [number, number, number] = [Number.NaN, Number.NaN, Number.NaN];

  constructor(length: Length) {
    this.#bands = new Bollinger(length);
  }

  next(source: number, length: number, multiplier: number): readonly number[] {
    const bands = this.#bands;
    bands.advance(source, length, multiplier);
    const middle = bands.parts[0] as number;
    const width = bands.parts[1] as number;
    const lines = this.#lines;
    lines[0] = middle;
    lines[1] = middle + width;
    lines[2] = middle - width;
    return lines;
  }

  save(): void {
    this.#bands.save();
  }

  restore(): void {
    this.#bands.restore();
  }
}

export const bb = indicator(
  'bb',
  'Bollinger bands, as [middle, upper, lower]: `ta.sma` and `mult` standard deviations above and below it, both over the last `length` values. na values are left out; na where `series` is na and until `length` values are known.',
  [
    '(series: series float, length: series int, mult: simple float) [series float, series float, series float]',
  ],
  (site) => new BollingerBands(Length.of(site, 1)),
);
