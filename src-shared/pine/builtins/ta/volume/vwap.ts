import type { Context } from '../../../runtime/context.ts';
import type { BuiltinVariable, Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { AnchoredAverage, isSessionStart } from './anchored-average.ts';

class Vwap implements Stateful {
  readonly #context: Context;
  readonly #average = new AnchoredAverage();

  constructor(context: Context) {
    this.#context = context;
  }

  next(source: number, anchor: boolean | null | undefined): number {
    const { bars, bar } = this.#context;
    const isAnchor = anchor === undefined ? isSessionStart(this.#context) : anchor === true;
    return this.#average.advance(source, bars.volume[bar] as number, isAnchor)
      ? this.#average.mean
      : Number.NaN;
  }

  save(): void {
    this.#average.save();
  }

  restore(): void {
    this.#average.restore();
  }
}

class VwapBands implements Stateful {
  readonly #context: Context;
  readonly #average = new AnchoredAverage();
  readonly #lines: [number, number, number] = [Number.NaN, Number.NaN, Number.NaN];

  constructor(context: Context) {
    this.#context = context;
  }

  next(source: number, anchor: boolean | null | undefined, multiplier: number): readonly number[] {
    const { bars, bar } = this.#context;
    const isAnchor = anchor === undefined ? isSessionStart(this.#context) : anchor === true;
    const isKnown = this.#average.advance(source, bars.volume[bar] as number, isAnchor);
    const mean = isKnown ? this.#average.mean : Number.NaN;
    const width = isKnown ? multiplier * this.#average.deviation : Number.NaN;
    const lines = this.#lines;
    lines[0] = mean;
    lines[1] = mean + width;
    lines[2] = mean - width;
    return lines;
  }

  save(): void {
    this.#average.save();
  }

  restore(): void {
    this.#average.restore();
  }
}

/** Of (high + low + close) / 3 since the day began. */
class SessionVwap implements Stateful {
  readonly #context: Context;
  readonly #vwap: Vwap;

  constructor(context: Context) {
    this.#context = context;
    this.#vwap = new Vwap(context);
  }

  next(): number {
    const { bars, bar } = this.#context;
    const sum = (bars.high[bar] as number) + (bars.low[bar] as number) + (bars.close[bar] as number);
    return this.#vwap.next(sum / 3, undefined);
  }

  save(): void {
    this.#vwap.save();
  }

  restore(): void {
    this.#vwap.restore();
  }
}

export const vwap = indicator(
  'vwap',
  'Volume-weighted average price since the last bar on which `anchor` was true, that bar included; without an anchor, since the trading day began. With `stdev_mult` as [vwap, upper, lower], the bands so many volume-weighted standard deviations away. na before the first anchor, where `source` is na, and while nothing has been traded.',
  [
    '(source: series float, anchor: series bool = ?) series float',
    '(source: series float, anchor: series bool = ?, stdev_mult: simple float) [series float, series float, series float]',
  ],
  (site) => (site.signature === 0 ? new Vwap(site.context) : new VwapBands(site.context)),
);

export const vwapVariable: BuiltinVariable = {
  kind: 'variable',
  name: 'ta.vwap',
  since: 5,
  formerly: ['vwap'],
  type: 'series float',
  documentation:
    'Volume-weighted average of (high + low + close) / 3 since the trading day began. na while nothing has been traded.',
  implementation: { kind: 'state', create: (context) => new SessionVwap(context) },
};
