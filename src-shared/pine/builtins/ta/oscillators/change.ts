import { Window } from '../../../runtime/window.ts';
import type { Site, Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';

/** This bar's value less the one `length` bars before. */
export class Change implements Stateful {
  readonly #length: Length;
  readonly #window: Window;

  constructor(length: Length) {
    this.#length = length;
    this.#window = new Window(length.longest + 1);
  }

  next(source: number, length: number): number {
    const valid = this.#length.of(length);
    this.#window.push(source);
    return source - this.#window.ago(valid);
  }

  save(): void {
    this.#window.save();
  }

  restore(): void {
    this.#window.restore();
  }
}

/** Whether a bool differs from what it was; kept as 1, 0 and NaN for na. */
class HasChanged implements Stateful {
  readonly #length: Length;
  readonly #window: Window;
  readonly #absent: false | null;

  constructor(site: Site) {
    this.#length = Length.of(site, 1, 'length', 0);
    this.#window = new Window(this.#length.longest + 1);
    this.#absent = site.context.version >= 6 ? false : null;
  }

  next(source: boolean | null, length: number): boolean | null {
    const valid = this.#length.of(length);
    const now = source === null ? Number.NaN : Number(source);
    this.#window.push(now);
    const difference = now - this.#window.ago(valid);
    return Number.isNaN(difference) ? this.#absent : difference !== 0;
  }

  save(): void {
    this.#window.save();
  }

  restore(): void {
    this.#window.restore();
  }
}

export const change = indicator(
  'change',
  'The value less the value `length` bars before, in the units of `source`; na where either is na. Of a bool: true where it differs from what it was `length` bars before, false on the first bars.',
  [
    '(source: series int, length: series int = 1) series int',
    '(source: series float, length: series int = 1) series float',
    '(source: series bool, length: series int = 1) series bool',
  ],
  (site) => (site.signature === 2 ? new HasChanged(site) : new Change(Length.of(site, 1, 'length', 0))),
);
