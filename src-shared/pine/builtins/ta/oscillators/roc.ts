import { Window } from '../../../runtime/window.ts';
import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';
import { divide } from '../windows/tolerance.ts';

class RateOfChange implements Stateful {
  readonly #length: Length;
  readonly #window: Window;

  constructor(length: Length) {
    this.#length = length;
    this.#window = new Window(length.longest + 1);
  }

  next(source: number, length: number): number {
    const valid = this.#length.of(length);
    this.#window.push(source);
    const before = this.#window.ago(valid);
    return divide(100 * (source - before), before);
  }

  save(): void {
    this.#window.save();
  }

  restore(): void {
    this.#window.restore();
  }
}

export const roc = indicator(
  'roc',
  'Rate of change: by how many percent the value differs from the one `length` bars before. na where either is na, and where the earlier one is 0.',
  ['(source: series float, length: series int) series float'],
  (site) => new RateOfChange(Length.of(site, 1, 'length', 0)),
);
