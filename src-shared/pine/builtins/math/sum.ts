import type { BuiltinFunction, Stateful } from '../builtin.ts';
import { summedAhead } from '../ta/windows/column-sums.ts';
import { Length } from '../ta/windows/length.ts';
import { MovingSum } from '../ta/windows/moving-sum.ts';

class Sum implements Stateful {
  readonly #length: Length;
  readonly #sum: MovingSum;

  constructor(length: Length) {
    this.#length = length;
    this.#sum = new MovingSum(length.longest);
  }

  next(source: number, length: number): number {
    const valid = this.#length.of(length);
    return Number.isFinite(source) ? this.#sum.push(source, valid) : Number.NaN;
  }

  save(): void {
    this.#sum.save();
  }

  restore(): void {
    this.#sum.restore();
  }
}

export const sum: BuiltinFunction = {
  kind: 'function',
  name: 'math.sum',
  since: 5,
  formerly: ['sum'],
  documentation:
    'The sum of the last `length` values. na values are left out, so that the window reaches back further; na where `source` is na and until `length` values are known.',
  signatures: ['(source: series float, length: series int) series float'],
  implementation: { kind: 'state', create: (site) => summedAhead(site, 'sum', new Sum(Length.of(site, 1))) },
};
