import type { Release } from '../release.ts';

/** Who wants to hear of one kind of thing. A listener that is added twice hears twice. */
export class Listeners<Told> {
  readonly #all = new Set<(told: Told) => void>();

  add(listener: (told: Told) => void): Release {
    const own = (told: Told) => listener(told);
    this.#all.add(own);
    return () => {
      this.#all.delete(own);
    };
  }

  tell(told: Told): void {
    for (const listener of [...this.#all]) listener(told);
  }
}
