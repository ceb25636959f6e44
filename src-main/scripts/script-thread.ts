import type { Worker } from 'node:worker_threads';
import type { FreshThread } from './thread-supply.ts';
import { type FromWorker, pieceKinds, statusWords, type ToWorker } from './worker-messages.ts';

/** Wall-clock limits of one piece of work; after them and the grace the thread is ended (S3, S6). */
export interface PieceLimits {
  readonly compileMs: number;
  readonly sliceMs: number;
  readonly tickMs: number;
  readonly graceMs: number;
  readonly heapMegabytes: number;
}

export const usualLimits: PieceLimits = {
  compileMs: 1000,
  sliceMs: 2000,
  tickMs: 2000,
  graceMs: 250,
  heapMegabytes: 512,
};

const lookEveryMs = 50;

/** Why a thread is gone: the run that it was at, if that is to blame, and a sentence for its author. */
export interface ThreadEnd {
  readonly run: number;
  readonly isToBlame: boolean;
  readonly sentence: string;
}

/** Run from sources the entry stands beside this file; in a bundle it is emitted beside the bundle. */
export function scriptWorkerEntry(): URL {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new URL(`./script.worker.${extension}`, import.meta.url);
}

/** One worker thread and the eye on it. */
export class ScriptThread {
  readonly #worker: Worker;
  readonly #words: Int32Array;
  readonly #limits: PieceLimits;
  readonly #onEnd: (end: ThreadEnd) => void;
  readonly #watch: NodeJS.Timeout;
  #piece = 0;
  /** How long the piece has been going on, by looks: a machine that slept did not work. */
  #heldMs = 0;
  #lookedAt = performance.now();
  #hasEnded = false;

  constructor(
    { worker, words }: FreshThread,
    limits: PieceLimits,
    onMessage: (message: FromWorker) => void,
    onEnd: (end: ThreadEnd) => void,
  ) {
    this.#words = words;
    this.#limits = limits;
    this.#onEnd = onEnd;
    this.#worker = worker;
    this.#worker.on('message', onMessage);
    this.#worker.on('error', (error: NodeJS.ErrnoException) => this.#died(error));
    this.#worker.on('exit', () => this.#died(undefined));
    this.#watch = setInterval(() => this.#look(), lookEveryMs);
    this.#watch.unref();
  }

  send(message: ToWorker, transfer: readonly ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  async close(): Promise<void> {
    this.#hasEnded = true;
    clearInterval(this.#watch);
    await this.#worker.terminate();
  }

  #look(): void {
    const run = Atomics.load(this.#words, statusWords.run);
    const piece = Atomics.load(this.#words, statusWords.piece);
    const now = performance.now();
    const passedMs = Math.min(2 * lookEveryMs, now - this.#lookedAt);
    this.#lookedAt = now;
    if (run === 0 || piece !== this.#piece) {
      this.#piece = piece;
      this.#heldMs = 0;
      return;
    }
    this.#heldMs += passedMs;
    const kind = Atomics.load(this.#words, statusWords.kind);
    const { compileMs, sliceMs, tickMs, graceMs } = this.#limits;
    const limit = kind === pieceKinds.compile ? compileMs : kind === pieceKinds.slice ? sliceMs : tickMs;
    if (this.#heldMs < limit + graceMs - lookEveryMs / 2) return;
    const what = kind === pieceKinds.compile ? 'compiling it' : 'a bar';
    this.#end({
      run,
      isToBlame: true,
      sentence: `The script was stopped: ${what} took longer than ${limit / 1000} s.`,
    });
  }

  #died(error: NodeJS.ErrnoException | undefined): void {
    const run = Atomics.load(this.#words, statusWords.run);
    const isOutOfMemory = error?.code === 'ERR_WORKER_OUT_OF_MEMORY';
    this.#end({
      run,
      isToBlame: isOutOfMemory && run !== 0,
      sentence: isOutOfMemory
        ? `The script was stopped: it needs more than ${this.#limits.heapMegabytes} MB of memory.`
        : 'The script’s thread ended unexpectedly, more than once.',
    });
  }

  #end(end: ThreadEnd): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    clearInterval(this.#watch);
    void this.#worker.terminate();
    this.#onEnd(end);
  }
}
