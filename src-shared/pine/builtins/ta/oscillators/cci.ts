import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { MeanDeviation } from '../statistics/dev.ts';
import { Length } from '../windows/length.ts';
import { divide } from '../windows/tolerance.ts';

class CommodityChannel implements Stateful {
  readonly #deviation: MeanDeviation;

  constructor(length: Length) {
    this.#deviation = new MeanDeviation(length);
  }

  next(source: number, length: number): number {
    const deviation = this.#deviation.next(source, length);
    return divide(source - this.#deviation.mean, 0.015 * deviation);
  }

  save(): void {
    this.#deviation.save();
  }

  restore(): void {
    this.#deviation.restore();
  }
}

export const cci = indicator(
  'cci',
  'Commodity channel index: how far the value is from its mean over `length`, in mean absolute deviations divided by 0.015; mostly between -100 and 100. na values are left out; na where `source` is na, until `length` values are known, and where all are equal.',
  ['(source: series float, length: series int) series float'],
  (site) => new CommodityChannel(Length.of(site, 1)),
);
