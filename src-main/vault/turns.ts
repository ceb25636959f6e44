import { AsyncLocalStorage } from 'node:async_hooks';

/** Runs what it is given one after the other, whatever became of the one before. */
export class OneAtATime {
  #tail: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#tail.then(work, work);
    this.#tail = done;
    // Whoever asked hears of it; the next one only waits.
    done.catch(() => undefined);
    return done;
  }
}

interface Held {
  readonly key: string;
  /** What was started inside a call may outlive it, such as a socket and its events. */
  isOver: boolean;
}

/**
 * Order among calls, in two layers. `keyed`: calls with the same key run one after another. `shared` and `alone`: work
 * that runs alone waits for the shared work before it, and holds all work after it. Shared work never waits for a key, so
 * what a caller does inside a keyed call, also with other keys, cannot block work that runs alone.
 */
export class Turns {
  readonly #tails = new Map<string, Promise<void>>();
  readonly #held = new AsyncLocalStorage<readonly Held[]>();
  readonly #active = new Set<Promise<unknown>>();
  #gate: Promise<void> | undefined;

  /** @throws Error when called inside a call with the same key, which would wait for itself. */
  async keyed<T>(key: string, call: () => Promise<T>): Promise<T> {
    const outer = this.#held.getStore() ?? [];
    if (outer.some((held) => held.key === key && !held.isOver)) {
      throw new Error(`a call on ${key} inside another call on ${key} would wait for itself`);
    }
    const held: Held = { key, isOver: false };
    const before = this.#tails.get(key);
    const { promise: tail, resolve: end } = Promise.withResolvers<void>();
    this.#tails.set(key, tail);
    if (before !== undefined) await before;
    try {
      return await this.#held.run([...outer.filter(({ isOver }) => !isOver), held], call);
    } finally {
      held.isOver = true;
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
      end();
    }
  }

  async shared<T>(work: () => Promise<T>): Promise<T> {
    while (this.#gate !== undefined) await this.#gate;
    const { promise: active, resolve: end } = Promise.withResolvers<void>();
    this.#active.add(active);
    try {
      return await work();
    } finally {
      this.#active.delete(active);
      end();
    }
  }

  async alone<T>(work: () => Promise<T>): Promise<T> {
    while (this.#gate !== undefined) await this.#gate;
    const { promise: gate, resolve: end } = Promise.withResolvers<void>();
    this.#gate = gate;
    try {
      await Promise.all(this.#active);
      return await work();
    } finally {
      this.#gate = undefined;
      end();
    }
  }
}
