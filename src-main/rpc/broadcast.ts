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

  /**
   * Everything from this call on, until the signal or until the iterator is given back; one of the two must come. Not a
   * generator, which would begin to listen with the first `next` only and could not be given back while it waits.
   */
  listen(signal: AbortSignal | undefined): AsyncIteratorObject<T, void, void> {
    const listeners = this.#listeners;
    const limit = this.#limit;
    const waiting: T[] = [];
    let isOver = false;
    let deliver: ((result: IteratorResult<T, void>) => void) | undefined;
    const over = { done: true, value: undefined } as const;
    const listener = (value: T) => {
      if (deliver !== undefined) {
        const waitingNow = deliver;
        deliver = undefined;
        waitingNow({ done: false, value });
        return;
      }
      waiting.push(value);
      if (waiting.length > limit) waiting.shift();
    };
    const end = () => {
      isOver = true;
      waiting.length = 0;
      listeners.delete(listener);
      signal?.removeEventListener('abort', end);
      deliver?.(over);
      deliver = undefined;
    };
    listeners.add(listener);
    signal?.addEventListener('abort', end);
    if (signal?.aborted === true) end();
    const finish = async () => {
      end();
      return over;
    };
    return {
      next: async () => {
        if (waiting.length > 0) return { done: false, value: waiting.shift() as T };
        if (isOver) return over;
        return new Promise((resolve) => {
          deliver = resolve;
        });
      },
      return: finish,
      [Symbol.asyncIterator]() {
        return this;
      },
      [Symbol.asyncDispose]: async () => {
        end();
      },
    };
  }
}
