import type { Context } from '../../../runtime/context.ts';
import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';
import { divide } from '../windows/tolerance.ts';
import { Keltner } from './keltner.ts';

class KeltnerWidth implements Stateful {
  readonly #channel: Keltner;

  constructor(context: Context, length: Length) {
    this.#channel = new Keltner(context, length);
  }

  next(source: number, length: number, multiplier: number, isTrueRange: boolean): number {
    const channel = this.#channel;
    channel.advance(source, length, multiplier, isTrueRange);
    return divide(2 * channel.width, channel.middle);
  }

  save(): void {
    this.#channel.save();
  }

  restore(): void {
    this.#channel.restore();
  }
}

export const kcw = indicator(
  'kcw',
  'Width of the Keltner channel (`ta.kc`) from lower to upper, as a share of the middle (not in percent). na where the channel is na and where the middle is 0.',
  [
    '(series: series float, length: simple int, mult: simple float, useTrueRange: simple bool = true) series float',
  ],
  (site) => new KeltnerWidth(site.context, Length.of(site, 1)),
);
