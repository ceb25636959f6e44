/**
 * News for any number of listeners, as async iterators. A listener that does not keep up is bounded: past the limit its
 * oldest waiting news is dropped, so use it for states and notices, never for fills.
 */
export class Broadcast<T> {
  readonly #listeners = new Set<(value: T) => void>();
  readonly #limit: number;

  constructor(limit = 256) {
    this.#limit = limit;
  }

  get hasListeners(): boolean {
    return this.#listeners.size > 0;
  }

  publish(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }

  /** From now on, until the signal. The oldest waiting value gives way when the listener is too slow. */
  async *listen(signal: AbortSignal | undefined): AsyncGenerator<T, void, void> {
    const waiting: T[] = [];
    let wake: () => void = () => undefined;
    const listener = (value: T) => {
      waiting.push(value);
      if (waiting.length > this.#limit) waiting.shift();
      wake();
    };
    const onAbort = () => wake();
    this.#listeners.add(listener);
    signal?.addEventListener('abort', onAbort);
    try {
      while (signal?.aborted !== true) {
        const value = waiting.shift();
        if (value !== undefined) {
          yield value;
          continue;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      this.#listeners.delete(listener);
      signal?.removeEventListener('abort', onAbort);
    }
  }
}
