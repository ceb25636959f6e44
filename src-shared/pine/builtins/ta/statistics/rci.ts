import type { Stateful } from '../../builtin.ts';
import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';
import { SortedWindow } from '../windows/sorted-window.ts';
import { tolerance } from '../windows/tolerance.ts';

class RankCorrelation implements Stateful {
  readonly #length: Length;
  readonly #window: SortedWindow;

  constructor(length: Length) {
    this.#length = length;
    this.#window = new SortedWindow(length.longest);
  }

  next(source: number, length: number): number {
    const valid = this.#length.of(length);
    const ranked = this.#window;
    if (!ranked.push(source, valid) || ranked.size < valid || ranked.window.count <= valid) return Number.NaN;
    const middle = (valid + 1) / 2;
    let together = 0;
    let ofRanks = 0;
    for (let ago = 0; ago < valid; ago += 1) {
      const value = ranked.window.ago(ago);
      const below = ranked.countBelow(value - tolerance);
      const rank = (below + 1 + ranked.countUpTo(value + tolerance)) / 2 - middle;
      together += rank * (valid - ago - middle);
      ofRanks += rank * rank;
    }
    const ofPlaces = (valid * (valid * valid - 1)) / 12;
    return ofRanks === 0 ? Number.NaN : (100 * together) / Math.sqrt(ofRanks * ofPlaces);
  }

  save(): void {
    this.#window.save();
  }

  restore(): void {
    this.#window.restore();
  }
}

export const rci = {
  ...indicator(
    'rci',
    'Rank correlation index, -100 to 100: how well the order of the last `length` values by size agrees with their order in time (Spearman’s coefficient, in percent); 100 when they rise without exception. Equal values share their rank; na when all are equal, when one is na, and on the first `length` bars.',
    ['(source: series float, length: simple int) series float'],
    (site) => new RankCorrelation(Length.of(site, 1)),
  ),
  formerly: [],
};
