import type { Context } from '../../../runtime/context.ts';
import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Extreme } from '../windows/extreme.ts';
import { Length } from '../windows/length.ts';
import { divide } from '../windows/tolerance.ts';

class WilliamsRange implements Stateful {
  readonly #context: Context;
  readonly #length: Length;
  readonly #highest: Extreme;
  readonly #lowest: Extreme;

  constructor(context: Context, length: Length) {
    this.#context = context;
    this.#length = length;
    this.#highest = new Extreme(length.longest, 1);
    this.#lowest = new Extreme(length.longest, -1);
  }

  next(length: number): number {
    const valid = this.#length.of(length);
    const { bars, bar } = this.#context;
    this.#highest.push(bars.high[bar] as number);
    this.#lowest.push(bars.low[bar] as number);
    const highest = this.#highest.best(valid);
    return divide(100 * ((bars.close[bar] as number) - highest), highest - this.#lowest.best(valid));
  }

  save(): void {
    this.#highest.save();
    this.#lowest.save();
  }

  restore(): void {
    this.#highest.restore();
    this.#lowest.restore();
  }
}

export const wpr = indicator(
  'wpr',
  'Williams %R, -100 to 0: where the close lies between the lowest low (-100) and the highest high (0) of the last `length` bars. na on the first length - 1 bars and where the range is 0.',
  ['(length: series int) series float'],
  (site) => new WilliamsRange(site.context, Length.of(site, 0)),
);
