import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';
import { divide } from '../windows/tolerance.ts';
import { Bollinger } from './bollinger.ts';

class BollingerWidth implements Stateful {
  readonly #bands: Bollinger;

  constructor(length: Length) {
    this.#bands = new Bollinger(length);
  }

  next(source: number, length: number, multiplier: number): number {
    const bands = this.#bands;
    bands.advance(source, length, multiplier);
    return divide(200 * (bands.parts[1] as number), bands.parts[0] as number);
  }

  save(): void {
    this.#bands.save();
  }

  restore(): void {
    this.#bands.restore();
  }
}

export const bbw = indicator(
  'bbw',
  'Width of the Bollinger bands (`ta.bb`) from lower to upper, in percent of the middle. na where the bands are na and where the middle is 0.',
  ['(series: series float, length: series int, mult: simple float) series float'],
  (site) => new BollingerWidth(Length.of(site, 1)),
);
