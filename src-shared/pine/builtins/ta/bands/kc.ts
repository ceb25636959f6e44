import type { Context } from '../../../runtime/context.ts';
import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';
import { Keltner } from './keltner.ts';

class KeltnerChannel implements Stateful {
  readonly #channel: Keltner;
  readonly #lines: [number, number, number] = [Number.NaN, Number.NaN, Number.NaN];

  constructor(context: Context, length: Length) {
    this.#channel = new Keltner(context, length);
  }

  next(source: number, length: number, multiplier: number, isTrueRange: boolean): readonly number[] {
    const channel = this.#channel;
    channel.advance(source, length, multiplier, isTrueRange);
    const lines = this.#lines;
    lines[0] = channel.middle;
    lines[1] = channel.middle + channel.width;
    lines[2] = channel.middle - channel.width;
    return lines;
  }

  save(): void {
    this.#channel.save();
  }

  restore(): void {
    this.#channel.restore();
  }
}

export const kc = indicator(
  'kc',
  'Keltner channel, as [middle, upper, lower]: `ta.ema` of the series, and `mult` times the `ta.ema` of the bars’ range above and below it. The range is the true range, which the first bar lacks, or high less low. na until the averages have begun: the bands of the true range begin one bar after the middle.',
  [
    '(series: series float, length: simple int, mult: simple float, useTrueRange: simple bool = true) [series float, series float, series float]',
  ],
  (site) => new KeltnerChannel(site.context, Length.of(site, 1)),
);
