import { Window } from '../../../runtime/window.ts';
import type { Site, Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';

class ValueWhen implements Stateful {
  readonly #occurrence: Length;
  readonly #values: Window;

  constructor(site: Site) {
    this.#occurrence = Length.of(site, 2, 'occurrence', 0);
    this.#values = new Window(this.#occurrence.longest + 1);
  }

  next(condition: boolean | null, source: number, occurrence: number): number {
    const valid = this.#occurrence.of(occurrence);
    if (condition === true) this.#values.push(source);
    return this.#values.ago(valid);
  }

  save(): void {
    this.#values.save();
  }

  restore(): void {
    this.#values.restore();
  }
}

/** Bools are kept as 1, 0 and NaN for na, which version 6 does not have. */
class BoolWhen implements Stateful {
  readonly #values: ValueWhen;
  readonly #absent: false | null;

  constructor(site: Site) {
    this.#values = new ValueWhen(site);
    this.#absent = site.context.version >= 6 ? false : null;
  }

  next(condition: boolean | null, source: boolean | null, occurrence: number): boolean | null {
    const value = this.#values.next(condition, source === null ? Number.NaN : Number(source), occurrence);
    return Number.isNaN(value) ? this.#absent : value === 1;
  }

  save(): void {
    this.#values.save();
  }

  restore(): void {
    this.#values.restore();
  }
}

export const valuewhen = indicator(
  'valuewhen',
  'The value that `source` had when the condition was true for the last time; with `occurrence` 1 the time before that, and so on. This bar counts. na if it was not true so often, and where `source` was na then.',
  [
    '(condition: series bool, source: series int, occurrence: simple int) series int',
    '(condition: series bool, source: series float, occurrence: simple int) series float',
    '(condition: series bool, source: series bool, occurrence: simple int) series bool',
    '(condition: series bool, source: series color, occurrence: simple int) series color',
  ],
  (site) => (site.signature === 2 ? new BoolWhen(site) : new ValueWhen(site)),
);
