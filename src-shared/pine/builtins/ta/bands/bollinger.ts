import type { State } from '../../../runtime/state.ts';
import { Dispersion } from '../windows/dispersion.ts';
import { isKnown } from '../windows/is-known.ts';
import type { Length } from '../windows/length.ts';

/** The middle and the width of Bollinger’s bands: mean and deviation of one window. */
export class Bollinger implements State {
  readonly #length: Length;
  readonly #dispersion: Dispersion;
  /** The middle, and how far either band is from it. */
  readonly parts = new Float64Array(2);

  constructor(length: Length) {
    this.#length = length;
    this.#dispersion = new Dispersion(length.longest);
  }

  advance(source: number, length: number, multiplier: number): void {
    const valid = this.#length.of(length);
    const { parts } = this;
    const distances = isKnown(source) ? this.#dispersion.push(source, valid) : Number.NaN;
    const isWhole = !Number.isNaN(distances);
    parts[0] = isWhole ? this.#dispersion.mean : Number.NaN;
    parts[1] = isWhole ? multiplier * Math.sqrt(distances / valid) : Number.NaN;
  }

  save(): void {
    this.#dispersion.save();
  }

  restore(): void {
    this.#dispersion.restore();
  }
}
