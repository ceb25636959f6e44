import type { Context } from '../../../runtime/context.ts';
import type { State } from '../../../runtime/state.ts';
import { Ema } from '../averages/ema.ts';
import { trueRange } from '../windows/bar-range.ts';
import type { Length } from '../windows/length.ts';

/** The middle and the width of Keltner’s channel. */
export class Keltner implements State {
  readonly #context: Context;
  readonly #average: Ema;
  readonly #ranges: Ema;
  middle = Number.NaN;
  /** From the middle to either band. */
  width = Number.NaN;

  constructor(context: Context, length: Length) {
    this.#context = context;
    this.#average = new Ema(length);
    this.#ranges = new Ema(length);
  }

  advance(source: number, length: number, multiplier: number, isTrueRange: boolean): void {
    const { bars, bar } = this.#context;
    const span = isTrueRange
      ? trueRange(this.#context, false)
      : (bars.high[bar] as number) - (bars.low[bar] as number);
    this.middle = this.#average.next(source, length);
    this.width = multiplier * this.#ranges.next(span, length);
  }

  save(): void {
    this.#average.save();
    this.#ranges.save();
  }

  restore(): void {
    this.#average.restore();
    this.#ranges.restore();
  }
}
