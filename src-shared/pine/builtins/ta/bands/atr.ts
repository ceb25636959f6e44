import type { Context } from '../../../runtime/context.ts';
import type { Stateful } from '../../builtin.ts';
import { Rma } from '../averages/rma.ts';
import { indicator } from '../indicator.ts';
import { trueRange } from '../windows/bar-range.ts';
import { Length } from '../windows/length.ts';

export class Atr implements Stateful {
  readonly #context: Context;
  readonly #average: Rma;

  constructor(context: Context, length: Length) {
    this.#context = context;
    this.#average = new Rma(length);
  }

  next(length: number): number {
    return this.#average.next(trueRange(this.#context, true), length);
  }

  save(): void {
    this.#average.save();
  }

  restore(): void {
    this.#average.restore();
  }
}

export const atr = indicator(
  'atr',
  'Average true range, in units of price: `ta.rma` of the true range, the first bar counting as high less low. na on the first length - 1 bars.',
  ['(length: simple int) series float'],
  (site) => new Atr(site.context, Length.of(site, 0)),
);
