import type { Release } from '../release.ts';

/** Whoever wants to be told; somebody may leave while being told. */
export class Listeners<Told extends readonly unknown[]> {
  #listeners: readonly ((...told: Told) => void)[] = [];

  add(listener: (...told: Told) => void): Release {
    // The same function twice is two listeners.
    const own = (...told: Told) => listener(...told);
    this.#listeners = [...this.#listeners, own];
    return () => {
      this.#listeners = this.#listeners.filter((one) => one !== own);
    };
  }

  tell(...told: Told): void {
    for (const listener of this.#listeners) listener(...told);
  }
}
