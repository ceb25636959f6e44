import type { Stateful } from '../../builtin.ts';

/** Over (sign 1): above now, and not above when both were last known. Under (sign -1) the other way round. */
export class Crossing implements Stateful {
  readonly #sign: 1 | -1;
  /** NaN before both were known once; else whether the first was beyond the second, as 1 or 0. */
  #wasBeyond = Number.NaN;
  #savedWasBeyond = Number.NaN;

  constructor(sign: 1 | -1) {
    this.#sign = sign;
  }

  next(source1: number, source2: number): boolean {
    if (Number.isNaN(source1) || Number.isNaN(source2)) return false;
    const isBeyond = this.#sign === 1 ? source1 > source2 : source1 < source2;
    const hasCrossed = isBeyond && this.#wasBeyond === 0;
    this.#wasBeyond = isBeyond ? 1 : 0;
    return hasCrossed;
  }

  save(): void {
    this.#savedWasBeyond = this.#wasBeyond;
  }

  restore(): void {
    this.#wasBeyond = this.#savedWasBeyond;
  }
}
