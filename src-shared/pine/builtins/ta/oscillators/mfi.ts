import type { Context } from '../../../runtime/context.ts';
import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';
import { MovingSum } from '../windows/moving-sum.ts';
import { tolerance } from '../windows/tolerance.ts';

class MoneyFlow implements Stateful {
  readonly #context: Context;
  readonly #length: Length;
  readonly #inflow: MovingSum;
  readonly #outflow: MovingSum;
  #before = Number.NaN;
  #savedBefore = Number.NaN;

  constructor(context: Context, length: Length) {
    this.#context = context;
    this.#length = length;
    this.#inflow = new MovingSum(length.longest);
    this.#outflow = new MovingSum(length.longest);
  }

  next(source: number, length: number): number {
    const valid = this.#length.of(length);
    const { bars, bar } = this.#context;
    const change = source - this.#before;
    this.#before = source;
    const flow = source * (bars.volume[bar] as number);
    if (!Number.isFinite(flow)) return Number.NaN;
    // Where the change is na, as on the first bar, the flow counts on both sides.
    const inflow = this.#inflow.push(change <= tolerance ? 0 : flow, valid);
    const outflow = this.#outflow.push(change >= -tolerance ? 0 : flow, valid);
    return outflow === 0 ? 100 : 100 - 100 / (1 + inflow / outflow);
  }

  save(): void {
    this.#inflow.save();
    this.#outflow.save();
    this.#savedBefore = this.#before;
  }

  restore(): void {
    this.#inflow.restore();
    this.#outflow.restore();
    this.#before = this.#savedBefore;
  }
}

export const mfi = indicator(
  'mfi',
  'Money flow index, 0 to 100: which share of volume times `series` over the last `length` bars came on rising bars. 100 when nothing came on falling ones. na on the first length - 1 bars and where `series` is na.',
  ['(series: series float, length: series int) series float'],
  (site) => new MoneyFlow(site.context, Length.of(site, 1)),
);
