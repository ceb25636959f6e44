import { Failure } from '../../../../src-shared/domain/failure.ts';
import type { VenueParts } from '../../venue-kind.ts';

/** Whether something can be used, and waiting until it can. */
export class Availability {
  readonly #parts: Pick<VenueParts, 'after'>;
  readonly #what: string;
  #waiting = new Set<() => void>();
  #isUp = false;

  constructor(what: string, parts: Pick<VenueParts, 'after'>) {
    this.#what = what;
    this.#parts = parts;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  up(): void {
    this.#isUp = true;
    for (const go of [...this.#waiting]) go();
  }

  down(): void {
    this.#isUp = false;
  }

  /** Resolves once it is up; rejects when that takes longer. */
  async wait(withinMs: number, signal?: AbortSignal): Promise<void> {
    if (this.#isUp) return;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const stop = this.#parts.after(withinMs, () =>
      reject(
        new Failure('not-connected', `${this.#what} is not connected at the moment. Try again once it is.`),
      ),
    );
    const abort = () => reject(new Failure('cancelled', 'It was not waited for any longer.'));
    signal?.addEventListener('abort', abort, { once: true });
    this.#waiting.add(resolve);
    try {
      await promise;
    } finally {
      stop();
      this.#waiting.delete(resolve);
      signal?.removeEventListener('abort', abort);
    }
  }
}
