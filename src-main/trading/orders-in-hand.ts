/** Orders that somebody in this process is busy with, whichever gateway it goes through. */
export class OrdersInHand {
  readonly #onTheirWay = new Map<string, number>();
  readonly #turns = new Map<string, Promise<unknown>>();

  /** From before it is stored until its answer is; the answer of this call ends it. */
  send(ids: readonly string[]): () => void {
    for (const id of ids) this.#onTheirWay.set(id, (this.#onTheirWay.get(id) ?? 0) + 1);
    return () => {
      for (const id of ids) {
        const left = (this.#onTheirWay.get(id) ?? 0) - 1;
        if (left > 0) this.#onTheirWay.set(id, left);
        else this.#onTheirWay.delete(id);
      }
    };
  }

  /** Its fate needs no asking: an answer, or the lack of one, is still to come. */
  isOnItsWay(id: string): boolean {
    return this.#onTheirWay.has(id);
  }

  /** One writer of an order's events at a time, so that reports apply to what is stored. */
  inTurn(id: string, run: () => Promise<void>): Promise<void> {
    const before = this.#turns.get(id) ?? Promise.resolve();
    const mine = before.then(run, run);
    this.#turns.set(id, mine);
    const clear = () => {
      if (this.#turns.get(id) === mine) this.#turns.delete(id);
    };
    mine.then(clear, clear);
    return mine;
  }
}
