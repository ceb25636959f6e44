import type { Context } from '../../../runtime/context.ts';
import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';
import { Atr } from './atr.ts';

class Supertrend implements Stateful {
  readonly #context: Context;
  readonly #atr: Atr;
  /** NaN until the average true range has begun. */
  #upper = Number.NaN;
  #lower = Number.NaN;
  #direction = 1;
  #savedUpper = Number.NaN;
  #savedLower = Number.NaN;
  #savedDirection = 1;
  readonly #lines: [number, number] = [Number.NaN, 1];

  constructor(context: Context, length: Length) {
    this.#context = context;
    this.#atr = new Atr(context, length);
  }

  next(factor: number, length: number): readonly number[] {
    const { bars, bar } = this.#context;
    const lines = this.#lines;
    const reach = factor * this.#atr.next(length);
    if (!Number.isFinite(reach)) {
      // The reference platform's own first bar.
      lines[0] = bar === 0 ? 0 : Number.NaN;
      lines[1] = 1;
      return lines;
    }
    const middle = ((bars.high[bar] as number) + (bars.low[bar] as number)) / 2;
    const close = bars.close[bar] as number;
    const before = bar === 0 ? Number.NaN : (bars.close[bar - 1] as number);
    let upper = middle + reach;
    let lower = middle - reach;
    if (Number.isNaN(this.#upper)) this.#direction = 1;
    else {
      if (lower <= this.#lower && before >= this.#lower) lower = this.#lower;
      if (upper >= this.#upper && before <= this.#upper) upper = this.#upper;
      if (this.#direction === 1) this.#direction = close > upper ? -1 : 1;
      else this.#direction = close < lower ? 1 : -1;
    }
    this.#upper = upper;
    this.#lower = lower;
    lines[0] = this.#direction === 1 ? upper : lower;
    lines[1] = this.#direction;
    return lines;
  }

  save(): void {
    this.#atr.save();
    this.#savedUpper = this.#upper;
    this.#savedLower = this.#lower;
    this.#savedDirection = this.#direction;
  }

  restore(): void {
    this.#atr.restore();
    this.#upper = this.#savedUpper;
    this.#lower = this.#savedLower;
    this.#direction = this.#savedDirection;
  }
}

export const supertrend = indicator(
  'supertrend',
  'Supertrend, as [line, direction]: a stop line `factor` average true ranges from the middle of the bars, which only moves with the trend. Direction -1 is an uptrend, with the line below the price; 1 a downtrend, with the line above. Until the average true range is known the line is na (0 on the very first bar) and the direction 1.',
  ['(factor: series float, atrPeriod: simple int) [series float, series float]'],
  (site) => new Supertrend(site.context, Length.of(site, 1, 'atrPeriod')),
);
