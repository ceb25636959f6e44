import type { VenueParts } from '../../venue-kind.ts';

/** So long nothing more must have come after the end of an answer; rows may trail it. */
const quietMs = 350;
/** A server that never falls silent is not waited for longer. */
const longestWaitMs = 10_000;

/**
 * Rows that Rithmic pushes for a question, without saying which: those marked as a snapshot between the question and a
 * short silence after its end. One question of one account at a time.
 */
export class SnapshotCollector<Row> {
  readonly #parts: Pick<VenueParts, 'after' | 'monotonicMs'>;
  #rows: Row[] | undefined;
  #lastAt = 0;

  constructor(parts: Pick<VenueParts, 'after' | 'monotonicMs'>) {
    this.#parts = parts;
  }

  take(row: Row): void {
    this.#rows?.push(row);
    this.#lastAt = this.#parts.monotonicMs();
  }

  /** Rejects as the question does, and when it is given up. */
  async collect(ask: () => Promise<unknown>, signal?: AbortSignal): Promise<readonly Row[]> {
    const rows: Row[] = [];
    this.#rows = rows;
    try {
      await ask();
      const endedAt = this.#parts.monotonicMs();
      this.#lastAt = endedAt;
      for (;;) {
        signal?.throwIfAborted();
        const now = this.#parts.monotonicMs();
        const waitMs = quietMs - (now - this.#lastAt);
        if (waitMs <= 0 || now - endedAt > longestWaitMs) return rows;
        await new Promise<void>((resolve) => this.#parts.after(waitMs, resolve));
      }
    } finally {
      this.#rows = undefined;
    }
  }
}
