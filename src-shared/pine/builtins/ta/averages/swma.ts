import { Window } from '../../../runtime/window.ts';
import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';

class Swma implements Stateful {
  readonly #window = new Window(4);

  next(source: number): number {
    const window = this.#window;
    window.push(source);
    return (window.ago(0) + 2 * window.ago(1) + 2 * window.ago(2) + window.ago(3)) / 6;
  }

  save(): void {
    this.#window.save();
  }

  restore(): void {
    this.#window.restore();
  }
}

export const swma = indicator(
  'swma',
  'Symmetrically weighted average of the last four bars, weights 1, 2, 2, 1 sixths. na on the first three bars, and as long as one of the four values is na.',
  ['(source: series float) series float'],
  () => new Swma(),
);
