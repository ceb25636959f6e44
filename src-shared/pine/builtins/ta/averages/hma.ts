import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';
import { Wma } from './wma.ts';

class Hma implements Stateful {
  readonly #length: Length;
  readonly #half: Wma;
  readonly #whole: Wma;
  readonly #smooth: Wma;

  constructor(length: Length) {
    this.#length = length;
    this.#half = new Wma(length.part());
    this.#whole = new Wma(length.part());
    this.#smooth = new Wma(length.part());
  }

  next(source: number, length: number): number {
    const valid = this.#length.of(length);
    const half = this.#half.next(source, Math.max(1, Math.floor(valid / 2)));
    const whole = this.#whole.next(source, valid);
    return this.#smooth.next(2 * half - whole, Math.floor(Math.sqrt(valid)));
  }

  save(): void {
    this.#half.save();
    this.#whole.save();
    this.#smooth.save();
  }

  restore(): void {
    this.#half.restore();
    this.#whole.restore();
    this.#smooth.restore();
  }
}

export const hma = indicator(
  'hma',
  'Hull moving average: twice `ta.wma` over half the length less `ta.wma` over the whole, smoothed by a `ta.wma` over the square root of the length; it lags little. na where `source` is na, and until the inner averages have filled the outer one.',
  ['(source: series float, length: simple int) series float'],
  (site) => new Hma(Length.of(site, 1)),
);
