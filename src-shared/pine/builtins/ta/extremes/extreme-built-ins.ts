import type { Context } from '../../../runtime/context.ts';
import type { BuiltinFunction, Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Extreme } from '../windows/extreme.ts';
import { Length } from '../windows/length.ts';

type Sign = 1 | -1;
type Answer = 'value' | 'offset';

/** `ta.highest` and its three relations: over a source that is given. */
class OfSource implements Stateful {
  readonly #length: Length;
  readonly #extreme: Extreme;
  readonly #isOffset: boolean;

  constructor(length: Length, sign: Sign, answer: Answer) {
    this.#length = length;
    this.#extreme = new Extreme(length.longest, sign);
    this.#isOffset = answer === 'offset';
  }

  next(source: number, length: number): number {
    const valid = this.#length.of(length);
    const extreme = this.#extreme;
    extreme.push(source);
    return this.#isOffset ? extreme.offset(valid) : extreme.best(valid);
  }

  save(): void {
    this.#extreme.save();
  }

  restore(): void {
    this.#extreme.restore();
  }
}

/** Over the bars' own highs or lows. */
class OfBars implements Stateful {
  readonly #context: Context;
  readonly #sign: Sign;
  readonly #ofSource: OfSource;

  constructor(context: Context, length: Length, sign: Sign, answer: Answer) {
    this.#context = context;
    this.#sign = sign;
    this.#ofSource = new OfSource(length, sign, answer);
  }

  next(length: number): number {
    const { bars, bar } = this.#context;
    return this.#ofSource.next((this.#sign === 1 ? bars.high : bars.low)[bar] as number, length);
  }

  save(): void {
    this.#ofSource.save();
  }

  restore(): void {
    this.#ofSource.restore();
  }
}

export function extremeBuiltin(
  name: string,
  sign: Sign,
  answer: Answer,
  documentation: string,
): BuiltinFunction {
  const result = answer === 'offset' ? 'series int' : 'series float';
  return indicator(
    name,
    documentation,
    [`(source: series float, length: series int) ${result}`, `(length: series int) ${result}`],
    (site) =>
      site.signature === 0
        ? new OfSource(Length.of(site, 1), sign, answer)
        : new OfBars(site.context, Length.of(site, 0), sign, answer),
  );
}
