import type { Context } from '../../runtime/context.ts';
import type { BuiltinFunction } from '../builtin.ts';

/** Share of a tick by which a half may be missed, since halves of decimal ticks are seldom exact in binary. */
const slack = 1e-9;

/** The nearest price on the grid of ticks, halves up; NaN for NaN. */
export function roundToTick(price: number, tick: number): number {
  if (!(tick > 0)) return price;
  const ticks = Math.floor(price / tick + 0.5 + slack);
  const perUnit = Math.round(1 / tick);
  // Dividing by a whole number gives the decimal price that was meant, multiplying by 0.01 does not.
  return Math.abs(perUnit * tick - 1) < slack ? ticks / perUnit : ticks * tick;
}

export const roundToMintick: BuiltinFunction = {
  kind: 'function',
  name: 'math.round_to_mintick',
  since: 5,
  formerly: ['round_to_mintick'],
  documentation:
    'The nearest price that the symbol can have, a multiple of `syminfo.mintick`; halves up. na for na.',
  signatures: ['(number: series float) strongest float'],
  implementation: {
    kind: 'context',
    call: (context: Context, number: number) => roundToTick(number, context.symbol.minimumTick),
  },
};
