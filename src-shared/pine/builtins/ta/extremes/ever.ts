import type { Stateful } from '../../builtin.ts';

/** The largest (sign 1) or smallest (sign -1) value since the first bar. */
export class Ever implements Stateful {
  readonly #sign: 1 | -1;
  #best = Number.NaN;
  #savedBest = Number.NaN;

  constructor(sign: 1 | -1) {
    this.#sign = sign;
  }

  next(source: number): number {
    if (Number.isFinite(source) && !((source - this.#best) * this.#sign <= 0)) this.#best = source;
    return this.#best;
  }

  save(): void {
    this.#savedBest = this.#best;
  }

  restore(): void {
    this.#best = this.#savedBest;
  }
}
