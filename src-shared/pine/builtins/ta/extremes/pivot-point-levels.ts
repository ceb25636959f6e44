import type { Context } from '../../../runtime/context.ts';
import type { Stateful } from '../../builtin.ts';
import { newArray, type PineArray } from '../../collections/pine-array.ts';
import { indicator } from '../indicator.ts';
import { levelCount, pivotFormulas, type Span } from './pivot-levels.ts';

function emptySpan(): Span {
  return { open: Number.NaN, high: Number.NaN, low: Number.NaN, close: Number.NaN };
}

function copy(from: Readonly<Span>, to: Span): void {
  to.open = from.open;
  to.high = from.high;
  to.low = from.low;
  to.close = from.close;
}

class PivotPointLevels implements Stateful {
  readonly #context: Context;
  /** The bars since the last anchor; before the first, since the first bar. */
  readonly #current = emptySpan();
  /** The bars up to the last anchor; NaN before the first. */
  readonly #closed = emptySpan();
  #isAnchored = false;
  readonly #savedCurrent = emptySpan();
  readonly #savedClosed = emptySpan();
  #savedIsAnchored = false;

  constructor(context: Context) {
    this.#context = context;
  }

  next(type: string | null, anchor: boolean | null, isDeveloping: boolean | null): PineArray {
    this.#grow(anchor === true);
    const formula = type === null ? undefined : pivotFormulas.get(type);
    if (formula === undefined) {
      this.#context.fail(
        `There are no pivot levels “${type}”. Known: ${[...pivotFormulas.keys()].join(', ')}.`,
      );
    }
    if (isDeveloping === true && type === 'Woodie') {
      this.#context.fail(
        'Levels of type “Woodie” need the open after the span, so that they cannot be developing.',
      );
    }
    const levels: number[] = new Array(levelCount).fill(Number.NaN);
    if (this.#isAnchored) {
      const span = isDeveloping === true ? this.#current : this.#closed;
      formula(span, this.#current.open).forEach((level, place) => {
        levels[place] = level;
      });
    }
    return newArray(this.#context, levels);
  }

  #grow(isAnchor: boolean): void {
    const { bars, bar } = this.#context;
    const current = this.#current;
    const high = bars.high[bar] as number;
    const low = bars.low[bar] as number;
    if (isAnchor) {
      copy(current, this.#closed);
      this.#isAnchored = true;
    }
    if (isAnchor || Number.isNaN(current.open)) {
      current.open = bars.open[bar] as number;
      current.high = high;
      current.low = low;
    } else {
      current.high = Math.max(current.high, high);
      current.low = Math.min(current.low, low);
    }
    current.close = bars.close[bar] as number;
  }

  save(): void {
    copy(this.#current, this.#savedCurrent);
    copy(this.#closed, this.#savedClosed);
    this.#savedIsAnchored = this.#isAnchored;
  }

  restore(): void {
    copy(this.#savedCurrent, this.#current);
    copy(this.#savedClosed, this.#closed);
    this.#isAnchored = this.#savedIsAnchored;
  }
}

export const pivotPointLevels = {
  ...indicator(
    'pivot_point_levels',
    'Pivot levels as an array of 11 prices: the pivot, then resistance and support by turns, [P, R1, S1 … R5, S5]; levels that a type does not have are na. They come from the bars between the last two bars on which `anchor` was true (the first bar begins the first span), or with `developing` from those since the last. Types: "Traditional", "Fibonacci", "Woodie" (never developing), "Classic", "DM", "Camarilla". All na before the first anchor.',
    ['(type: series string, anchor: series bool, developing: series bool = false) series array<float>'],
    (site) => new PivotPointLevels(site.context),
  ),
  formerly: [],
};
