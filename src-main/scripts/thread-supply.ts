import { Worker } from 'node:worker_threads';
import { statusLength, type WorkerStart } from './worker-messages.ts';

/** A thread nobody uses yet, and the memory it tells its state in. */
export interface FreshThread {
  readonly worker: Worker;
  readonly words: Int32Array;
}

/** After a thread was taken, so that making the next does not slow its start. */
const prepareAfterMs = 1500;

/**
 * Makes worker threads and keeps one ready, since loading the engine is what takes a new thread its time: when one had to be
 * ended, the scripts beside the faulty one go on at once.
 */
export class ThreadSupply {
  readonly #entry: URL;
  readonly #heapMegabytes: number;
  #spare: FreshThread | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(entry: URL, heapMegabytes: number) {
    this.#entry = entry;
    this.#heapMegabytes = heapMegabytes;
  }

  take(): FreshThread {
    const taken = this.#spare ?? this.#make();
    this.#spare = undefined;
    taken.worker.removeAllListeners();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#prepare(), prepareAfterMs);
    this.#timer.unref();
    return taken;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#spare?.worker.terminate();
  }

  #prepare(): void {
    if (this.#isClosed || this.#spare !== undefined) return;
    const spare = this.#make();
    this.#spare = spare;
    const forget = () => {
      if (this.#spare === spare) this.#spare = undefined;
    };
    spare.worker.on('error', forget);
    spare.worker.on('exit', forget);
  }

  #make(): FreshThread {
    const status = new SharedArrayBuffer(statusLength * Int32Array.BYTES_PER_ELEMENT);
    const worker = new Worker(this.#entry, {
      name: 'scripts',
      workerData: { status } satisfies WorkerStart,
      // Nothing of the machine's environment, where keys might be, reaches a script's thread (S4).
      env: {},
      argv: [],
      execArgv: [],
      stdin: false,
      resourceLimits: {
        maxOldGenerationSizeMb: this.#heapMegabytes,
        maxYoungGenerationSizeMb: 64,
        stackSizeMb: 4,
      },
    });
    worker.unref();
    return { worker, words: new Int32Array(status) };
  }
}
