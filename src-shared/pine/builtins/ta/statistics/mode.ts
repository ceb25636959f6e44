import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';
import { SortedWindow } from '../windows/sorted-window.ts';

/** Counts runs of equal values in the sorted window: as many steps as the window is long, without anything to look up. */
class Mode implements Stateful {
  readonly #length: Length;
  readonly #window: SortedWindow;

  constructor(length: Length) {
    this.#length = length;
    this.#window = new SortedWindow(length.longest);
  }

  next(source: number, length: number): number {
    const valid = this.#length.of(length);
    if (!this.#window.push(source, valid)) return Number.NaN;
    const { sorted, size } = this.#window;
    let most = Number.NaN;
    let times = 0;
    let start = 0;
    for (let at = 0; at < size; at += 1) {
      if (sorted[at] !== sorted[start]) start = at;
      if (at - start + 1 > times) {
        times = at - start + 1;
        most = sorted[at] as number;
      }
    }
    return most;
  }

  save(): void {
    this.#window.save();
  }

  restore(): void {
    this.#window.restore();
  }
}

export const mode = indicator(
  'mode',
  'The value that occurs most often in the last `length` bars; if several do, the smallest of them. na values are passed over. na on the first length - 1 bars.',
  [
    '(source: series int, length: series int) series int',
    '(source: series float, length: series int) series float',
  ],
  (site) => new Mode(Length.of(site, 1)),
);
