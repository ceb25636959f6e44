import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';
import { MovingSum } from '../windows/moving-sum.ts';
import { divide, tolerance } from '../windows/tolerance.ts';

class ChandeMomentum implements Stateful {
  readonly #length: Length;
  readonly #gains: MovingSum;
  readonly #losses: MovingSum;
  #before = Number.NaN;
  #savedBefore = Number.NaN;

  constructor(length: Length) {
    this.#length = length;
    this.#gains = new MovingSum(length.longest);
    this.#losses = new MovingSum(length.longest);
  }

  next(source: number, length: number): number {
    const valid = this.#length.of(length);
    const change = source - this.#before;
    this.#before = source;
    if (!Number.isFinite(change)) return Number.NaN;
    const isGain = change >= -tolerance;
    const gain = this.#gains.push(isGain ? change : 0, valid);
    const loss = this.#losses.push(isGain ? 0 : -change, valid);
    return divide(100 * (gain - loss), gain + loss);
  }

  save(): void {
    this.#gains.save();
    this.#losses.save();
    this.#savedBefore = this.#before;
  }

  restore(): void {
    this.#gains.restore();
    this.#losses.restore();
    this.#before = this.#savedBefore;
  }
}

export const cmo = indicator(
  'cmo',
  'Chande momentum oscillator, -100 to 100: gains less losses of the last `length` changes, in percent of both together. The first value comes on bar `length`; na where the change is na, and where nothing has moved.',
  ['(source: series float, length: series int) series float'],
  (site) => new ChandeMomentum(Length.of(site, 1)),
);
