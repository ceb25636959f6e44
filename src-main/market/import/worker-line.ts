import { Worker } from 'node:worker_threads';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { ReadProgress } from './read-file.ts';
import type { TaskResults, WorkerReply, WorkerTask } from './worker-messages.ts';

/** Run from sources the entry is a `.ts` file beside this one; in a bundle it is emitted as `.js` beside the bundle. */
function workerEntry(): URL {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new URL(`./import.worker.${extension}`, import.meta.url);
}

const heapMegabytes = 256;

/**
 * The importing thread, started when first needed and kept. Tasks wait in line. Cancelling one that runs stops the
 * thread, whatever it is doing, and the next task gets a new one.
 */
export class WorkerLine {
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  run<Kind extends WorkerTask['kind']>(
    task: WorkerTask & { kind: Kind },
    signal: AbortSignal | undefined,
    onProgress: (progress: ReadProgress) => void = () => undefined,
  ): Promise<TaskResults[Kind]> {
    const turn = this.#last.then(() => this.#runNow(task, signal, onProgress));
    this.#last = turn.catch(() => undefined);
    return turn as Promise<TaskResults[Kind]>;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#stop();
    await this.#last;
  }

  async #runNow(
    task: WorkerTask,
    signal: AbortSignal | undefined,
    onProgress: (progress: ReadProgress) => void,
  ): Promise<TaskResults[WorkerTask['kind']]> {
    if (signal?.aborted === true) throw cancelled();
    if (this.#isClosed) throw new Failure('unavailable', 'Imports have been shut down.');
    const worker = this.#worker ?? this.#start();
    let resolve: (result: TaskResults[WorkerTask['kind']]) => void = () => undefined;
    let reject: (reason: unknown) => void = () => undefined;
    const promise = new Promise<TaskResults[WorkerTask['kind']]>((resolveIt, rejectIt) => {
      resolve = resolveIt;
      reject = rejectIt;
    });
    const onMessage = (reply: WorkerReply): void => {
      if (reply.kind === 'progress') onProgress(reply);
      else if (reply.kind === 'done') resolve(reply.result);
      else if (reply.kind === 'failed')
        reject(new Failure(reply.failure, reply.sentence, { data: reply.data }));
      else reject(reply.error);
    };
    const onExit = (): void => reject(this.#isClosed || signal?.aborted === true ? cancelled() : lost());
    const onAbort = (): void => {
      reject(cancelled());
      void this.#stop();
    };
    worker.on('message', onMessage);
    worker.once('exit', onExit);
    signal?.addEventListener('abort', onAbort, { once: true });
    // While it works it keeps the process alive; waiting for work it does not.
    worker.ref();
    worker.postMessage(task);
    try {
      return await promise;
    } finally {
      worker.unref();
      worker.off('message', onMessage);
      worker.off('exit', onExit);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  #start(): Worker {
    const worker = new Worker(workerEntry(), { resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } });
    // An error (running out of heap is one) ends the thread; `exit` follows and fails the task.
    worker.on('error', () => this.#forget(worker));
    worker.on('exit', () => this.#forget(worker));
    this.#worker = worker;
    return worker;
  }

  #forget(worker: Worker): void {
    if (this.#worker === worker) this.#worker = undefined;
  }

  async #stop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}

function cancelled(): Failure {
  return new Failure('cancelled', 'The import was cancelled. Nothing was stored.');
}

function lost(): Failure {
  return new Failure(
    'unavailable',
    'The importing thread stopped unexpectedly. Nothing was stored; try again.',
  );
}
