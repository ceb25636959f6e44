import type { Context } from '../../../runtime/context.ts';
import { Window } from '../../../runtime/window.ts';
import type { BuiltinFunction, Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';

/**
 * `ta.pivothigh` (sign 1) and `ta.pivotlow` (sign -1). The newer side is looked at first and left at the first value that
 * refutes, so that most bars cost a comparison or two.
 */
class Pivot implements Stateful {
  readonly #left: Length;
  readonly #right: Length;
  readonly #sign: 1 | -1;
  readonly #window: Window;

  constructor(left: Length, right: Length, sign: 1 | -1) {
    this.#left = left;
    this.#right = right;
    this.#sign = sign;
    this.#window = new Window(left.longest + right.longest + 1);
  }

  next(source: number, leftBars: number, rightBars: number): number {
    const left = this.#left.of(leftBars);
    const right = this.#right.of(rightBars);
    const window = this.#window;
    window.push(source);
    if (!(window.count > left + right)) return Number.NaN;
    const candidate = window.ago(right);
    const key = candidate * this.#sign;
    for (let ago = 0; ago < right; ago += 1) {
      if (!(window.ago(ago) * this.#sign < key)) return Number.NaN;
    }
    for (let ago = right + 1; ago <= right + left; ago += 1) {
      if (window.ago(ago) * this.#sign > key) return Number.NaN;
    }
    return candidate;
  }

  save(): void {
    this.#window.save();
  }

  restore(): void {
    this.#window.restore();
  }
}

class BarPivot implements Stateful {
  readonly #context: Context;
  readonly #sign: 1 | -1;
  readonly #pivot: Pivot;

  constructor(context: Context, left: Length, right: Length, sign: 1 | -1) {
    this.#context = context;
    this.#sign = sign;
    this.#pivot = new Pivot(left, right, sign);
  }

  next(leftBars: number, rightBars: number): number {
    const { bars, bar } = this.#context;
    return this.#pivot.next((this.#sign === 1 ? bars.high : bars.low)[bar] as number, leftBars, rightBars);
  }

  save(): void {
    this.#pivot.save();
  }

  restore(): void {
    this.#pivot.restore();
  }
}

export function pivotBuiltin(name: string, sign: 1 | -1, documentation: string): BuiltinFunction {
  return indicator(
    name,
    documentation,
    [
      '(source: series float, leftbars: series int|float, rightbars: series int|float) series float',
      '(leftbars: series int|float, rightbars: series int|float) series float',
    ],
    (site) => {
      const first = site.signature === 0 ? 1 : 0;
      const left = Length.of(site, first, 'leftbars', 0);
      const right = Length.of(site, first + 1, 'rightbars', 0);
      return site.signature === 0
        ? new Pivot(left, right, sign)
        : new BarPivot(site.context, left, right, sign);
    },
  );
}
