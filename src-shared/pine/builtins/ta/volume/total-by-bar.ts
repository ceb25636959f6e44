import type { Bars } from '../../../runtime/bars.ts';
import type { Context } from '../../../runtime/context.ts';
import type { BuiltinVariable, Stateful } from '../../builtin.ts';
import { RunningTotal } from '../windows/running-total.ts';

/** The running total of what each bar adds; on a bar whose share is NaN the result is NaN and the total stays. */
class TotalByBar implements Stateful {
  readonly #context: Context;
  readonly #share: (bars: Bars, bar: number) => number;
  readonly #total = new RunningTotal();

  constructor(context: Context, share: (bars: Bars, bar: number) => number) {
    this.#context = context;
    this.#share = share;
  }

  next(): number {
    const { bars, bar } = this.#context;
    const share = this.#share(bars, bar);
    return Number.isFinite(share) ? this.#total.add(share) : Number.NaN;
  }

  save(): void {
    this.#total.save();
  }

  restore(): void {
    this.#total.restore();
  }
}

export function totalByBar(
  name: string,
  documentation: string,
  share: (bars: Bars, bar: number) => number,
): BuiltinVariable {
  return {
    kind: 'variable',
    name: `ta.${name}`,
    since: 5,
    formerly: [name],
    type: 'series float',
    documentation,
    implementation: { kind: 'state', create: (context) => new TotalByBar(context, share) },
  };
}

/** The close less the one before it; NaN on the first bar. */
export function closeChange(bars: Bars, bar: number): number {
  return bar === 0 ? Number.NaN : (bars.close[bar] as number) - (bars.close[bar - 1] as number);
}
