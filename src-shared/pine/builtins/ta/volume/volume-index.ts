import type { Context } from '../../../runtime/context.ts';
import type { BuiltinVariable, Stateful } from '../../builtin.ts';

/** Follows the close on bars whose volume is greater (sign 1) or smaller (sign -1) than the one before; starts at 1. */
class VolumeIndex implements Stateful {
  readonly #context: Context;
  readonly #sign: 1 | -1;
  #index = 1;
  #savedIndex = 1;

  constructor(context: Context, sign: 1 | -1) {
    this.#context = context;
    this.#sign = sign;
  }

  next(): number {
    const { bars, bar } = this.#context;
    if (bar === 0) return this.#index;
    const growth = (bars.volume[bar] as number) - (bars.volume[bar - 1] as number);
    const close = bars.close[bar] as number;
    const before = bars.close[bar - 1] as number;
    if (growth * this.#sign > 0 && close !== 0 && before !== 0) {
      this.#index += ((close - before) / before) * this.#index;
    }
    return this.#index;
  }

  save(): void {
    this.#savedIndex = this.#index;
  }

  restore(): void {
    this.#index = this.#savedIndex;
  }
}

export function volumeIndex(name: string, sign: 1 | -1, documentation: string): BuiltinVariable {
  return {
    kind: 'variable',
    name: `ta.${name}`,
    since: 5,
    formerly: [name],
    type: 'series float',
    documentation,
    implementation: { kind: 'state', create: (context) => new VolumeIndex(context, sign) },
  };
}
