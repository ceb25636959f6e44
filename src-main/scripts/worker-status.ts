import { pieceKinds, statusWords } from './worker-messages.ts';

export type PieceKind = keyof typeof pieceKinds;

/** The worker's side of the watchdog's memory. */
export class WorkerStatus {
  readonly #words: Int32Array;

  constructor(memory: SharedArrayBuffer) {
    this.#words = new Int32Array(memory);
  }

  /** Does a piece of work that the watchdog times. */
  during<T>(run: number, kind: PieceKind, work: () => T): T {
    Atomics.store(this.#words, statusWords.kind, pieceKinds[kind]);
    Atomics.add(this.#words, statusWords.piece, 1);
    Atomics.store(this.#words, statusWords.run, run);
    try {
      return work();
    } finally {
      Atomics.store(this.#words, statusWords.run, 0);
    }
  }
}
