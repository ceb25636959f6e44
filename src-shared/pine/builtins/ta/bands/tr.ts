import type { Context } from '../../../runtime/context.ts';
import type { BuiltinVariable, Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { trueRange } from '../windows/bar-range.ts';

/** Reads the bars alone, and so has nothing to save. */
class TrueRange implements Stateful {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  next(isFirstKnown = false): number {
    return trueRange(this.#context, isFirstKnown);
  }

  save(): void {
    // Nothing is remembered.
  }

  restore(): void {
    // Nothing is remembered.
  }
}

export const tr = indicator(
  'tr',
  'True range: how far the bar reached, seen from the close before it; the largest of high - low, |high - close[1]| and |low - close[1]|, in units of price. On the first bar high - low if `handle_na` is true, else na.',
  ['(handle_na: simple bool) series float'],
  (site) => new TrueRange(site.context),
);

export const trVariable: BuiltinVariable = {
  kind: 'variable',
  name: 'ta.tr',
  since: 5,
  formerly: ['tr'],
  type: 'series float',
  documentation:
    'True range: how far the bar reached, seen from the close before it; the largest of high - low, |high - close[1]| and |low - close[1]|, in units of price. na on the first bar.',
  implementation: { kind: 'state', create: (context) => new TrueRange(context) },
};
