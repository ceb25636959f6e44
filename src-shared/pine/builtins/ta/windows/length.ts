import type { Context } from '../../../runtime/context.ts';
import type { Site } from '../../builtin.ts';

/** How far back a series may be looked at where the length can change from bar to bar. */
const longestSeries = 5000;
/** And where it is known before the first bar. */
const longestFixed = 10_000;

/** The length argument of a moving built-in: checks it, and knows how long it can become. */
export class Length {
  /** Windows are made so long. */
  readonly longest: number;
  readonly #context: Context;
  readonly #name: string;
  readonly #least: number;
  /** The last whole number that was found good; never anything else, since fractions and na would be boxed. */
  #good: number;

  constructor(context: Context, fixed: unknown, name = 'length', least = 1) {
    this.#context = context;
    this.#name = name;
    this.#least = least;
    this.#good = least;
    const known = typeof fixed === 'number';
    const length = known && Number.isFinite(fixed) ? Math.max(1, Math.trunc(fixed)) : 1;
    if (length > longestFixed) this.#tooLong(length, longestFixed);
    this.longest = known ? length : longestSeries;
  }

  /** Of a call's argument, by its place. */
  static of(site: Site, argument: number, name?: string, least?: number): Length {
    return new Length(site.context, site.fixed[argument], name, least);
  }

  /** For a part of the calculation whose length is made of this one and is never longer. */
  part(): Length {
    return new Length(this.#context, this.longest, this.#name, this.#least);
  }

  /** A whole number; NaN when na was given. @throws ScriptError outside of what is possible */
  of(given: number): number {
    return given === this.#good ? this.#good : this.#checked(given);
  }

  #checked(given: number): number {
    const length = Number.isFinite(given) ? Math.trunc(given) : Number.NaN;
    if (length < this.#least) {
      this.#context.fail(`“${this.#name}” is ${length}; it must be at least ${this.#least}.`);
    }
    if (length > this.longest) this.#tooLong(length, this.longest);
    if (length === given) this.#good = length | 0;
    return length;
  }

  #tooLong(length: number, longest: number): never {
    this.#context.fail(`“${this.#name}” is ${length}; at most ${longest} bars can be looked back at here.`);
  }
}
