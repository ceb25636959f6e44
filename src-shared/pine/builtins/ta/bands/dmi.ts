import type { Context } from '../../../runtime/context.ts';
import type { Stateful } from '../../builtin.ts';
import { Rma } from '../averages/rma.ts';
import { indicator } from '../indicator.ts';
import { trueRange } from '../windows/bar-range.ts';
import { Length } from '../windows/length.ts';
import { divide, tolerance } from '../windows/tolerance.ts';

class DirectionalMovement implements Stateful {
  readonly #context: Context;
  readonly #plus: Rma;
  readonly #minus: Rma;
  readonly #range: Rma;
  readonly #strength: Rma;
  readonly #lines: [number, number, number] = [Number.NaN, Number.NaN, Number.NaN];

  constructor(context: Context, length: Length, smoothing: Length) {
    this.#context = context;
    this.#plus = new Rma(length);
    this.#minus = new Rma(length);
    this.#range = new Rma(length);
    this.#strength = new Rma(smoothing);
  }

  next(length: number, smoothing: number): readonly number[] {
    const { bars, bar } = this.#context;
    let up = Number.NaN;
    let down = Number.NaN;
    if (bar > 0) {
      up = (bars.high[bar] as number) - (bars.high[bar - 1] as number);
      down = (bars.low[bar - 1] as number) - (bars.low[bar] as number);
    }
    const isKnown = bar > 0;
    const plusMove = up - down > tolerance && up > tolerance ? up : 0;
    const minusMove = down - up > tolerance && down > tolerance ? down : 0;
    const range = this.#range.next(trueRange(this.#context, false), length);
    const plus = divide(100 * this.#plus.next(isKnown ? plusMove : Number.NaN, length), range);
    const minus = divide(100 * this.#minus.next(isKnown ? minusMove : Number.NaN, length), range);
    const both = plus + minus;
    const lines = this.#lines;
    lines[0] = plus;
    lines[1] = minus;
    lines[2] = 100 * this.#strength.next(Math.abs(plus - minus) / (both === 0 ? 1 : both), smoothing);
    return lines;
  }

  save(): void {
    this.#plus.save();
    this.#minus.save();
    this.#range.save();
    this.#strength.save();
  }

  restore(): void {
    this.#plus.restore();
    this.#minus.restore();
    this.#range.restore();
    this.#strength.restore();
  }
}

export const dmi = indicator(
  'dmi',
  'Directional movement, as [+DI, -DI, ADX], each 0 to 100: how much of the true range went upwards, how much downwards, and how one-sided that was, smoothed with `ta.rma`. The first two begin on bar `diLength`, ADX on bar diLength + adxSmoothing - 1.',
  ['(diLength: simple int, adxSmoothing: simple int) [series float, series float, series float]'],
  (site) =>
    new DirectionalMovement(site.context, Length.of(site, 0, 'diLength'), Length.of(site, 1, 'adxSmoothing')),
);
