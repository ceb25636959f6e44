/** Runs what is done to one and the same thing one after the other. */
export class InTurn {
  readonly #tails = new Map<string, Promise<unknown>>();

  run<T>(key: string, act: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const mine = before.then(act, act);
    this.#tails.set(key, mine);
    const clear = () => {
      if (this.#tails.get(key) === mine) this.#tails.delete(key);
    };
    mine.then(clear, clear);
    return mine;
  }
}
