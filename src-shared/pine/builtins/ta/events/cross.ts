import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { tolerance } from '../windows/tolerance.ts';

class Cross implements Stateful {
  /** 1 when the first was above, -1 below, 0 before either was. */
  #side = 0;
  #savedSide = 0;

  next(source1: number, source2: number): boolean {
    const difference = source1 - source2;
    const before = this.#side;
    if (difference > tolerance) this.#side = 1;
    else if (difference < -tolerance) this.#side = -1;
    return this.#side * before < 0;
  }

  save(): void {
    this.#savedSide = this.#side;
  }

  restore(): void {
    this.#side = this.#savedSide;
  }
}

export const cross = indicator(
  'cross',
  'True on the bar on which one series has come to the other side of the other. Bars on which they are equal (within 1e-10) or na in between change nothing.',
  ['(source1: series float, source2: series float) series bool'],
  () => new Cross(),
);
