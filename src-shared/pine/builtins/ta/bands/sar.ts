import type { Context } from '../../../runtime/context.ts';
import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';

class ParabolicStop implements Stateful {
  readonly #context: Context;
  #stop = Number.NaN;
  /** The highest high of an uptrend, the lowest low of a downtrend. */
  #extreme = Number.NaN;
  #acceleration = Number.NaN;
  #isUp = true;
  readonly #saved = new Float64Array(3);
  #savedIsUp = true;

  constructor(context: Context) {
    this.#context = context;
  }

  next(start: number, increment: number, most: number): number {
    const { bars, bar } = this.#context;
    if (bar === 0) return Number.NaN;
    const high = bars.high[bar] as number;
    const low = bars.low[bar] as number;
    const highBefore = bars.high[bar - 1] as number;
    const lowBefore = bars.low[bar - 1] as number;
    if (Number.isNaN(this.#stop)) {
      this.#isUp = (bars.close[bar] as number) > (bars.close[bar - 1] as number);
      this.#stop = this.#isUp ? lowBefore : highBefore;
      this.#extreme = this.#isUp ? high : low;
      this.#acceleration = start;
    } else {
      this.#stop += this.#acceleration * (this.#extreme - this.#stop);
      if (this.#isUp ? low < this.#stop : high > this.#stop) this.#turn(high, low, start);
      else this.#follow(this.#isUp ? high : low, increment, most);
    }
    const highTwoBefore = bar > 1 ? (bars.high[bar - 2] as number) : highBefore;
    const lowTwoBefore = bar > 1 ? (bars.low[bar - 2] as number) : lowBefore;
    this.#stop = this.#isUp
      ? Math.min(this.#stop, lowBefore, lowTwoBefore)
      : Math.max(this.#stop, highBefore, highTwoBefore);
    return this.#stop;
  }

  #turn(high: number, low: number, start: number): void {
    this.#stop = this.#isUp ? Math.max(this.#extreme, high) : Math.min(this.#extreme, low);
    this.#extreme = this.#isUp ? low : high;
    this.#acceleration = start;
    this.#isUp = !this.#isUp;
  }

  #follow(reached: number, increment: number, most: number): void {
    if (this.#isUp ? reached <= this.#extreme : reached >= this.#extreme) return;
    this.#extreme = reached;
    this.#acceleration = Math.min(this.#acceleration + increment, most);
  }

  save(): void {
    const saved = this.#saved;
    saved[0] = this.#stop;
    saved[1] = this.#extreme;
    saved[2] = this.#acceleration;
    this.#savedIsUp = this.#isUp;
  }

  restore(): void {
    const saved = this.#saved;
    this.#stop = saved[0] as number;
    this.#extreme = saved[1] as number;
    this.#acceleration = saved[2] as number;
    this.#isUp = this.#savedIsUp;
  }
}

export const sar = indicator(
  'sar',
  'Parabolic stop and reverse, in units of price: a stop that follows the price ever faster and changes sides when it is met. `start` is the share of the way to the last extreme that it moves at first, `inc` is added with each new extreme, up to `max`. na on the first bar.',
  ['(start: simple float, inc: simple float, max: simple float) series float'],
  (site) => new ParabolicStop(site.context),
);
