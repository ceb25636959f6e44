import type { Context } from '../../../runtime/context.ts';
import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';
import { divide } from '../windows/tolerance.ts';
import { Sma } from './sma.ts';

class Vwma implements Stateful {
  readonly #context: Context;
  readonly #products: Sma;
  readonly #volumes: Sma;

  constructor(context: Context, length: Length) {
    this.#context = context;
    this.#products = new Sma(length);
    this.#volumes = new Sma(length);
  }

  next(source: number, length: number): number {
    const { bars, bar } = this.#context;
    const volume = bars.volume[bar] as number;
    const products = this.#products.next(source * volume, length);
    return divide(products, this.#volumes.next(volume, length));
  }

  save(): void {
    this.#products.save();
    this.#volumes.save();
  }

  restore(): void {
    this.#products.restore();
    this.#volumes.restore();
  }
}

export const vwma = indicator(
  'vwma',
  'Volume-weighted moving average: `ta.sma` of source times volume, divided by `ta.sma` of volume. na on the first length - 1 bars, where `source` is na, and where nothing was traded in the window.',
  ['(source: series float, length: series int) series float'],
  (site) => new Vwma(site.context, Length.of(site, 1)),
);
